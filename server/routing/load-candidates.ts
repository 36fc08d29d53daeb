import { type RawBuilder, sql } from "kysely";
import { dayOf } from "../../core/process/dates.ts";
import type { TeamAtHand } from "../../core/routing/plan-people.ts";
import type { Candidate, TeamMode } from "../../core/routing/team-mode.ts";
import type { Tx } from "../platform/database.ts";

/** Where, and on what day, somebody is looked for. */
export type Where = { workspaceId: string; places: readonly string[]; now: Date; zone: string };

/** The employees with these ids, as far as it matters whether they can be named; in one round trip. */
export async function loadPeople(tx: Tx, where: Where, ids: readonly string[]): Promise<Map<string, Candidate>> {
  if (ids.length === 0) return new Map();
  const { rows } = await candidates(where, sql`e.id = any(${[...ids]}::uuid[])`, sql`e.load`).execute(tx);
  return new Map(rows.map((person) => [person.id, person]));
}

/**
 * The members of a team with their loads, its turn held until the transaction ends: a ticket that is given out at the
 * same moment waits, and counts this one.
 */
export async function holdTeam(tx: Tx, where: Where, teamId: string, mode: TeamMode): Promise<TeamAtHand> {
  const { workspaceId } = where;
  await sql`insert into team_turn (workspace_id, team_id) values (${workspaceId}, ${teamId})
    on conflict do nothing`.execute(tx);
  const turn = await sql<{ last: string | null }>`select employee_id as last from team_turn
    where workspace_id = ${workspaceId} and team_id = ${teamId} for update`.execute(tx);
  // A statement of its own: only what is read after the turn is held knows the tickets given out before.
  const ofTeam = sql`exists (select from team_member m
    where m.workspace_id = e.workspace_id and m.employee_id = e.id and m.team_id = ${teamId})`;
  const { rows } = await candidates(where, ofTeam, loadOf(mode)).execute(tx);
  return { members: rows, last: turn.rows[0]?.last ?? null };
}

/** Notes whose turn it was. */
export async function takeTurn(tx: Tx, workspaceId: string, teamId: string, employeeId: string, now: Date) {
  await sql`update team_turn set employee_id = ${employeeId}, at = ${now}
    where workspace_id = ${workspaceId} and team_id = ${teamId}`.execute(tx);
}

/** Open tickets, without those whose status the team does not count. */
const loadOf = ({ notCounted }: TeamMode): RawBuilder<unknown> =>
  notCounted.length === 0
    ? sql`e.load`
    : sql`(select count(*)::int from ticket_person p join ticket t on t.workspace_id = p.workspace_id and t.id = p.ticket_id
        where p.workspace_id = e.workspace_id and p.employee_id = e.id and p.part = 'assignee' and p.at_work
          and t.category in ('new', 'open', 'paused') and t.status <> all(${[...notCounted]}::text[]))`;

function candidates({ workspaceId, places, now, zone }: Where, which: RawBuilder<unknown>, load: RawBuilder<unknown>) {
  const today = dayOf(now, zone).toString();
  return sql<Candidate>`
    select e.id, e.name, e.active, e.skills, ${load} as load,
      exists (select from jsonb_array_elements(e.absences) a
        where ${today} between a ->> 'from' and a ->> 'until') as absent,
      e.all_places or ${places.length === 0} or exists (
        select from employee_place ep
          join place p on p.workspace_id = ep.workspace_id and p.id = any(${[...places]}::uuid[])
        where ep.workspace_id = e.workspace_id and ep.employee_id = e.id and ep.place_id = any(p.path)) as site,
      coalesce((select min(cardinality(p.path) - coalesce(array_position(p.path, ep.place_id), 0)) from place p
        left join employee_place ep on not e.all_places and ep.workspace_id = e.workspace_id and ep.employee_id = e.id
          and ep.place_id = any(p.path)
        where p.workspace_id = ${workspaceId} and p.id = any(${[...places]}::uuid[])), 0) as distance,
      coalesce((select json_agg(m.team_id) from team_member m
        where m.workspace_id = e.workspace_id and m.employee_id = e.id), '[]') as teams
    from employee e where e.workspace_id = ${workspaceId} and ${which} order by e.id`;
}
