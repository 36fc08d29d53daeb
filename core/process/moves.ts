import type { Case } from "./case.ts";
import { hasOption, needsPermission, statusOf } from "./case.ts";
import type { Actor, Facts, Refusal } from "./commands.ts";
import { mayApprove } from "./decide-approval.ts";
import { mayAccept, mayEdit } from "./decide-card.ts";
import { mayAttach } from "./decide-documents.ts";
import { handoverBarriers, handoversOf } from "./decide-hand-over.ts";
import { mayJoinIncident } from "./decide-incident.ts";
import { mayHold } from "./decide-lease.ts";
import { barriers, cancelMove, movesOf, noCancelling, noMove, noReopening, reopenMove } from "./decide-move.ts";
import { mayAssign, mayObserve } from "./decide-people.ts";
import { mayPlan } from "./decide-promise.ts";
import { mayRate } from "./decide-rating.ts";
import { mayMarkUnread } from "./decide-screen.ts";
import { maySplit } from "./decide-split.ts";
import { maySay, mayWrite } from "./decide-talk.ts";
import { type Ask, asksAlone, asksOf } from "./demands.ts";
import { reactionTo } from "./enter.ts";
import type { Process, Text } from "./process.ts";
import { refuse, refuseIf } from "./refuse.ts";
import type { TicketState } from "./state.ts";

/** A move that this person may do now, when what it demands is given. */
export type Offer = {
  /** The name of the move where two lead to the same status, else the same as `to`. */
  key: string;
  to: string;
  /** What stands on the button, for this kind of person. */
  label: Text;
  /** What the status will be called, for this kind of person. */
  status: Text;
  primary: boolean;
  /** Everything it asks for, with what is there already; required and not fulfilled is open. */
  demands: Ask[];
  /** The permission that it took, or null. */
  permission: string | null;
  /** What stands on the button that says a message and does this at once, where the process has one. */
  withMessage: Text | null;
};

/** A step to another stage that this person may do now, when what it demands is given. */
export type HandoverOffer = { key: string; to: string; label: Text; demands: Ask[]; withNote: boolean };

/** The handovers that `decide` would accept from this actor with their demands given, in the order of the process. */
export function handoverOffers(c: Case): HandoverOffer[] {
  if (c.state.mergedInto !== null) return [];
  return handoversOf(c)
    .filter((handover) => handoverBarriers(c, handover).length === 0)
    .map(({ key, to, label, needs = [], withNote = false }) => ({
      key,
      to,
      label,
      demands: asksAlone(c, needs),
      withNote,
    }));
}

/** The moves that `decide` would accept from this actor with their demands given, in the order of the process. */
export function offers(process: Process, state: TicketState, actor: Actor, facts: Facts, now: Date): Offer[] {
  const c: Case = { process, state, actor, facts, now };
  const forClient = actor.kind === "client";
  if (state.mergedInto !== null) return [];
  return movesOf(c)
    .filter((move) => barriers(c, move).length === 0)
    .map((move) => {
      const target = statusOf(process, move.to);
      return {
        key: move.key ?? move.to,
        to: move.to,
        label: (forClient && move.clientLabel) || move.label,
        status: (forClient && target.clientName) || target.name,
        primary: move.primary === true,
        demands: asksOf(c, move),
        permission: move.permission ?? null,
        withMessage: (!forClient && move.withMessage) || null,
      };
    });
}

/** Commands besides moves, as the screens ask for them. */
export const ABILITIES = [
  "edit",
  "say",
  "note",
  "attach",
  "detach",
  "assign",
  "controllers",
  "observe",
  "accept",
  "approve",
  "rate",
  "cancel",
  "reopen",
  "resume",
  "reschedule",
  "plan",
  "mark-unread",
  "hold",
  "split",
  "incident",
  "delete-any-message",
] as const;
export type Ability = (typeof ABILITIES)[number];
export type Abilities = Record<Ability, { can: boolean; refusals: Refusal[] }>;

/** What this person may do with the ticket now, whatever the command says in particular, and else why not. */
export function abilities(process: Process, state: TicketState, actor: Actor, facts: Facts, now: Date): Abilities {
  const c: Case = { process, state, actor, facts, now };
  const canResume = statusOf(process, state.status).resume !== undefined;
  // What was merged is led on where it has gone; marking it and looking at it harm nobody.
  const gone = state.mergedInto === null ? [] : [refuse("merged")];
  const answer = (own: Refusal[]) => {
    const refusals = [...gone, ...own];
    return { can: refusals.length === 0, refusals };
  };
  return {
    edit: answer(mayEdit(c)),
    say: answer(maySay(c, reactionTo(c, "client.said") !== undefined)),
    note: answer(mayWrite(c)),
    attach: answer(mayAttach(c)),
    detach: answer([...mayWrite(c), ...refuseIf(state.documents.length === 0, "unknown-document")]),
    assign: answer(mayAssign(c)),
    controllers: answer([...mayAssign(c), ...refuseIf(!hasOption(c, "useControllers"), "controllers-off")]),
    observe: answer(mayObserve(c)),
    accept: answer(mayAccept(c)),
    approve: answer(mayApprove(c)),
    rate: answer(mayRate(c)),
    cancel: answer(mayCancel(c)),
    reopen: answer(mayReopen(c)),
    resume: answer(mayResume(c)),
    reschedule: answer([...needsPermission(c, "ticket.move"), ...refuseIf(!canResume, "nothing-to-resume")]),
    plan: answer(mayPlan(c)),
    "mark-unread": answer(mayMarkUnread(c)),
    hold: answer(mayHold(c)),
    split: answer(maySplit(c)),
    incident: answer(mayJoinIncident(c)),
    "delete-any-message": answer(needsPermission(c, "message.delete.any")),
  };
}

function mayCancel(c: Case): Refusal[] {
  const move = cancelMove(c, false);
  return move ? barriers(c, move) : noCancelling(c);
}

function mayReopen(c: Case): Refusal[] {
  const move = reopenMove(c);
  return move ? barriers(c, move) : noReopening(c);
}

function mayResume(c: Case): Refusal[] {
  const { resume } = statusOf(c.process, c.state.status);
  if (!resume) return [refuse("nothing-to-resume")];
  const move = movesOf(c).find(({ to }) => to === resume.to);
  return move ? barriers(c, move) : [noMove(c, resume.to)];
}
