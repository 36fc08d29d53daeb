import type { Case, CommandOf } from "./case.ts";
import { hasEnded, needsPermission } from "./case.ts";
import type { Refusal } from "./commands.ts";
import { EMPTY, endOf, isOfOneClient } from "./decide-merge.ts";
import type { Draft } from "./draft.ts";
import { enter } from "./enter.ts";
import { refuseIf } from "./refuse.ts";

/** Who changes the ticket may split it, as long as it has not ended: then another one takes up what comes. */
export function maySplit(c: Case): Refusal[] {
  return [
    ...needsPermission(c, "ticket.write"),
    ...refuseIf(hasEnded(c.state.category), "locked", "status", { mend: "refusal.locked-by-status" }),
  ];
}

/**
 * Part of the talk goes into a new ticket ([B-UNDO-04]). This one keeps its status, its people and its clocks: what was
 * answered in time stays answered in time.
 */
export function decideSplit(draft: Draft, { to, state: fresh, moved }: CommandOf<"split">): Refusal[] {
  const { state } = draft;
  const refusals = [
    ...maySplit(draft),
    ...refuseIf(moved.ids.length + moved.documents.length === 0, "nothing-chosen", "messages"),
    ...refuseIf(moved.isClients && !isOfOneClient(state, fresh), "other-client", "contact"),
  ];
  if (refusals.length > 0) return refusals;
  const without = (ids: readonly string[]) => ids.filter((id) => !moved.documents.includes(id));
  const { messages, notes, files, since } = moved;
  draft.record({
    kind: "ticket.split",
    data: { to: to.id, number: to.number, moved: moved.ids, messages, notes, files, since },
    set: {
      messages: state.messages - moved.counted,
      notes: state.notes - notes,
      unseen: state.unseen - moved.unseen,
      clientUnread: state.clientUnread - moved.clientUnread,
      clientFiles: state.clientFiles - moved.clientFiles,
      important: moved.important === null ? state.important : null,
      lastMessageBy: messages > 0 ? moved.leavesLastBy : state.lastMessageBy,
      documents: without(state.documents),
      publicDocuments: without(state.publicDocuments),
    },
  });
  return [];
}

/**
 * The new ticket takes it. Its clocks have begun with its opening, not with the first message: nobody could keep a
 * promise on a ticket that was not there, and until now the other one's clock has counted this work.
 */
export function decideSplitOff(draft: Draft, { from, moved }: CommandOf<"split-off">): Refusal[] {
  const { messages, notes, files, since, unseen, clientUnread, clientFiles, important, lastMessageBy } = moved;
  const { documents, publicDocuments } = moved;
  draft.record({
    kind: "ticket.split-off",
    data: { from: from.id, number: from.number, messages, notes, files, since },
    set: { messages, notes, unseen, clientUnread, clientFiles, important, lastMessageBy, documents, publicDocuments },
  });
  return [];
}

/** What was split off goes back: this ticket is empty then, has ended, and what is still said to it goes there. */
export function decideRejoin(draft: Draft, { into, why }: CommandOf<"rejoin">): Refusal[] {
  const refusals = needsPermission(draft, "ticket.write");
  if (refusals.length > 0) return refusals;
  draft.record({ kind: "change.undone", data: { what: "split" }, set: { ...EMPTY, mergedInto: into.id }, why });
  const to = hasEnded(draft.state.category) ? undefined : endOf(draft.process);
  if (to) enter(draft, { to, cause: "merge", quiet: true });
  return [];
}
