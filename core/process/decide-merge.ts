import { type CommandOf, hasEnded, insiders, needsPermission } from "./case.ts";
import type { Command, Refusal } from "./commands.ts";
import type { Draft } from "./draft.ts";
import { enter } from "./enter.ts";
import type { Process } from "./process.ts";
import { refuseIf } from "./refuse.ts";
import { same } from "./same.ts";
import type { TicketState } from "./state.ts";

/** What can still happen to a ticket that another has taken in: what is said to it goes there. */
const STILL: readonly Command["kind"][] = [
  "undo",
  "open-on-screen",
  "leave-screen",
  "mark-unread",
  "link",
  "timer",
  "promise",
  "report",
  "replace",
  "system",
  "leave-incident",
  "let-go",
];

/** A merged ticket is led on where it has gone ([B-UNDO-04]). */
export function mergedRefusals(state: TicketState, kind: Command["kind"]): Refusal[] {
  return refuseIf(state.mergedInto !== null && !STILL.includes(kind), "merged");
}

/** Whether two tickets are of one client: what he wrote is never shown to another. */
export function isOfOneClient(one: TicketState, other: TicketState): boolean {
  const isOf = ({ contactId, companyId, client }: TicketState) => contactId ?? companyId ?? client;
  if (!isOf(one)) return true;
  return one.contactId !== null || other.contactId !== null
    ? one.contactId === other.contactId
    : one.companyId === other.companyId && same(one.client, other.client);
}

/**
 * The ticket goes into another, which leads both from here on: it is closed where it was under way, and points there.
 * Nobody is written to: the other one tells.
 */
export function decideMerge(draft: Draft, { into, state: other, why }: CommandOf<"merge">): Refusal[] {
  const { state } = draft;
  const refusals = [
    ...needsPermission(draft, "ticket.write"),
    ...refuseIf(other.mergedInto !== null, "merged", "into"),
    ...refuseIf(hasEnded(other.category), "locked", "into", { mend: "refusal.locked-by-status" }),
    ...refuseIf(!isOfOneClient(state, other), "other-client", "into"),
  ];
  if (refusals.length > 0) return refusals;
  const set = { ...EMPTY, mergedInto: into.id, linkedTo: into.id };
  draft.record({ kind: "ticket.merged", data: { to: into.id, number: into.number }, set, ...(why && { why }) });
  const to = hasEnded(state.category) ? undefined : endOf(draft.process);
  if (to) enter(draft, { to, cause: "merge", quiet: true });
  return [];
}

/** Its talk and its files are the other one's. */
export const EMPTY = {
  messages: 0,
  notes: 0,
  unseen: 0,
  important: null,
  documents: [],
  publicDocuments: [],
  clientFiles: 0,
  clientUnread: 0,
  clientNews: false,
} satisfies Partial<TicketState>;

/** Where merged tickets end: in the first status that calls off, else in the first that closes or resolves. */
export function endOf({ statuses }: Process): string | undefined {
  const ends = Object.entries(statuses).filter(([, { onlyWith }]) => onlyWith === undefined);
  for (const wanted of ["cancelled", "closed", "resolved"]) {
    const found = ends.find(([, { category }]) => category === wanted);
    if (found) return found[0];
  }
  return undefined;
}

/** The ticket takes another in: its talk, its files, and those who stood on it. */
export function decideAbsorb(draft: Draft, { from, state: other, why }: CommandOf<"absorb">): Refusal[] {
  const { state } = draft;
  const refusals = needsPermission(draft, "ticket.write");
  if (refusals.length > 0) return refusals;
  const here = insiders(state);
  const come = insiders(other).filter((id) => !here.includes(id));
  const data = {
    from: from.id,
    number: from.number,
    messages: other.messages,
    notes: other.notes,
    files: other.documents.length + other.clientFiles,
  };
  draft.record({
    kind: "ticket.absorbed",
    data,
    set: {
      messages: state.messages + other.messages,
      // One more: what the other one was about.
      notes: state.notes + other.notes + 1,
      unseen: state.unseen + other.unseen,
      important: state.important ?? other.important,
      lastMessageBy: state.lastMessageBy ?? other.lastMessageBy,
      documents: [...new Set([...state.documents, ...other.documents])],
      publicDocuments: [...new Set([...state.publicDocuments, ...other.publicDocuments])],
      clientFiles: state.clientFiles + other.clientFiles,
      clientUnread: state.clientUnread + other.clientUnread,
      clientNews: state.clientNews || other.clientNews,
      observers: [...state.observers, ...come],
    },
    ...(why && { why }),
  });
  return [];
}
