import { type CommandOf, needsPermission, statusOf } from "./case.ts";
import type { Refusal } from "./commands.ts";
import type { Draft } from "./draft.ts";
import { same } from "./same.ts";
import type { TicketState } from "./state.ts";
import { timersOnEntry } from "./timers.ts";

/** Parts of the state that tell of its changes and not of the ticket: they only go on. */
const OWN: readonly string[] = ["version", "updatedAt"] satisfies (keyof TicketState)[];

/** What of the state a change has changed, with the values from before: what `undo` takes. */
export function formerOf(before: TicketState, after: TicketState): Partial<TicketState> {
  const now = new Map<string, unknown>(Object.entries(after));
  const changed = Object.entries(before).filter(([key, value]) => !OWN.includes(key) && !same(value, now.get(key)));
  const former: Partial<TicketState> = {};
  return Object.assign(former, Object.fromEntries(changed));
}

/**
 * Takes a change back: the ticket is as it was before it, clocks and timers too, as if it had never been done
 * ([B-UNDO-02]). The moves of the process do not hold it up; whether something has happened since is for the caller to
 * see. Whoever was told of the change is told of this too, as far as `tells` allows.
 */
export function decideUndo(draft: Draft, command: CommandOf<"undo">): Refusal[] {
  const { former, what, since, moved, why, permission, tells } = command;
  const refusals = needsPermission(draft, permission);
  if (refusals.length > 0) return refusals;
  const before = draft.state;
  const isBack = since !== undefined && former.status !== undefined;
  const data = { what, ...(isBack && { since }), ...(moved && { moved }) };
  draft.record({ kind: "change.undone", data, set: former, why });
  const { state } = draft;
  const isMoved = before.status !== state.status;
  if (isMoved) draft.setTimers(timersOnEntry(draft, statusOf(draft.process, before.status)));
  // A window that was open then has long been closed: its ticket is given back at once.
  if (state.lease) draft.setTimers([{ key: "lease", at: draft.at, event: { kind: "lease" } }]);
  if (isMoved) draft.tell("status");
  draft.tell("assigned", { to: state.assignees.filter((id) => !before.assignees.includes(id)) });
  if (tells?.employees === false) draft.tellNobody();
  const isTold = isMoved && statusOf(draft.process, state.status).tellsClient && tells?.client !== false;
  if (isTold) draft.effects.push({ kind: "tell-client", about: "status", status: state.status });
  return [];
}
