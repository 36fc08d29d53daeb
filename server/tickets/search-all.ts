import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import { openServices } from "../catalog/access.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { phonePattern, searchPatterns } from "../platform/search-words.ts";
import { listTickets } from "./list-tickets.ts";

type Item = Response<"searchAll">["items"][number];
/** Of each kind so many, so that the palette stays short. */
const EACH = 6;

/** What the command palette finds: tickets, clients, places and services, each kind within the person's rights. */
export async function searchAll(tx: Tx, ctx: Ctx, q: string): Promise<Response<"searchAll">> {
  const { workspaceId, person } = ctx;
  const words = q.trim();
  // Quoted, so that a word with a colon is looked for and not asked as a field.
  const tickets = await listTickets(tx, ctx, {
    where: `"${words.replace(/["\\]/g, " ")}"`,
    sort: "-updated",
    limit: EACH,
  });
  const patterns = searchPatterns(words);
  const like = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const within = person.allPlaces ? null : [...person.places];
  const { rows } = await sql<Item>`
    (select 'contact' as kind, c.id, c.name as title, coalesce(c.phone, c.email, '') as detail
      from find_contacts(${patterns}::text[], ${phonePattern(words)}, ${words}, null, null, ${within}::uuid[], null, null,
        ${EACH}) found
      join contact c on c.workspace_id = ${workspaceId} and c.id = found.id
      where ${person.permissions.has("section.clients")} order by c.name)
    union all
    (select 'place', p.id, p.address, p.kind
      from find_places(${patterns}::text[], ${words}, null, null, null, ${within}::uuid[], ${within === null ? null : []}::uuid[],
        null, null, null, null, ${EACH}) found
      join place p on p.workspace_id = ${workspaceId} and p.id = found.id
      order by p.address)
    union all
    (select 'service', service.id, service.name, service.internal_name from service
      where service.workspace_id = ${workspaceId} and service.active and service.name ilike ${like}
        and ${openServices(person)} order by service.name limit ${EACH})`.execute(tx);
  return {
    items: [
      ...tickets.items.map((ticket) => ({
        kind: "ticket",
        id: ticket.id,
        number: ticket.number,
        title: ticket.subject,
        detail: ticket.address,
      })),
      ...rows,
    ],
  };
}
