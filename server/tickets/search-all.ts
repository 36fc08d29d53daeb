import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import { openServices } from "../catalog/access.ts";
import { livesWithin } from "../clients/access.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
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
  const like = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const digits = words.replace(/\D/g, "");
  const contacts = person.allPlaces ? sql`true` : livesWithin(person);
  const byPlace = person.allPlaces ? sql`true` : sql`p.path && ${[...person.places]}::uuid[]`;
  const { rows } = await sql<Item>`
    (select 'contact' as kind, contact.id, contact.name as title, coalesce(contact.phone, contact.email, '') as detail
      from contact where contact.workspace_id = ${workspaceId} and ${person.permissions.has("section.clients")} and ${contacts}
        and (contact.name ilike ${like} or (${digits.length >= 5} and regexp_replace(contact.phone, '\D', '', 'g') like ${`%${digits}%`}))
      order by contact.name limit ${EACH})
    union all
    (select 'place', p.id, p.address, p.kind from place p
      where p.workspace_id = ${workspaceId} and p.address ilike ${like} and ${byPlace} order by p.address limit ${EACH})
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
