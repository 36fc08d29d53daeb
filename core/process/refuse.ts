import type { Refusal } from "./commands.ts";
import { REFUSAL_CODES, type RefusalCode } from "./refusal-codes.ts";

/** Keys of the locales that say more exactly than the code what to do. */
export const SPECIAL_MENDS = [
  "refusal.locked-by-invoice",
  "refusal.locked-by-status",
  "refusal.locked-by-rating",
  "refusal.channel-is-fixed",
  "refusal.quality-control-first",
  "refusal.option-off",
  "refusal.name-a-controller",
  "refusal.accept-first",
  "refusal.accepted-by",
  "refusal.incident-over",
] as const;

/** Every key of the locales that a refusal may carry as its `mend`. */
export const MENDS: readonly string[] = [...REFUSAL_CODES.map((code) => `refusal.${code}`), ...SPECIAL_MENDS];

/** A refusal whose text is that of its code, unless a special one says more. */
export function refuse(
  code: RefusalCode,
  field?: string,
  more: { params?: Record<string, string | number>; mend?: (typeof SPECIAL_MENDS)[number] } = {},
): Refusal {
  const refusal: Refusal = { code, mend: more.mend ?? `refusal.${code}` };
  if (field !== undefined) refusal.field = field;
  if (more.params) refusal.params = more.params;
  return refusal;
}

/** A list with the refusal when `wrong`, else an empty one, to be spread. */
export function refuseIf(wrong: boolean, ...refusal: Parameters<typeof refuse>): Refusal[] {
  return wrong ? [refuse(...refusal)] : [];
}
