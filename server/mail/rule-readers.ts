import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import { because, type NoticeReason, type Told } from "./keep-notice.ts";

/** Over `ticket t` and `employee e` with `role r`: the employee may open the ticket. */
export const mayOpen: RawBuilder<boolean> = sql<boolean>`(r.permissions @> '{section.tickets,ticket.read}'
  and (e.all_places or t.place_id is null or exists (
    select from employee_place ep where ep.workspace_id = e.workspace_id and ep.employee_id = e.id
      and ep.place_id = any(t.place_path)))
  and (not exists (select from service_role s where s.workspace_id = t.workspace_id and s.service_id = t.service_id)
    or exists (select from service_role s where s.workspace_id = t.workspace_id and s.service_id = t.service_id
      and s.role_id = e.role_id)))`;

export type Named = {
  client: boolean;
  employees: readonly string[];
  teams: readonly string[];
  notTeams: readonly string[];
};

export type Readers = { client: boolean; employees: string[]; leftOut: Told[] };

/**
 * Who can be told by a rule: of those named and of the members of the teams, employees who work here and may open the
 * ticket, without those of `notTeams` ([U-NOT-04]); the client, when he has an address and the ticket is not internal.
 * Those named who are not told come with what keeps them out.
 */
export async function ruleReaders(
  tx: Tx,
  { workspace_id: workspaceId, id }: Pick<TicketRowFull, "workspace_id" | "id">,
  named: Named,
): Promise<Readers> {
  const client = named.client ? await whyNotClient(tx, workspaceId, id) : null;
  const { rows } = await sql<{ id: string; active: boolean; opens: boolean; out_of: string | null }>`
    select e.id, e.active, ${mayOpen} as opens, (select m.team_id from team_member m where m.workspace_id = e.workspace_id
        and m.employee_id = e.id and m.team_id = any(${[...named.notTeams]}::uuid[]) limit 1) as out_of
    from ticket t join employee e on e.workspace_id = t.workspace_id
      join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
    where t.workspace_id = ${workspaceId} and t.id = ${id}
      and (e.id = any(${[...named.employees]}::uuid[]) or ${ofTeams(named.teams)})
    order by e.name, e.id`.execute(tx);
  const judged = rows.map(({ id, active, opens, out_of: team }) => ({
    id,
    why: [
      ...(active ? [] : [because("blocked")]),
      ...(opens ? [] : [because("not-seen")]),
      ...(team === null ? [] : [because("team-left-out", { team })]),
    ],
  }));
  const left = judged.filter(({ why }) => why.length > 0);
  const noClient: Told[] = client?.why
    ? [{ kind: "client", id: client.id, letter: null, why: [because(client.why)] }]
    : [];
  const noEmployees = left.slice(0, MOST).map((one): Told => ({ kind: "employee", letter: null, ...one }));
  return {
    client: named.client && client?.why === null,
    employees: judged.filter(({ why }) => why.length === 0).map(({ id }) => id),
    leftOut: [...noClient, ...noEmployees],
  };
}

/** So many who are left out are kept with a notice. */
const MOST = 200;

async function whyNotClient(tx: Tx, workspaceId: string, ticketId: string) {
  const { rows } = await sql<{ id: string | null; why: Extract<NoticeReason, "internal" | "no-address"> | null }>`
    select t.contact_id as id, case when st.internal then 'internal'
      when coalesce(c.email, c.copy_email, t.client ->> 'email') is null then 'no-address' end as why
    from ticket t left join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
      left join service_type st on st.workspace_id = t.workspace_id and st.id = t.service_type_id
    where t.workspace_id = ${workspaceId} and t.id = ${ticketId}`.execute(tx);
  return rows[0] ?? null;
}

const ofTeams = (teams: readonly string[]) => sql`exists (select from team_member m
  where m.workspace_id = e.workspace_id and m.employee_id = e.id and m.team_id = any(${[...teams]}::uuid[]))`;
