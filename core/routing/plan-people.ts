import type { Reason } from "../process/events.ts";
import { type Candidate, pickMember, type TeamMode, whyPicked } from "./team-mode.ts";

/**
 * One way to somebody who answers: an employee, a team, or an employee of a team. `rule` is the word by which the reason
 * is told, `of` what it hangs on (the company whose manager he is), `facts` what else the reason says. `unlessTeam`: the
 * team that stays on the ticket when the way names none and the employee is of it.
 */
export type Way = {
  rule: string;
  of: string | null;
  employee: string | null;
  team: string | null;
  unlessTeam?: string | null;
  facts?: Record<string, unknown>;
};

/** A team whose turn is held: its members with their loads, and who got the ticket before. */
export type TeamAtHand = { members: readonly Candidate[]; last: string | null };

export type Planning = {
  /** In the order in which they are tried. */
  ways: readonly Way[];
  /** Skills that the ticket takes. */
  skills: readonly string[];
  /** The employees whom the ways name. */
  people: ReadonlyMap<string, Candidate>;
  /** Every team of the workspace; one that is missing is gone. */
  modes: ReadonlyMap<string, TeamMode>;
  teams: ReadonlyMap<string, TeamAtHand>;
  /** Where a team or a person answers, and never both. */
  either: boolean;
  now: Date;
  zone: string;
};

export type Skipped = { what: string; reason: string };
export type PeoplePlan = {
  team: string | null;
  assignee: string | null;
  why: Reason[];
  /** Who was to answer and cannot. */
  skipped: Skipped[];
  /** The team whose turn went on. */
  turnOf: string | null;
  /** The team whose chain of calls runs as long as nobody answers. */
  callsOf: string | null;
};

/**
 * Who answers for a ticket: the first way that leads to somebody who can. An employee who is dismissed, away or has no
 * access is passed over for the next way; a team whose members are all passed over answers itself. `needs`: the members
 * of this team are to be loaded, its turn held, before it can be said.
 */
export function planPeople(planning: Planning): PeoplePlan | { needs: string } {
  const { ways, modes, either } = planning;
  const skipped: Skipped[] = [];
  for (const way of ways) {
    if (way.employee !== null) {
      const not = whyNot(planning, way, way.employee);
      if (!not) {
        const { employee: assignee } = way;
        const team = way.team ?? ownTeam(planning, way);
        const why = [because(way, { assignee, team })];
        return { team: either ? null : team, assignee, why, skipped, turnOf: null, callsOf: team };
      }
      skipped.push({ what: `people:${way.employee}`, reason: not });
    }
    if (way.team === null) continue;
    const mode = modes.get(way.team);
    if (!mode) {
      skipped.push({ what: `team:${way.team}`, reason: "unknown-team" });
      continue;
    }
    const why = [because(way, { assignee: null, team: way.team })];
    if (mode.mode === "hand") return { team: way.team, assignee: null, why, skipped, turnOf: null, callsOf: way.team };
    const team = planning.teams.get(way.team);
    if (!team) return { needs: way.team };
    const picked = pickMember(mode, team.members, { ...planning, last: team.last });
    why.push(whyPicked(way.team, mode, team.members, picked));
    const { chosen } = picked;
    return {
      team: either && chosen !== null ? null : way.team,
      assignee: chosen,
      why,
      skipped,
      turnOf: chosen === null ? null : way.team,
      callsOf: way.team,
    };
  }
  return { team: null, assignee: null, why: [], skipped, turnOf: null, callsOf: null };
}

function ownTeam({ people }: Planning, { employee, unlessTeam = null }: Way): string | null {
  const isOfIt = unlessTeam !== null && people.get(employee ?? "")?.teams.includes(unlessTeam);
  return isOfIt ? unlessTeam : null;
}

const because = ({ rule, of, facts = {} }: Way, who: { assignee: string | null; team: string | null }): Reason => ({
  rule,
  facts: { ...facts, ...(of === null ? {} : { of }), ...who },
});

function whyNot({ people, either }: Planning, { team }: Way, id: string): string | undefined {
  const person = people.get(id);
  if (!person) return "unknown-employee";
  if (!person.active) return "employee-blocked";
  if (person.absent) return "absent";
  if (team !== null && !either && !person.teams.includes(team)) return "not-in-team";
  return person.site ? undefined : "no-site-access";
}

/** Who answers by default for the ticket's site, contact, company or workspace: an employee or a team. */
export type Responsible = {
  id: string;
  manager: string | null;
  managerTeam: string | null;
  observers: readonly string[];
  observerTeams: readonly string[];
};
export type ResponsibleOf = {
  /** The ticket's place and those above it up to the site, the nearest first. */
  places: readonly Responsible[];
  contact: Responsible | null;
  company: Responsible | null;
  workspace: Responsible;
};

/** The default chain: place → contact → company → workspace (X-05, [O-ROUT-17] to [O-ROUT-20]). */
export function defaultWays({ places, contact, company, workspace }: ResponsibleOf): Way[] {
  const links: [rule: string, Responsible | null][] = [
    ...places.map((place): [string, Responsible] => ["manager-of-place", place]),
    ["manager-of-contact", contact],
    ["manager-of-company", company],
    ["default-assignee", workspace],
  ];
  return links.flatMap(([rule, of]) =>
    of && (of.manager !== null || of.managerTeam !== null)
      ? [{ rule, of: of.id, employee: of.manager, team: of.manager === null ? of.managerTeam : null }]
      : [],
  );
}

/** The default observers of all four added together (X-07, [O-ROUT-21]), each once. */
export function defaultObservers({ places, contact, company, workspace }: ResponsibleOf): {
  observers: string[];
  observerTeams: string[];
} {
  const all = [workspace, company, contact, ...places].flatMap((one) => one ?? []);
  return {
    observers: [...new Set(all.flatMap(({ observers }) => observers))],
    observerTeams: [...new Set(all.flatMap(({ observerTeams }) => observerTeams))],
  };
}
