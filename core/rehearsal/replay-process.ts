import type { Actor, Command, Facts, Refusal } from "../process/commands.ts";
import { decide } from "../process/decide.ts";
import { startOf } from "../process/decide-open.ts";
import { emptyFields } from "../process/demands.ts";
import { reactionTo } from "../process/enter.ts";
import type { Process, Reaction } from "../process/process.ts";
import { UNDER_WAY } from "../process/process.ts";
import { same } from "../process/same.ts";
import { stageIn } from "../process/stages.ts";
import type { ActorRef, TicketState } from "../process/state.ts";
import type { Change, Logged } from "./changes.ts";

/** `stands`: nothing happened, the ticket is in its status now. */
export type Doing = "opened" | "moved" | "by-itself" | "approved" | "stands";
/** Where a step leads, and what is different with it; or why it is refused. `linked`: another ticket is opened. */
export type Led = Where | { refused: Refusal[] };
type Where = { to: string; category: string; team: string | null; assignees: string[]; linked?: true };
/** One thing that happened to a ticket, and what a process makes of it. `to`: where it really led. */
export type Step = { at: string; doing: Doing; by: ActorRef | null; from: string | null; to: string | null; led: Led };

/** What a draft is tried on: a ticket of the past, and what the rules ask beyond it. */
export type ProcessLife = {
  changes: readonly Change[];
  factsOf: (state: TicketState) => Facts;
  permissionsOf: (employee: string) => ReadonlySet<string>;
  /** When one looks. */
  at: Date;
};
/** Asks one process what it makes of a step. */
type Asked = { doing: Doing; of: (process: Process) => Led };

/**
 * What happened to a ticket that a draft would have refused or led elsewhere, beside what the published version says of
 * the same: pure ([B-REH-01], [B-REH-02]). Each step is asked at the ticket as it was then; what both refuse by now (a
 * reason taken off the list) is no difference.
 */
export function replayProcess(
  published: Process,
  draft: Process,
  life: ProcessLife,
): { before: Step[]; after: Step[] } {
  const steps: { before: Step[]; after: Step[] } = { before: [], after: [] };
  for (const change of life.changes) {
    const [first] = change.events;
    if (!first) continue;
    for (const { doing, of } of askedOf(change, life)) {
      const [was, is] = [of(published), of(draft)];
      const found = difference(was, is);
      if (!found) continue;
      const step = {
        at: change.at.toISOString(),
        doing,
        by: first.actor,
        from: change.before?.status ?? null,
        to: change.after.status,
      };
      steps.before.push({ ...step, led: was });
      steps.after.push({ ...step, led: found });
    }
  }
  const state = life.changes.at(-1)?.after;
  const isLost = state && UNDER_WAY.includes(state.category) && placed(published, state) && !placed(draft, state);
  if (!isLost) return steps;
  const stands = { at: life.at.toISOString(), doing: "stands", by: null, from: null, to: state.status } as const;
  steps.before.push({ ...stands, led: ledTo(state) });
  steps.after.push({ ...stands, led: { refused: [{ code: "unknown-status", mend: "refusal.unknown-status" }] } });
  return steps;
}

const placed = ({ statuses }: Process, { status }: TicketState): boolean => Object.hasOwn(statuses, status);

/** What the draft says that the published version does not; null where that is nothing. */
function difference(was: Led, is: Led): Led | null {
  if ("refused" in is) {
    const known = "refused" in was ? was.refused : [];
    const more = is.refused.filter(({ code, field }) => !known.some((one) => one.code === code && one.field === field));
    return more.length > 0 ? { refused: more } : null;
  }
  // It was done all the same, by a version before.
  return "refused" in was || same(was, is) ? null : is;
}

/** What a change asks of a process: where it begins, the step that somebody took, what it does by itself. */
function askedOf({ before, after, events, at }: Change, life: ProcessLife): Asked[] {
  if (before === null) return [{ doing: "opened", of: (process) => opened(process, after, life.factsOf(after)) }];
  const facts = life.factsOf(before);
  const decided = (doing: Doing, command: Command, actor: Actor): Asked => ({
    doing,
    of: (process) => {
      const state = { ...before, ...stageIn(process, before) };
      const decision = decide(process, state, fitted(process, command), actor, facts, at);
      return decision.ok ? ledTo(decision.state) : { refused: decision.refusals };
    },
  });
  const reacted = (event: Reaction["event"], { actor }: Logged): Asked => ({
    doing: "by-itself",
    of: (process) => {
      const reaction = reactionTo({ process, state: before, actor: actorOf(actor, life), facts, now: at }, event);
      const led = ledTo(before);
      if (!reaction) return led;
      if (!("move" in reaction.do)) return { ...led, linked: true };
      const to = reaction.do.move;
      return { ...led, to, category: process.statuses[to]?.category ?? led.category };
    },
  });
  return events.flatMap((event): Asked[] => {
    switch (event.kind) {
      case "approval.given": {
        const { answer, comment } = event.data;
        if (answer !== "agreed" && answer !== "clarify" && answer !== "refused") return [];
        const said = typeof comment === "string" ? { comment } : {};
        return [decided("approved", { kind: "approve", answer, ...said }, actorOf(event.actor, life))];
      }
      case "message.said":
        return [reacted(event.data.by === "client" ? "client.said" : "employee.said", event)];
      case "note.said":
        return event.actor.kind === "employee" ? [reacted("employee.noted", event)] : [];
      case "status.changed":
        if (event.data.cause === "incident") return [reacted("incident.done", event)];
        if (event.data.cause === "timer") return [decided("by-itself", timerOf(event), SYSTEM)];
        if (event.data.cause !== "person" && event.data.cause !== "rule") return [];
        return [decided("moved", moveOf(event), actorOf(event.actor, life, event))];
      default:
        return [];
    }
  });
}

const SYSTEM: Actor = { kind: "system", id: null };

function actorOf({ kind, id }: ActorRef, { permissionsOf }: ProcessLife, event?: Logged): Actor {
  if (kind === "client") return { kind, id };
  if (kind === "employee" && id !== null) return { kind, id, permissions: permissionsOf(id) };
  return event?.data.cause === "rule" ? { kind: "system", id: null, why: event.why ? [event.why] : [] } : SYSTEM;
}

const timerOf = ({ why }: Logged): Command => ({
  kind: "timer",
  timer: { kind: why?.rule === "expire" ? "expire" : "resume" },
});

function moveOf({ data }: Logged): Extract<Command, { kind: "move" }> {
  const { to, comment, reasons, resumeAt } = data;
  return {
    kind: "move",
    to: String(to),
    ...(typeof comment === "string" ? { comment } : {}),
    ...(Array.isArray(reasons) ? { reasons: reasons.map(String) } : {}),
    ...(typeof resumeAt === "string" ? { resumeAt } : {}),
  };
}

/** A status that asks for no date is given none. */
function fitted(process: Process, command: Command): Command {
  if (command.kind !== "move" || process.statuses[command.to]?.resume) return command;
  const { resumeAt: _none, ...plain } = command;
  return plain;
}

/** In the status that somebody chose it begins where that is still to be chosen. */
function opened(process: Process, state: TicketState, facts: Facts): Led {
  const first = startOf(process, facts, {}).status;
  const isOffered = (process.startChoices ?? []).some(({ status }) => status === state.status);
  const to = isOffered ? state.status : first;
  const refused = emptyFields(process, to, state);
  if (refused.length > 0) return { refused };
  return { ...ledTo(state), to, category: process.statuses[to]?.category ?? state.category };
}

const ledTo = ({ status, category, teamId, assignees }: TicketState): Where => ({
  to: status,
  category,
  team: teamId,
  assignees,
});
