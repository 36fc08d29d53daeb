import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";

/** So many people to ask are enough. */
const ASKED = 3;

/**
 * Why an employee sees no tickets of any site, and who can give him some: those who set up employees. Nothing is the
 * matter where he has sites of his own, or all.
 */
export async function getMySight(tx: Tx, { workspaceId, person }: Ctx): Promise<Response<"getMySight">> {
  const mayRead = person.permissions.has("section.tickets") && person.permissions.has("ticket.read");
  const missing = !mayRead ? "permission" : person.allPlaces || person.places.length > 0 ? null : "places";
  if (missing === null) return { missing, ask: [] };
  const { rows } = await sql<{ id: string; name: string }>`
    select e.id, e.name from employee e join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
    where e.workspace_id = ${workspaceId} and e.active and e.id <> ${person.id}
      and 'section.employees' = any (r.permissions)
    order by cardinality(r.permissions) desc, e.created_at, e.id limit ${ASKED}`.execute(tx);
  return { missing, ask: rows };
}
