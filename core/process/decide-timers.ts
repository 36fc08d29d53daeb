import type { CommandOf } from "./case.ts";
import { hasEnded, needsPermission, needsSystem, statusOf, teamInCharge } from "./case.ts";
import type { Refusal } from "./commands.ts";
import { leaseRunsOut } from "./decide-lease.ts";
import type { Draft } from "./draft.ts";
import { enter, react } from "./enter.ts";
import { changePeople } from "./people.ts";
import { tellClocks } from "./promises.ts";
import { refuse } from "./refuse.ts";
import { expiryOf, readResumeAt, reminderTimes, resumeTimers } from "./timers.ts";

/** Another resume date, or none, while the ticket waits [H-SUSP-01, H-HIST-03]. */
export function decideReschedule(draft: Draft, command: CommandOf<"reschedule">): Refusal[] {
  const status = statusOf(draft.process, draft.state.status);
  if (!status.resume) return [...needsPermission(draft, "ticket.move"), refuse("nothing-to-resume")];
  const { at, refusals } = readResumeAt(draft, status, command.resumeAt);
  const all = [...needsPermission(draft, "ticket.move"), ...refusals];
  if (all.length > 0) return all;
  const from = draft.state.resumeAt;
  if (from === at) return [];
  draft.record({ kind: "resume.changed", data: { from, to: at }, set: { resumeAt: at } });
  draft.setTimers(resumeTimers(status, at, draft.facts.zone, draft.now));
  return [];
}

/** A timer has fired. One that no longer applies, or whose time was moved, does nothing. */
export function decideTimer(draft: Draft, { timer, alive }: CommandOf<"timer">): Refusal[] {
  const refusals = needsSystem(draft);
  if (refusals.length > 0) return refusals;
  if (timer.kind === "resume") resumeByItself(draft);
  else if (timer.kind === "sla") tellClocks(draft);
  else if (timer.kind === "expire") expire(draft);
  else if (timer.kind === "lease") leaseRunsOut(draft, alive);
  else remind(draft, timer.index);
  return [];
}

/** Something happened outside the ticket that bears on it. Limits of moves do not apply [H-INC-04]. */
export function decideSystem(draft: Draft, { event }: CommandOf<"system">): Refusal[] {
  const refusals = needsSystem(draft);
  if (refusals.length > 0) return refusals;
  if (event === "incident.done") endWithIncident(draft);
  else changePeople(draft, { controllers: [] }, [{ rule: "service.controllersOff", facts: {} }]);
  return [];
}

/**
 * The incident that it is attached to is done, and so is the ticket [H-INC-02]: as its process says, and where that says
 * nothing by the first status that solves.
 */
function endWithIncident(draft: Draft): void {
  const { on, statuses } = draft.process;
  if (on.some(({ event }) => event === "incident.done")) {
    react(draft, "incident.done", "incident");
    return;
  }
  if (hasEnded(draft.state.category)) return;
  const to = ["resolved", "closed"].flatMap((wanted) =>
    Object.keys(statuses).filter((key) => statuses[key]?.category === wanted && !statuses[key]?.onlyWith),
  )[0];
  const why = [{ rule: "incident.done", facts: { status: draft.state.status } }];
  if (to !== undefined) enter(draft, { to, cause: "incident", why });
}

/** What automation tells of itself: an entry in the log, and no change. */
export function decideReport(draft: Draft, { report }: CommandOf<"report">): Refusal[] {
  const refusals = needsSystem(draft);
  if (refusals.length === 0) draft.recordQuietly({ ...report, set: {} });
  return refusals;
}

/** However late: a ticket that was to go on while the server was down goes on now [H-SUSP-05, O-STAT-09]. */
function resumeByItself(draft: Draft): void {
  const { resume } = statusOf(draft.process, draft.state.status);
  const { resumeAt } = draft.state;
  if (!resume || resumeAt === null || draft.now < new Date(resumeAt)) return;
  enter(draft, { to: resume.to, cause: "timer", why: [{ rule: "resume", facts: { resumeAt } }] });
}

function expire(draft: Draft): void {
  const { expires } = statusOf(draft.process, draft.state.status);
  const expiry = expiryOf(draft);
  if (!expires || expiry === null) return;
  if (draft.now < new Date(expiry)) {
    // The setting was made longer after the timer was set.
    draft.setTimers([{ key: "expire", at: expiry, event: { kind: "expire" } }]);
    return;
  }
  const facts = {
    setting: expires.setting,
    value: draft.facts.settings[expires.setting],
    since: draft.state.resolvedAt,
  };
  enter(draft, { to: expires.to, cause: "timer", why: [{ rule: "expire", facts }] });
}

/** A reminder that comes after the next one is due tells nothing new. */
function remind(draft: Draft, index: number): void {
  const { resumeAt } = draft.state;
  if (resumeAt === null) return;
  const times = reminderTimes(statusOf(draft.process, draft.state.status), resumeAt, draft.facts.zone);
  const time = times[index];
  if (!time) return;
  const next = [...times, new Date(resumeAt)]
    .filter((other) => other > time)
    .sort((a, b) => a.getTime() - b.getTime())[0];
  const to = [...new Set([...draft.state.assignees, ...draft.state.controllers])];
  const teams = teamInCharge(draft.state);
  if (!next || draft.now < time || draft.now >= next || to.length + teams.length === 0) return;
  const why = [{ rule: "remind", facts: { resumeAt, index } }];
  draft.recordQuietly({ kind: "resume.reminded", data: { at: resumeAt, to }, set: {}, why });
  draft.tell("resume", { to, teams });
}
