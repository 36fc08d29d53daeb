import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";

/** A contact as the rules need it. */
export type ContactRow = {
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  companyId: string | null;
  userId: string | null;
  locale: string | null;
};

/**
 * A contact that the employee sees, locked for a change unless he only looks; else 404. Employees with some places see
 * those who have to do with one of them, and those who have no place at all.
 */
export async function accessContact(tx: Tx, person: Person, id: string, act: "read" | "change"): Promise<ContactRow> {
  const row = await tx
    .selectFrom("contact")
    .select(["id", "name", "phone", "email", "company_id", "user_id", "locale"])
    .where("workspace_id", "=", person.workspaceId)
    .where("id", "=", id)
    .$if(!person.allPlaces, (query) => query.where(livesWithin(person)))
    .$if(act === "change", (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw notFound("contact");
  const { company_id, user_id, ...rest } = row;
  return { ...rest, companyId: company_id, userId: user_id };
}

/** The condition on the table `contact` of those who have to do with a place of the employee's, or with none at all. */
export const livesWithin = (person: Person): RawBuilder<boolean> => sql<boolean>`(
  not exists (select from occupancy o where o.workspace_id = contact.workspace_id and o.contact_id = contact.id)
  or exists (select from occupancy o join place p on p.workspace_id = o.workspace_id and p.id = o.place_id
    where o.workspace_id = contact.workspace_id and o.contact_id = contact.id and p.path && ${[...person.places]}::uuid[]))`;

/** What an employee may look for: everything with the section's permission; by words alone when he opens tickets. */
export type Looking = "all" | "by search" | "nothing";

export function mayLook(person: Person, section: "section.clients" | "section.companies"): Looking {
  if (person.permissions.has(section)) return "all";
  return person.permissions.has("ticket.write") ? "by search" : "nothing";
}
