import type { BulkAction } from "../../../../contract/bulk.ts";

/** What can be done to many tickets, as people choose it. */
export const BULK_KINDS = [
  ...(["move", "assignees", "controllers", "observers", "set", "tag", "merge", "incident", "unread"] as const),
] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

/** Tickets that were ticked, or all that meet the condition of the list. */
export type Chosen = { tickets: string[] } | { where: string };

/** A ticket that was ticked, as far as one is told from another. */
export type Ticked = { id: string; number: number; subject: string };

/** An action before anything is said of it. */
export function emptyAction(kind: BulkKind): BulkAction {
  switch (kind) {
    case "move":
      return { do: "move", to: "" };
    case "set":
      return { do: "set", fields: {} };
    case "tag":
      return { do: "tag", field: "", add: [], remove: [] };
    case "merge":
      return { do: "merge", into: "" };
    case "incident":
      return { do: "incident", into: "" };
    case "unread":
      return { do: "unread" };
    default:
      return {
        do: "assign",
        part: kind,
        mode: "add",
        employees: [],
        notify: { employees: true, clients: false },
      };
  }
}

/** Whether enough is said for it to be looked at. */
export function isComplete(action: BulkAction): boolean {
  switch (action.do) {
    case "move":
      return action.to !== "";
    case "assign":
      // Nobody in the place of everybody is a wish too.
      return action.mode === "replace" || action.employees.length > 0;
    case "set":
      return Object.keys(action.fields).length > 0;
    case "tag":
      return action.field !== "" && action.add.length + action.remove.length > 0;
    case "merge":
    case "incident":
      return action.into !== "";
    case "unread":
      return true;
  }
}
