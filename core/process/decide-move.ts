import type { Case, CommandOf } from "./case.ts";
import { hasEnded, hasOption, statusOf, tooLong, trimmed } from "./case.ts";
import type { Actor, Refusal } from "./commands.ts";
import { assignHolder } from "./decide-lease.ts";
import { asksReasons, demandRefusals } from "./demands.ts";
import type { Draft } from "./draft.ts";
import { enter } from "./enter.ts";
import { guardRefusals } from "./guards.ts";
import { LIMITS } from "./limits.ts";
import { changePeople, peopleRefusals, settle } from "./people.ts";
import type { Move } from "./process.ts";
import { refuse } from "./refuse.ts";
import { readResumeAt } from "./timers.ts";

/**
 * The moves out of the ticket's status that are for the kind of the actor, whether he may do them or not. Rules may do
 * what employees may [U-UPD-04].
 */
export function movesOf({ process, state, actor }: Case): Move[] {
  const isFor = (by: Move["by"]) => by.includes(actor.kind) || (isRule(actor) && by.includes("employee"));
  return process.moves.filter(({ from, by }) => from.includes(state.status) && isFor(by));
}

/** Whether the system acts on behalf of a rule. */
const isRule = (actor: Actor): boolean => actor.kind === "system" && actor.why !== undefined;

/** Why a move is not offered: permission, a status that the service does not have, or a guard. */
export function barriers(c: Case, move: Move): Refusal[] {
  const { onlyWith } = statusOf(c.process, move.to);
  // A ticket that once went into approval may come back to it although the service has no routing any more.
  const isHere = !onlyWith || hasOption(c, onlyWith) || (c.state.approval && c.process.approval?.status === move.to);
  const isMissing =
    c.actor.kind === "employee" && move.permission !== undefined && !c.actor.permissions.has(move.permission);
  return [
    ...(isMissing ? [refuse("permission-missing", "to", { params: { permission: move.permission ?? "" } })] : []),
    ...(isHere ? [] : [refuse("no-such-move", "to", { params: { option: onlyWith }, mend: "refusal.option-off" })]),
    ...(move.when ?? []).flatMap((guard) => guardRefusals(c, guard)),
    ...(move.takes ? takenRefusals(c) : []),
  ];
}

/** The case as it is with these assignees, where there are any. */
const withAssignees = (c: Case, assignees: string[] | undefined): Case =>
  assignees ? { ...c, state: { ...c.state, assignees } } : c;

/** Nobody takes what another has taken: one ticket, one visit [C-ONS-09]. */
function takenRefusals({ state, actor, facts }: Case): Refusal[] {
  const other = actor.id !== null && state.assignees.includes(actor.id) ? undefined : state.assignees[0];
  if (other === undefined) return [];
  const params = { employee: other, name: facts.people.get(other)?.name ?? "" };
  return [refuse("already-accepted", "to", { params, mend: "refusal.accepted-by" })];
}

/** One step of the process by hand. */
export function decideMove(draft: Draft, command: CommandOf<"move">): Refusal[] {
  const target = draft.process.statuses[command.to];
  if (!target) return [refuse("unknown-status", "to", { params: { to: command.to } })];
  const move = movesOf(draft).find(({ to }) => to === command.to);
  if (!move) return [noMove(draft, command.to)];
  const comment = trimmed(command.comment);
  const reasons = [...new Set(command.reasons ?? [])];
  const resume = readResumeAt(draft, target, command.resumeAt);
  const taker = move.takes && draft.actor.kind === "employee" ? settle(draft, { assignees: [draft.actor.id] }) : {};
  const refusals = [
    ...barriers(draft, move),
    ...peopleRefusals(draft, taker),
    ...demandRefusals(withAssignees(draft, taker.assignees), move, { comment, reasons, many: command.many }),
    ...resume.refusals,
    ...tooLong(comment, LIMITS.comment, "comment"),
  ];
  if (refusals.length > 0) return refusals;
  const from = draft.state.status;
  changePeople(draft, taker);
  const keepsComment = draft.actor.kind === "employee" && !asksReasons(move);
  enter(draft, {
    to: command.to,
    cause: isRule(draft.actor) ? "rule" : "person",
    comment,
    stale: keepsComment ? draft.state.statusComment : undefined,
    about: asksReasons(move) ? "cancel" : "status",
    reasons,
    resumeAt: resume.at,
  });
  assignHolder(draft, from);
  return [];
}

/** Calls the ticket off: with reasons by the move that asks for them, without by the first that leads to an end. */
export function decideCancel(draft: Draft, command: CommandOf<"cancel">): Refusal[] {
  const move = cancelMove(draft, (command.reasons ?? []).length > 0);
  if (!move) return noCancelling(draft);
  const { reasons, comment } = command;
  return decideMove(draft, {
    kind: "move",
    to: move.to,
    ...(reasons && { reasons }),
    ...(comment !== undefined && { comment }),
  });
}

/** Takes an ended ticket up again. */
export function decideReopen(draft: Draft, command: CommandOf<"reopen">): Refusal[] {
  const move = reopenMove(draft);
  if (!move) return noReopening(draft);
  const reason = trimmed(command.reason);
  const refusals = decideMove(draft, { kind: "move", to: move.to, ...(reason !== undefined && { comment: reason }) });
  return refusals.map((refusal) =>
    refusal.code === "comment-required" ? refuse("reason-required", "reason") : refusal,
  );
}

/** Goes on before the resume date. */
export function decideResume(draft: Draft): Refusal[] {
  const { resume } = statusOf(draft.process, draft.state.status);
  if (!resume) return [refuse("nothing-to-resume")];
  return decideMove(draft, { kind: "move", to: resume.to });
}

/** The move by which `cancel` calls the ticket off, if there is one for this actor. */
export function cancelMove(c: Case, withReasons: boolean): Move | undefined {
  const moves = movesOf(c).filter(({ to }) => statusOf(c.process, to).category === "cancelled");
  return (withReasons ? moves.find(asksReasons) : undefined) ?? moves[0];
}

/** Why a ticket without a move to call it off goes on. */
export function noCancelling({ process, state, actor }: Case): Refusal[] {
  const forOthers = process.moves.some(
    ({ from, to }) => from.includes(state.status) && statusOf(process, to).category === "cancelled",
  );
  return [refuse(forOthers && actor.kind === "client" ? "not-for-clients" : "no-such-move")];
}

/** The move by which `reopen` takes an ended ticket up again, if there is one for this actor. */
export function reopenMove(c: Case): Move | undefined {
  if (!hasEnded(c.state.category)) return undefined;
  return movesOf(c).find(({ to }) => !hasEnded(statusOf(c.process, to).category));
}

/** Why a ticket without a move to reopen it stays as it is. */
export function noReopening(c: Case): Refusal[] {
  return [refuse(hasEnded(c.state.category) ? "reopen-forbidden" : "no-such-move")];
}

/** There is no such step, or it is for others. */
export function noMove(c: Case, to: string): Refusal {
  const { process, state, actor } = c;
  // Whoever comes second to a ticket that one person takes is told who was first.
  const wasTaken = state.status === to && process.moves.some((move) => move.to === to && move.takes);
  if (wasTaken && actor.kind === "employee") {
    const [taken] = takenRefusals(c);
    if (taken) return taken;
  }
  const forOthers = process.moves.some((move) => move.from.includes(state.status) && move.to === to);
  const params = { from: state.status, to };
  if (!forOthers || actor.kind === "system") return refuse("no-such-move", "to", { params });
  return refuse(actor.kind === "client" ? "not-for-clients" : "clients-only", "to", { params });
}
