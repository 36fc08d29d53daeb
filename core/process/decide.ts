import { settleFormulas } from "../formula/settle-formulas.ts";
import type { Case } from "./case.ts";
import type { Actor, Command, Decision, Facts, Refusal } from "./commands.ts";
import { decideApprove } from "./decide-approval.ts";
import { decideAccept, decideEdit, decideLink, recordAcceptance } from "./decide-card.ts";
import { decideChecklist } from "./decide-checklist.ts";
import { decideAttach, decideDetach, decideMarkDocument } from "./decide-documents.ts";
import { decideHandOver } from "./decide-hand-over.ts";
import { decideJoinIncident, decideLeaveIncident, decideLetGo, decideTakeIn } from "./decide-incident.ts";
import { decideAbsorb, decideMerge, mergedRefusals } from "./decide-merge.ts";
import { decideCancel, decideMove, decideReopen, decideResume } from "./decide-move.ts";
import { decideOpen, newTicket } from "./decide-open.ts";
import { decideAssign, decideReplace } from "./decide-people.ts";
import { decidePlan, decidePromise } from "./decide-promise.ts";
import { decideRate } from "./decide-rating.ts";
import { decideLeaveScreen, decideMarkUnread, decideOpenOnScreen } from "./decide-screen.ts";
import { decideRejoin, decideSplit, decideSplitOff } from "./decide-split.ts";
import { decideDeleteMessage, decideEditMessage, decideNote, decideSay } from "./decide-talk.ts";
import { decideReport, decideReschedule, decideSystem, decideTimer } from "./decide-timers.ts";
import { decideUndo } from "./decide-undo.ts";
import { decideWork } from "./decide-work.ts";
import { Draft } from "./draft.ts";
import type { Process } from "./process.ts";
import { slaTimers } from "./promises.ts";
import { refuse } from "./refuse.ts";
import type { TicketState } from "./state.ts";

/**
 * What a command does to a ticket of a process. Pure: the same arguments give the same answer, and none is changed.
 *
 * Accepted: the new `state`, the `events` whose `set` folds into it, the `timers` to replace and the `effects` after
 * the commit. A command that changes nothing is accepted with no events and the state as it was; else all events
 * carry one and the same new version. Refused: everything that is wrong at once, and nothing happens.
 *
 * `state` is null for `open` and only there; anything else is a mistake of the caller and throws.
 */
export function decide(
  process: Process,
  state: TicketState | null,
  command: Command,
  actor: Actor,
  facts: Facts,
  now: Date,
): Decision {
  const before = stateBefore(process, state, command, actor, facts, now);
  if (!process.statuses[before.status]) return { ok: false, refusals: [refuse("unknown-status", "status")] };
  const draft = new Draft({ process, state: before, actor, facts, now } satisfies Case);
  const gone = mergedRefusals(before, command.kind);
  if (gone.length > 0) return { ok: false, refusals: gone };
  const refusals = run(draft, command);
  if (refusals.length > 0) return { ok: false, refusals };
  settleFormulas(draft, state);
  draft.setTimers(slaTimers(before, draft));
  if (draft.events.length > 0 && !NO_ACTS.includes(command.kind)) recordAcceptance(draft);
  return { ok: true, state: draft.state, events: draft.events, timers: draft.timers, effects: draft.effects };
}

/** Commands that are no reaction of an employee to the ticket: it has to be there first, and looking is no act. */
const NO_ACTS: readonly Command["kind"][] = [
  "open",
  "open-on-screen",
  "leave-screen",
  "mark-unread",
  "replace",
  "undo",
  "merge",
  "absorb",
  "take-in",
  "let-go",
  "split",
  "split-off",
  "rejoin",
];

function stateBefore(
  process: Process,
  state: TicketState | null,
  command: Command,
  actor: Actor,
  facts: Facts,
  now: Date,
): TicketState {
  if (command.kind === "open" && state === null) return newTicket(process, command, actor, facts, now);
  if (command.kind !== "open" && state !== null) return state;
  throw new Error(state ? "A ticket that exists cannot be opened" : `No ticket to ${command.kind}`);
}

function run(draft: Draft, command: Command): Refusal[] {
  switch (command.kind) {
    case "open":
      return decideOpen(draft, command);
    case "move":
      return decideMove(draft, command);
    case "cancel":
      return decideCancel(draft, command);
    case "reopen":
      return decideReopen(draft, command);
    case "resume":
      return decideResume(draft);
    case "reschedule":
      return decideReschedule(draft, command);
    case "assign":
      return decideAssign(draft, command);
    case "replace":
      return decideReplace(draft, command);
    case "undo":
      return decideUndo(draft, command);
    case "merge":
      return decideMerge(draft, command);
    case "absorb":
      return decideAbsorb(draft, command);
    case "join-incident":
      return decideJoinIncident(draft, command);
    case "leave-incident":
      return decideLeaveIncident(draft, command);
    case "take-in":
      return decideTakeIn(draft, command);
    case "let-go":
      return decideLetGo(draft, command);
    case "split":
      return decideSplit(draft, command);
    case "split-off":
      return decideSplitOff(draft, command);
    case "rejoin":
      return decideRejoin(draft, command);
    case "say":
      return decideSay(draft, command);
    case "edit-message":
      return decideEditMessage(draft, command);
    case "delete-message":
      return decideDeleteMessage(draft, command);
    case "hand-over":
      return decideHandOver(draft, command);
    case "note":
      return decideNote(draft, command);
    case "attach":
      return decideAttach(draft, command);
    case "detach":
      return decideDetach(draft, command);
    case "mark-document":
      return decideMarkDocument(draft, command);
    case "report-work":
      return decideWork(draft, command);
    case "checklist":
      return decideChecklist(draft, command);
    case "edit":
      return decideEdit(draft, command);
    case "plan":
      return decidePlan(draft, command);
    case "promise":
      return decidePromise(draft, command);
    case "accept":
      return decideAccept(draft);
    case "approve":
      return decideApprove(draft, command);
    case "rate":
      return decideRate(draft, command);
    case "open-on-screen":
      return decideOpenOnScreen(draft, command);
    case "leave-screen":
      return decideLeaveScreen(draft);
    case "mark-unread":
      return decideMarkUnread(draft);
    case "link":
      return decideLink(draft, command);
    case "timer":
      return decideTimer(draft, command);
    case "report":
      return decideReport(draft, command);
    case "system":
      return decideSystem(draft, command);
  }
}
