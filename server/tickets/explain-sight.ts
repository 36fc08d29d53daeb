import { type RawBuilder, sql } from "kysely";
import { Type } from "typebox";
import type { Request, Response } from "../../contract/routes.ts";
import { isPermission } from "../../core/access/permissions.ts";
import type { Reason } from "../../core/process/events.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { PAGE, pageOf, readCursor } from "../platform/http/page.ts";
import { accessTicket } from "./access.ts";
import { idsIn, namesIn } from "./list-events.ts";
import { explainSight, loadSights, type Sight } from "./scope.ts";

type Answer = Response<"getTicketSight">;
type Found = {
  id: string;
  name: string;
  active: boolean;
  role_id: string | null;
  role: string | null;
  permissions: string[] | null;
  all_places: boolean;
  places: string[];
  closed_services: string[];
};
const Cursor = Type.Tuple([Type.String(), Type.String({ format: "uuid" })]);

/**
 * Who can see a ticket, and why ([B-EXPL-04]): employees by name, `search` looks into name, job title and address; and
 * the ticket's client. Only for those who see it themselves.
 */
export async function explainTicketSight(
  tx: Tx,
  ctx: Ctx,
  key: string,
  { search, limit = PAGE, cursor }: Request<"getTicketSight">["query"],
): Promise<Answer> {
  const { workspaceId } = ctx;
  const row = await accessTicket(tx, ctx, key, { lock: false });
  const [ticket] = await loadSights(tx, workspaceId, [row.id]);
  if (!ticket) return { items: [], client: null };
  const after = readCursor(cursor, Cursor);
  const pattern = `%${(search ?? "").trim().replace(/[\\%_]/g, "\\$&")}%`;
  const where = sql`concat_ws(' ', e.name, e.job_title, e.email) ilike ${pattern}
    and ${after ? sql`(lower(e.name), e.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}`;
  const found = await readOnlookers(tx, workspaceId, where, limit + 1);
  const page = pageOf(found, limit, ({ name, id }) => [name.toLowerCase(), id]);
  const people = page.rows.map((employee) => onlooker(employee, ticket));
  const client = await clientOf(tx, workspaceId, ticket);
  const names = await namesIn(
    tx,
    workspaceId,
    [...people, ...(client ? [client] : [])].map(({ why }) => why),
  );
  const named = <One extends { why: Reason[] }>(one: One) => ({
    ...one,
    names: Object.fromEntries(idsIn(one.why).flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? ""]] : []))),
  });
  return { items: people.map(named), client: client && named(client), ...page.next };
}

function onlooker({ id, name, active, role_id, role, permissions, ...rest }: Found, ticket: Sight) {
  const sight = explainSight(
    {
      kind: "employee",
      id,
      permissions: new Set((permissions ?? []).filter(isPermission)),
      allPlaces: rest.all_places,
      places: rest.places,
      closedServices: rest.closed_services,
    },
    ticket,
  );
  const blocked: Reason = { rule: "sight.blocked", facts: {} };
  return {
    id,
    name,
    role: role_id === null ? null : { id: role_id, name: role ?? "" },
    sees: sight.sees && active,
    why: active ? sight.why : [blocked, ...(sight.sees ? [] : sight.why)],
  };
}

/** Employees with all that decides which tickets they see, as at their own requests. */
async function readOnlookers(tx: Tx, workspaceId: string, where: RawBuilder<unknown>, limit: number): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select e.id, e.name, e.active, e.role_id, r.name as role, r.permissions, e.all_places,
      array(select p.place_id from employee_place p
        where p.workspace_id = e.workspace_id and p.employee_id = e.id) as places,
      array(select s.service_id from service_role s where s.workspace_id = e.workspace_id
        group by s.service_id having not bool_or(s.role_id = e.role_id)) as closed_services
    from employee e left join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
    where e.workspace_id = ${workspaceId} and ${where}
    order by lower(e.name), e.id limit ${limit}`.execute(tx);
  return rows;
}

async function clientOf(tx: Tx, workspaceId: string, ticket: Sight) {
  if (ticket.contactId === null) return null;
  const { rows } = await sql<{ id: string; name: string; portal_access: boolean }>`select id, name, portal_access
    from contact where workspace_id = ${workspaceId} and id = ${ticket.contactId}`.execute(tx);
  const [contact] = rows;
  if (!contact) return null;
  const { id, name, portal_access: comesIn } = contact;
  const nothing = { permissions: new Set<never>(), allPlaces: false, places: [], closedServices: [] };
  const { sees, why } = explainSight({ kind: "contact", id, ...nothing }, ticket);
  const shut: Reason = { rule: "sight.no-access", facts: {} };
  return { id, name, sees: sees && comesIn, why: comesIn ? why : [shut, ...(sees ? [] : why)] };
}
