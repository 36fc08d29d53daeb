import type { Case } from "./case.ts";
import { statusOf } from "./case.ts";
import type { Facts, Refusal } from "./commands.ts";
import { atHour, dayOf, later, momentOf } from "./dates.ts";
import type { Timer } from "./events.ts";
import type { Status } from "./process.ts";
import { refuse } from "./refuse.ts";

/** Whether a status asks for the date on which the ticket goes on [H-SUSP-04]. */
export function resumeRequired(status: Status, facts: Facts): boolean {
  const required = status.resume?.required ?? false;
  return typeof required === "boolean" ? required : facts.settings[required.setting] === true;
}

/**
 * The moment of a resume date given by a person, or why it cannot be: in the past, or its day more than `maxYears`,
 * where there is such a limit, after today [H-SUSP-02]. `null` without a date where none is required.
 */
export function readResumeAt(
  c: Case,
  status: Status,
  given: string | null | undefined,
): { at: string | null; refusals: Refusal[] } {
  const { resume } = status;
  if (given === undefined || given === null || given.trim() === "") {
    return { at: null, refusals: resumeRequired(status, c.facts) ? [refuse("resume-date-required", "resumeAt")] : [] };
  }
  if (!resume) return { at: null, refusals: [refuse("nothing-to-resume", "resumeAt")] };
  const moment = momentOf(given.trim(), resume.at, c.facts.zone);
  if (!moment) return { at: null, refusals: [refuse("resume-date-invalid", "resumeAt")] };
  if (moment.getTime() <= c.now.getTime()) return { at: null, refusals: [refuse("resume-date-past", "resumeAt")] };
  if (resume.maxYears === undefined) return { at: moment.toISOString(), refusals: [] };
  const lastDay = dayOf(c.now, c.facts.zone).add({ years: resume.maxYears });
  if (Temporal.PlainDate.compare(dayOf(moment, c.facts.zone), lastDay) > 0) {
    const params = { years: resume.maxYears };
    return { at: null, refusals: [refuse("resume-date-too-far", "resumeAt", { params })] };
  }
  return { at: moment.toISOString(), refusals: [] };
}

/** When each reminder of a status goes out for a resume date, in the order of the process. */
export function reminderTimes(status: Status, resumeAt: string, zone: string): Date[] {
  const day = dayOf(new Date(resumeAt), zone);
  const reminders = status.resume?.reminders ?? [];
  return reminders.map(({ daysBefore, at }) => atHour(day.subtract({ days: daysBefore }), at, zone));
}

/** All timers of a resume date; without one all are removed, and so are reminders whose time has gone by. */
export function resumeTimers(status: Status, resumeAt: string | null, zone: string, now: Date): Timer[] {
  const times = resumeAt === null ? [] : reminderTimes(status, resumeAt, zone);
  const reminders = (status.resume?.reminders ?? []).map((_, index): Timer => {
    const time = times[index];
    const ahead = time && resumeAt !== null && time > now && time < new Date(resumeAt);
    return { key: `remind-${index}`, at: ahead ? time.toISOString() : null, event: { kind: "remind", index } };
  });
  return [{ key: "resume", at: resumeAt, event: { kind: "resume" } }, ...reminders];
}

/** When the status of the ticket runs out by itself, or null for never. */
export function expiryOf(c: Pick<Case, "process" | "state" | "facts">): string | null {
  const { expires } = statusOf(c.process, c.state.status);
  const duration = expires && c.facts.settings[expires.setting];
  if (typeof duration !== "string" || duration === "" || c.state.resolvedAt === null) return null;
  return later(new Date(c.state.resolvedAt), duration, c.facts.zone).toISOString();
}

/** The timers that a change of status removes and sets. */
export function timersOnEntry(c: Case, from: Status): Timer[] {
  const to = statusOf(c.process, c.state.status);
  const expiry = expiryOf(c);
  return [
    ...(from.resume ? resumeTimers(from, null, c.facts.zone, c.now) : []),
    ...(to.resume && c.state.resumeAt !== null ? resumeTimers(to, c.state.resumeAt, c.facts.zone, c.now) : []),
    ...(from.expires || expiry ? [{ key: "expire", at: expiry, event: { kind: "expire" } } as const] : []),
  ];
}
