import type { Action, ActionName } from "../../../../core/automation/trigger.ts";

/** What each action cannot do without. */
const NEEDED: Partial<Record<ActionName, string>> = {
  move: "to",
  handOver: "to",
  set: "field",
  tag: "field",
  notify: "text",
  note: "text",
  say: "text",
  open: "subject",
  webhook: "url",
};

/** What is still to be filled in, by its place (`actions.0.to`), with what to say there. */
export function emptyIn(actions: readonly Action[], at: string, says: string): Record<string, string> {
  return Object.fromEntries(
    actions.flatMap((action, index) => {
      const field = NEEDED[action.do];
      const value = field === undefined ? undefined : new Map<string, unknown>(Object.entries(action)).get(field);
      const isEmpty = field !== undefined && (typeof value !== "string" || value.trim() === "");
      return isEmpty ? [[`${at}.${index}.${field}`, says]] : [];
    }),
  );
}
