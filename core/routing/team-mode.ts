import { localPart, WEEKDAYS } from "../condition/times.ts";
import type { Reason } from "../process/events.ts";

export const ASSIGNMENT_MODES = ["hand", "turn", "load"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When an employee of the team is on duty, by the clock of the workspace; to `06:00` from `22:00` is overnight. */
export type Shift = { employee: string; days: readonly Weekday[]; from: string; to: string };

/** Who is called when nobody has answered: so many minutes after the step before. */
export type EscalationStep = { after: number; employee?: string | null; team?: string | null };

/** How a team gives its tickets to its members ([B-ASG-01]); all parts work together. */
export type TeamMode = {
  /** By hand; in turn; to whom has the fewest. */
  mode: (typeof ASSIGNMENT_MODES)[number];
  /** Nobody gets one who has so many already. */
  maximum: number | null;
  /** Statuses whose tickets are no load. */
  notCounted: readonly string[];
  bySkill: boolean;
  byShift: boolean;
  /** Only to those whose places are nearest to the ticket's in the tree: his own house before the whole quarter. */
  byDistance: boolean;
  shifts: readonly Shift[];
  escalation: readonly EscalationStep[];
};

/** A team of which nothing is set. */
export const BY_HAND: TeamMode = {
  mode: "hand",
  maximum: null,
  notCounted: [],
  bySkill: false,
  byShift: false,
  byDistance: false,
  shifts: [],
  escalation: [],
};

/** An employee as far as it matters whether a ticket can be given to him. */
export type Candidate = {
  id: string;
  name: string;
  active: boolean;
  /** Away today. */
  absent: boolean;
  /** Has access to the place. */
  site: boolean;
  teams: readonly string[];
  skills: readonly string[];
  /** Steps up the tree from the ticket's place to what is given to him; who sees every place is the farthest. */
  distance: number;
  /** Tickets that he answers for, as the team counts them. */
  load: number;
};

/** Why a member is passed over. */
export type PassedOver =
  | "employee-blocked"
  | "absent"
  | "no-site-access"
  | "not-on-shift"
  | "lacks-skill"
  | "at-maximum"
  | "farther";

/** What the choice goes by; `last` is who got the ticket before, `skills` what this one takes. */
export type Choosing = { last: string | null; skills: readonly string[]; now: Date; zone: string };

export type Picked = { chosen: string | null; passed: { id: string; why: PassedOver }[] };

/**
 * The member who gets the next ticket of a team: of those who can take it the next in turn, or who has the fewest, and
 * of several such the next in turn. Nobody when the mode is by hand or no member can.
 */
export function pickMember(mode: TeamMode, members: readonly Candidate[], choosing: Choosing): Picked {
  const passed: Picked["passed"] = [];
  if (mode.mode === "hand") return { chosen: null, passed };
  const fit: Candidate[] = [];
  for (const member of inTurn(members, choosing.last)) {
    const why = whyPassed(mode, member, choosing);
    if (why) passed.push({ id: member.id, why });
    else fit.push(member);
  }
  const nearest = Math.min(...fit.map(({ distance }) => distance));
  const able = mode.byDistance ? fit.filter(({ distance }) => distance === nearest) : fit;
  for (const { id } of fit) if (!able.some((one) => one.id === id)) passed.push({ id, why: "farther" });
  if (mode.mode === "turn") return { chosen: able[0]?.id ?? null, passed };
  const fewest = Math.min(...able.map(({ load }) => load));
  return { chosen: able.find(({ load }) => load === fewest)?.id ?? null, passed };
}

/** Members in the order of their ids, beginning with the one after the last. */
function inTurn(members: readonly Candidate[], last: string | null): Candidate[] {
  const sorted = members.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const next = last === null ? 0 : sorted.findIndex(({ id }) => id > last);
  return next <= 0 ? sorted : [...sorted.slice(next), ...sorted.slice(0, next)];
}

function whyPassed(mode: TeamMode, member: Candidate, { skills, now, zone }: Choosing): PassedOver | undefined {
  if (!member.active) return "employee-blocked";
  if (member.absent) return "absent";
  if (!member.site) return "no-site-access";
  if (mode.byShift && !isOnShift(mode.shifts, member.id, now, zone)) return "not-on-shift";
  if (mode.bySkill && !skills.every((skill) => hasSkill(member, skill))) return "lacks-skill";
  if (mode.maximum !== null && member.load >= mode.maximum) return "at-maximum";
  return undefined;
}

const hasSkill = ({ skills }: Candidate, wanted: string): boolean =>
  skills.some((skill) => skill.toLowerCase() === wanted.toLowerCase());

/** Whether one of the shifts puts the employee on duty at the moment, by the clock of the zone. */
export function isOnShift(shifts: readonly Shift[], employee: string, now: Date, zone: string): boolean {
  const time = localPart("time", now.getTime(), zone) ?? "";
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).dayOfWeek - 1;
  const on = (days: readonly Weekday[], index: number) => days.some((day) => day === WEEKDAYS[(index + 7) % 7]);
  return shifts.some(({ employee: whose, days, from, to }) => {
    if (whose !== employee) return false;
    if (from < to) return on(days, today) && time >= from && time < to;
    // Over midnight, or round the clock: what is left of it belongs to the day on which it began.
    return (on(days, today) && time >= from) || (on(days, today - 1) && time < to);
  });
}

/** Why this member got the ticket, and why the others were passed over. */
export function whyPicked(team: string, mode: TeamMode, members: readonly Candidate[], picked: Picked): Reason {
  const loads = Object.fromEntries(members.map(({ id, load }) => [id, load]));
  return {
    rule: `assignment-${mode.mode}`,
    facts: {
      team,
      assignee: picked.chosen,
      ...(mode.mode === "load" ? { loads } : {}),
      ...(mode.bySkill ? { bySkill: true } : {}),
      ...(mode.byShift ? { byShift: true } : {}),
      ...(mode.byDistance ? { byDistance: true } : {}),
      passed: picked.passed,
    },
  };
}
