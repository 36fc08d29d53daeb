import type { Case, CommandOf } from "./case.ts";
import { needsPermission } from "./case.ts";
import type { Refusal } from "./commands.ts";
import { leaveLease, takeLease } from "./decide-lease.ts";
import type { Draft } from "./draft.ts";
import type { TicketEvent } from "./events.ts";
import { refuse, refuseIf } from "./refuse.ts";

type Cleared = Extract<TicketEvent, { kind: "ticket.seen" }>["data"]["cleared"];

/**
 * Somebody has the ticket before him: labels are cleared as the workspace has set it. Looking is no act; opening the
 * processing window takes the ticket.
 */
export function decideOpenOnScreen(draft: Draft, { tab, unread, hold }: CommandOf<"open-on-screen">): Refusal[] {
  const { actor, state } = draft;
  if (hold) return takeLease(draft, hold);
  if (actor.kind === "client") {
    const isNew = state.clientNews || state.clientUnread > 0;
    if (isNew) draft.recordQuietly({ kind: "client.seen", data: {}, set: { clientNews: false, clientUnread: 0 } });
    return [];
  }
  const refusals = needsPermission(draft, "ticket.read");
  if (refusals.length > 0 || actor.kind !== "employee") return refusals;
  const cleared: Cleared = [];
  if (state.unseen > 0 && clearsUnseen(draft, actor.id)) cleared.push("unseen");
  if (state.important !== null && tab === "notes") cleared.push("important");
  if (unread) cleared.push("unread");
  if (cleared.length === 0) return [];
  draft.recordQuietly({
    kind: "ticket.seen",
    data: { cleared },
    set: {
      ...(cleared.includes("unseen") ? { unseen: 0 } : {}),
      ...(cleared.includes("important") ? { important: null } : {}),
    },
  });
  return [];
}

/** The window was closed: who held the ticket gives it back. */
export function decideLeaveScreen(draft: Draft): Refusal[] {
  if (draft.actor.kind !== "employee") return [];
  // A window that was lost meanwhile is closed all the same, whatever has become of its employee's rights.
  leaveLease(draft);
  return draft.events.length > 0 ? [] : needsPermission(draft, "ticket.read");
}

/** An assignee makes it unread for himself again [H-LBL-11]; whose label it is, the event's actor tells. */
export function decideMarkUnread(draft: Draft): Refusal[] {
  const refusals = mayMarkUnread(draft);
  if (refusals.length === 0) draft.recordQuietly({ kind: "ticket.unread", data: {}, set: {} });
  return refusals;
}

export function mayMarkUnread(c: Case): Refusal[] {
  if (c.actor.kind !== "employee") return [refuse("not-for-clients")];
  return [...needsPermission(c, "ticket.read"), ...refuseIf(!c.state.assignees.includes(c.actor.id), "not-assignee")];
}

/** Which look clears the count of the client's messages [H-LBL-04]; in mode `replied` none does. */
function clearsUnseen({ facts, state }: Case, employee: string): boolean {
  const mode = facts.settings.unseenCleared;
  return mode === "opened" || (mode === "assignee-opened" && state.assignees.includes(employee));
}
