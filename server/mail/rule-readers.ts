import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { TicketRowFull } from "../tickets/columns.ts";

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

/**
 * Who can be told by a rule: of those named and of the members of the teams, employees who work here and may open the
 * ticket, without those of `notTeams` ([U-NOT-04]); the client, when he has an address and the ticket is not internal.
 */
export async function ruleReaders(
  tx: Tx,
  { workspace_id: workspaceId, id }: Pick<TicketRowFull, "workspace_id" | "id">,
  named: Named,
): Promise<{ client: boolean; employees: string[] }> {
  const { rows } = await sql<{ client: boolean; employees: string[] }>`
    select ${named.client}::boolean and not coalesce(st.internal, false)
        and coalesce(c.email, c.copy_email, t.client ->> 'email') is not null as client,
      (select coalesce(array_agg(e.id order by e.name, e.id), '{}') from employee e
        join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
        where e.workspace_id = t.workspace_id and e.active and ${mayOpen}
          and (e.id = any(${[...named.employees]}::uuid[]) or ${ofTeams(named.teams)})
          and not ${ofTeams(named.notTeams)}) as employees
    from ticket t left join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
      left join service_type st on st.workspace_id = t.workspace_id and st.id = t.service_type_id
    where t.workspace_id = ${workspaceId} and t.id = ${id}`.execute(tx);
  return rows[0] ?? { client: false, employees: [] };
}

const ofTeams = (teams: readonly string[]) => sql`exists (select from team_member m
  where m.workspace_id = e.workspace_id and m.employee_id = e.id and m.team_id = any(${[...teams]}::uuid[]))`;
