import type { CommandOf } from "./case.ts";
import { needsPermission } from "./case.ts";
import type { Refusal } from "./commands.ts";
import type { Draft } from "./draft.ts";

/** Work done is reported on its ticket, also when that is over: what was done is known later than the ticket ends [C-GEN-02]. */
export function decideWork(draft: Draft, { work, remove }: CommandOf<"report-work">): Refusal[] {
  const refusals = needsPermission(draft, "ticket.write");
  if (refusals.length > 0) return refusals;
  draft.record({ kind: remove ? "work.removed" : "work.reported", data: { ...work }, set: {} });
  return [];
}
