import type { Case } from "./case.ts";
import { hasOption, teamInCharge } from "./case.ts";
import type { Refusal } from "./commands.ts";
import { statusNeeds } from "./demands.ts";
import type { Draft } from "./draft.ts";
import type { Reason, TicketEvent } from "./events.ts";
import { LIMITS } from "./limits.ts";
import type { Process } from "./process.ts";
import type { RefusalCode } from "./refusal-codes.ts";
import { refuse, refuseIf } from "./refuse.ts";
import type { TicketState } from "./state.ts";

export const PEOPLE = ["assignees", "controllers", "observers", "observerTeams"] as const;
type Role = (typeof PEOPLE)[number];

/** Who shall stand on the ticket; what is left out stays as it is. */
export type Wanted = { [role in Role]?: string[] | undefined } & { team?: string | null | undefined };

/** The lists without repetitions, and without the half that gives way where a team or a person answers. */
export function settle(c: Case, wanted: Wanted): Wanted {
  const settled: Wanted = { team: wanted.team };
  for (const role of PEOPLE) if (wanted[role]) settled[role] = [...new Set(wanted[role])];
  if (c.process.responsible !== "either") return settled;
  if (settled.team && settled.assignees === undefined) settled.assignees = [];
  if (settled.assignees && settled.assignees.length > 0 && settled.team === undefined) settled.team = null;
  return settled;
}

/** Everything that is wrong with a settled wish. */
export function peopleRefusals(c: Case, wanted: Wanted): Refusal[] {
  const both = c.process.responsible === "either" && wanted.team && (wanted.assignees ?? []).length > 0;
  return [
    ...refuseIf(Boolean(both), "team-or-assignee", "team"),
    ...countRefusals(c, "assignees", wanted.assignees, "too-many-assignees", mostAssignees(c)),
    ...countRefusals(c, "controllers", wanted.controllers, "too-many-controllers", LIMITS.controllers),
    ...lastRefusals(c, wanted),
    ...refuseIf(
      (wanted.controllers ?? []).length > 0 && !hasOption(c, "useControllers"),
      "controllers-off",
      "controllers",
    ),
    ...PEOPLE.flatMap((role) =>
      toCheck(c, role, wanted).flatMap((id) => {
        const code = whyNot(c, role, id, teamOf(c, wanted));
        return code ? [refuse(code, role, { params: { employee: id } })] : [];
      }),
    ),
  ];
}

/** A wish with those left out whom rules may not name, and why each was left out. */
export function onlyPossible(
  c: Case,
  wanted: Wanted,
): { wanted: Wanted; skipped: { who: string; code: RefusalCode }[] } {
  const skipped: { who: string; code: RefusalCode }[] = [];
  const possible: Wanted = { ...wanted };
  const bounds: Partial<Record<Role, [number, RefusalCode]>> = {
    assignees: [mostAssignees(c), "too-many-assignees"],
    controllers: hasOption(c, "useControllers") ? [LIMITS.controllers, "too-many-controllers"] : [0, "controllers-off"],
  };
  for (const role of PEOPLE) {
    if (!wanted[role]) continue;
    const [most, code] = bounds[role] ?? [Number.POSITIVE_INFINITY, "unknown-employee"];
    const kept: string[] = [];
    for (const who of wanted[role]) {
      const not = whyNot(c, role, who, teamOf(c, possible)) ?? (kept.length < most ? undefined : code);
      if (not) skipped.push({ who, code: not });
      else kept.push(who);
    }
    possible[role] = kept;
  }
  return { wanted: possible, skipped };
}

/** Puts a settled wish on the ticket as one event, tells those who are new, and returns whether anything changed. */
export function changePeople(draft: Draft, wanted: Wanted, why?: Reason[]): boolean {
  const { state } = draft;
  const data: Extract<TicketEvent, { kind: "people.changed" }>["data"] = {};
  const set: Partial<TicketState> = {};
  for (const role of PEOPLE) {
    const next = wanted[role];
    if (!next) continue;
    const added = next.filter((id) => !state[role].includes(id));
    const removed = state[role].filter((id) => !next.includes(id));
    if (added.length === 0 && removed.length === 0) continue;
    data[role] = { added, removed };
    set[role] = next;
  }
  if (wanted.team !== undefined && wanted.team !== state.teamId) {
    data.team = { from: state.teamId, to: wanted.team };
    set.teamId = wanted.team;
  }
  if (Object.keys(data).length === 0) return false;
  const come = data.assignees?.added ?? [];
  if (come.length > 0) set.pastAssignees = [...new Set([...state.pastAssignees, ...come])];
  draft.record(why ? { kind: "people.changed", data, set, why } : { kind: "people.changed", data, set });
  draft.tell("assigned", { to: data.assignees?.added ?? [] });
  draft.tell("controller", { to: data.controllers?.added ?? [] });
  const isGiven = data.team !== undefined || (data.assignees?.removed ?? []).length > 0;
  draft.tell("team", { to: [], teams: isGiven ? teamInCharge(draft.state) : [] });
  return true;
}

/** A ticket is never refused for whom rules chose: those who cannot be named are left out, and it is told. */
export function putPossible(draft: Draft, asked: Wanted, why?: Reason[]): void {
  const { wanted, skipped } = onlyPossible(draft, asked);
  changePeople(draft, wanted, why);
  for (const { who, code } of skipped) {
    draft.record({
      kind: "automation.skipped",
      data: { what: `people:${who}`, reason: code },
      set: {},
      ...(why ? { why } : {}),
    });
  }
}

/** Everybody whom a process puts on tickets by itself: their facts are needed whatever is commanded. */
export function namedByProcess({ statuses }: Process): string[] {
  return Object.values(statuses).flatMap(({ handsTo }) => handsTo?.assignees ?? []);
}

function mostAssignees({ facts }: Case): number {
  return Math.min(facts.service.maxAssignees, LIMITS.assignees);
}

function teamOf(c: Case, wanted: Wanted): string | null {
  return wanted.team === undefined ? c.state.teamId : wanted.team;
}

/** A list that was allowed once may stay and shrink when the limit was lowered since. */
function countRefusals(c: Case, role: Role, list: string[] | undefined, code: RefusalCode, max: number): Refusal[] {
  const grows = list?.some((id) => !c.state[role].includes(id)) ?? false;
  return refuseIf(grows && (list ?? []).length > max, code, role, { params: { max } });
}

/** The last one cannot go where the status needs one. */
function lastRefusals(c: Case, wanted: Wanted): Refusal[] {
  const { process, state } = c;
  const goes = (role: "assignees" | "controllers") => wanted[role]?.length === 0 && state[role].length > 0;
  return [
    ...refuseIf(goes("assignees") && statusNeeds(process, state.status, "assignee"), "last-assignee", "assignees"),
    ...refuseIf(
      goes("controllers") && statusNeeds(process, state.status, "controller") && hasOption(c, "useControllers"),
      "last-controller",
      "controllers",
    ),
  ];
}

/** Those who are new; when the team changes also the assignees who stay, as far as they are known. */
function toCheck(c: Case, role: Role, wanted: Wanted): string[] {
  const next = wanted[role] ?? c.state[role];
  const teamChanges = role === "assignees" && wanted.team !== undefined && wanted.team !== c.state.teamId;
  return next.filter((id) => !c.state[role].includes(id) || (teamChanges && c.facts.people.get(id)?.active));
}

/** Why an employee may not stand there: assignees must be of the team, and have access to the site as controllers. */
function whyNot(c: Case, role: Role, id: string, team: string | null): RefusalCode | undefined {
  if (role === "observerTeams") return undefined;
  const person = c.facts.people.get(id);
  if (!person) return "unknown-employee";
  if (!person.active) return "employee-blocked";
  if (role === "observers") return undefined;
  if (role === "assignees" && team !== null && !person.teams.includes(team)) return "not-in-team";
  return person.site ? undefined : "no-site-access";
}
