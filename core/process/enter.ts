import type { Case } from "./case.ts";
import { hasEnded, statusOf } from "./case.ts";
import { resolutionOnEntry, secondsBetween } from "./clocks.ts";
import { leaveOnReopening } from "./decide-incident.ts";
import type { Draft } from "./draft.ts";
import type { Reason, TicketEvent } from "./events.ts";
import { guardRefusals } from "./guards.ts";
import { leaseOnLeaving } from "./lease.ts";
import { putPossible, settle } from "./people.ts";
import type { Reaction, Status } from "./process.ts";
import { outcomeOf, replan, tellLate } from "./promises.ts";
import { stageOnEntry } from "./stages.ts";
import type { TicketState } from "./state.ts";
import { timersOnEntry } from "./timers.ts";

type StatusChanged = Extract<TicketEvent, { kind: "status.changed" }>["data"];

/** A change of status that is settled; `about` says what the comment is to be kept as. */
export type Entry = {
  to: string;
  cause: StatusChanged["cause"];
  comment?: string | undefined;
  /** The status comment that stayed in the field and is saved with this change too. */
  stale?: string | undefined;
  about?: "status" | "cancel" | undefined;
  reasons?: string[] | undefined;
  resumeAt?: string | null;
  why?: Reason[];
  /** What the status before means, where the process of the ticket has just become another one. */
  before?: Status;
  /** Nobody is told, and nobody else answers for it. */
  quiet?: true;
  /** What the change sets besides. */
  also?: Partial<TicketState>;
};

/** Brings the ticket into a status: dates, clocks, comments, timers and who is told. It refuses nothing. */
export function enter(draft: Draft, entry: Entry): void {
  tellLate(draft, ["reaction", "resolution"]);
  const from = draft.state.status;
  const before = entry.before ?? statusOf(draft.process, from);
  const after = statusOf(draft.process, entry.to);
  const resumeAt = entry.resumeAt ?? null;
  const data: StatusChanged = { from, to: entry.to, cause: entry.cause };
  const comment = entry.comment ?? entry.stale;
  if (comment) data.comment = comment;
  if (entry.reasons && entry.reasons.length > 0) data.reasons = entry.reasons;
  if (after.resume) data.resumeAt = resumeAt;
  const set: Partial<TicketState> = {
    status: entry.to,
    category: after.category,
    resumeAt,
    ...resolutionOnEntry(draft.process, draft.state, entry.to, draft.now),
    ...datesOnEntry(draft, after),
    ...commentOnEntry(draft, entry, before, after),
    ...(draft.actor.kind === "client" || entry.quiet ? {} : { clientNews: true }),
    ...leaseOnLeaving(draft, entry.to),
    ...entry.also,
  };
  const event: TicketEvent = { kind: "status.changed", data, set, ...(entry.why ? { why: entry.why } : {}) };
  if (entry.quiet) draft.recordQuietly(event);
  else draft.record(event);
  replan(draft, before);
  stageOnEntry(draft, before, after);
  stopReactionOnEntry(draft, entry, after);
  if (hasEnded(before.category) && !hasEnded(after.category)) leaveOnReopening(draft);
  const isOver = !hasEnded(before.category) && hasEnded(after.category);
  if (isOver && draft.state.attached > 0) draft.effects.push({ kind: "end-attached" });
  draft.setTimers(timersOnEntry(draft, before));
  if (from === draft.process.lease?.status) draft.setTimers([{ key: "lease", at: null, event: { kind: "lease" } }]);
  if (entry.quiet) return;
  handOver(draft, after);
  draft.tell("status");
  if (after.tellsClient && draft.actor.kind !== "client") {
    const isAsked = after.rated && draft.facts.settings.ratingAllowed;
    draft.effects.push({ kind: "tell-client", about: isAsked ? "rate" : "status", status: entry.to });
  }
}

/** Whoever answers in this status by the process does so from now on [P-ROUTE-02]. */
function handOver(draft: Draft, { handsTo }: Status): void {
  if (!handsTo) return;
  const { team, assignees } = handsTo;
  const isOf = (id: string) => team === undefined || draft.facts.people.get(id)?.teams.includes(team) === true;
  const why = [{ rule: "status.handsTo", facts: { status: draft.state.status } }];
  const stay = draft.state.assignees.filter(isOf);
  putPossible(draft, settle(draft, { team, assignees: assignees ?? (team === undefined ? undefined : stay) }), why);
}

/** Does what the process does by itself on an event, when it does anything. True when it did. */
export function react(draft: Draft, event: Reaction["event"], cause: StatusChanged["cause"]): boolean {
  const reaction = reactionTo(draft, event);
  if (!reaction || !("move" in reaction.do)) return false;
  const why = [{ rule: event, facts: { status: draft.state.status } }];
  enter(draft, { to: reaction.do.move, cause, why });
  return true;
}

/** The first reaction of the process to an event in the status of the ticket whose guards hold. */
export function reactionTo(c: Case, event: Reaction["event"]): Reaction | undefined {
  return c.process.on.find(
    (reaction) =>
      reaction.event === event &&
      reaction.in.includes(c.state.status) &&
      (reaction.when ?? []).every((guard) => guardRefusals(c, guard).length === 0),
  );
}

/** Stops the reaction clock when it still runs. */
export function stopReaction(draft: Draft, why?: Reason[]): void {
  const { startedAt, stoppedAt } = draft.state.reaction;
  if (stoppedAt !== null) return;
  tellLate(draft, ["reaction"]);
  const set = { reaction: { startedAt, stoppedAt: draft.at } };
  const data = { seconds: secondsBetween(startedAt, draft.now), ...outcomeOf(draft, "reaction") };
  draft.record(why ? { kind: "reaction.stopped", data, set, why } : { kind: "reaction.stopped", data, set });
}

function stopReactionOnEntry(draft: Draft, entry: Entry, after: Status): void {
  const { stops, entering = [] } = draft.process.clocks.reaction;
  const movedByHand = draft.actor.kind === "employee" && entry.cause === "person";
  if (entering.includes(entry.to) || (movedByHand && stops.includes("employee.moved"))) stopReaction(draft);
  // Nobody has to react to a ticket that is over, and an ended ticket has no running clock.
  else if (hasEnded(after.category)) stopReaction(draft, [{ rule: "ticket.ended", facts: { status: entry.to } }]);
}

/** The dates of resolution and closing that fit a status. */
export function datesOnEntry(draft: Draft, { category }: Status): Partial<TicketState> {
  const isResolved = category === "resolved" || category === "closed";
  const isOver = category === "closed" || category === "cancelled";
  const wasOver = draft.state.closedAt !== null;
  return {
    resolvedAt: isResolved ? (draft.state.resolvedAt ?? draft.at) : null,
    closedAt: isOver ? (draft.state.closedAt ?? draft.at) : null,
    closedBy: isOver ? (wasOver ? draft.state.closedBy : draft.actor.id) : null,
  };
}

/** Each comment to its place: those of clients and of cancellations never overwrite the one for colleagues. */
function commentOnEntry(draft: Draft, entry: Entry, before: Status, after: Status): Partial<TicketState> {
  const set: Partial<TicketState> = {};
  const isReopening = hasEnded(before.category) && !hasEnded(after.category);
  if (isReopening) Object.assign(set, { wasReopened: true, reopenReason: entry.comment ?? "" });
  if (after.category === "cancelled") {
    set.cancelReasons = entry.reasons ?? [];
    set.cancelComment = entry.about === "cancel" ? (entry.comment ?? "") : "";
  }
  if (draft.actor.kind === "client" || entry.about === "cancel" || entry.comment === undefined) return set;
  // A comment that stayed in the field keeps telling which change it was written for.
  if (entry.comment === draft.state.statusComment) return set;
  return { ...set, statusComment: entry.comment, statusCommentFor: entry.comment === "" ? null : entry.to };
}
