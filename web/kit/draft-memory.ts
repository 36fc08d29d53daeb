import { keep, keptNames, readKept } from "./storage.ts";

/** What was begun and not sent, as the browser keeps it. `saved`: the server has it too. */
export type KeptDraft = { body: unknown; saved: boolean };

const NAME = "draft.";

export function readDraft(person: string, key: string): KeptDraft | undefined {
  const kept = readKept(`${NAME}${person}.${key}`);
  if (typeof kept !== "object" || kept === null || !("body" in kept)) return undefined;
  return { body: kept.body, saved: "saved" in kept && kept.saved === true };
}

export const keepDraft = (person: string, key: string, draft: KeptDraft | undefined): void =>
  keep(`${NAME}${person}.${key}`, draft);

/** On sign-out: what the server has needs no copy on a shared computer; what it has not, stays for its writer. */
export function forgetDrafts(): void {
  for (const name of keptNames(NAME)) {
    const kept = readKept(name);
    if (typeof kept === "object" && kept !== null && "saved" in kept && kept.saved === true) keep(name, undefined);
  }
}
