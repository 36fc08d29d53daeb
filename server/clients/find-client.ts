import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { settleCardFormulas } from "../settings/card-formulas.ts";

/** Who answers for a client by default, and who looks on [O-COMP-04, O-CONT-05]. */
type Responsible = { managerId: string | null; managerTeamId: string | null; observerIds: string[] };

/** A contact as channels need it: who wrote or called. */
export type FoundContact = Responsible & {
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  /** Duplicates of letters go here too [O-CONT-06]. */
  copyEmail: string | null;
  companyId: string | null;
  locale: string | null;
};

/** A company as channels need it: whose domain or phone it is. */
export type FoundCompany = Responsible & { id: string; name: string; categoryId: string | null };

/** The contact with this address; case does not matter. */
export async function findContactByEmail(tx: Tx, workspaceId: string, email: string): Promise<FoundContact | null> {
  const { rows } = await contactOf(workspaceId, sql`contact_of_email(${email.trim()})`).execute(tx);
  return rows[0] ?? null;
}

/** The contact whose phone ends with the same ten digits; null when several people share it: it says not who. */
export async function findContactByPhone(tx: Tx, workspaceId: string, phone: string): Promise<FoundContact | null> {
  const digits = phone.replace(/\D/g, "");
  if (digits.length < 7) return null;
  const { rows } = await sql<{ id: string }>`select id from contacts_of_phone(${digits})`.execute(tx);
  return rows.length === 1 ? findContact(tx, workspaceId, rows[0]?.id ?? null) : null;
}

/** The company that a mail domain (or the address's part after the @) belongs to. */
export async function findCompanyByDomain(tx: Tx, workspaceId: string, domain: string): Promise<FoundCompany | null> {
  const name = domain.slice(domain.lastIndexOf("@") + 1).trim();
  const { rows } = await sql<{ id: string | null }>`select company_of_domain(${name}) as id`.execute(tx);
  return findCompany(tx, workspaceId, rows[0]?.id ?? null);
}

/** The company with this address of its own; of several the first one made. */
export async function findCompanyByEmail(tx: Tx, workspaceId: string, email: string): Promise<FoundCompany | null> {
  const { rows } = await sql<{ id: string }>`select id from company where workspace_id = ${workspaceId}
    and lower(email) = ${email.trim().toLowerCase()} order by created_at, id limit 1`.execute(tx);
  return findCompany(tx, workspaceId, rows[0]?.id ?? null);
}

/** The company whose phone ends with the same ten digits; null when several share it. */
export async function findCompanyByPhone(tx: Tx, workspaceId: string, phone: string): Promise<FoundCompany | null> {
  const digits = phone.replace(/\D/g, "");
  if (digits.length < 7) return null;
  const { rows } = await sql<{ id: string }>`select id from company where workspace_id = ${workspaceId}
    and right(regexp_replace(phone, '\\D', '', 'g'), 10) = ${digits.slice(-10)} limit 2`.execute(tx);
  return rows.length === 1 ? findCompany(tx, workspaceId, rows[0]?.id ?? null) : null;
}

/** The contact with this id, without asking who looks. */
export async function findContact(tx: Tx, workspaceId: string, id: string | null): Promise<FoundContact | null> {
  if (id === null) return null;
  const { rows } = await contactOf(workspaceId, sql`${id}`).execute(tx);
  return rows[0] ?? null;
}

const contactOf = (workspaceId: string, id: RawBuilder<unknown>) => sql<FoundContact>`
  select id, name, phone, email, locale, copy_email as "copyEmail", company_id as "companyId", manager_id as "managerId",
    manager_team_id as "managerTeamId", observer_ids as "observerIds"
  from contact where workspace_id = ${workspaceId} and id = ${id}`;

/** The company with this id, without asking who looks. */
export async function findCompany(tx: Tx, workspaceId: string, id: string | null): Promise<FoundCompany | null> {
  if (id === null) return null;
  const row = await tx
    .selectFrom("company")
    .select(["id", "name", "category_id as categoryId"])
    .select(["manager_id as managerId", "manager_team_id as managerTeamId", "observer_ids as observerIds"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Makes a contact of somebody unknown who wrote [O-MAIL-06], of the company whose domain the address has. When two
 * letters of one sender come at once, the second finds the contact of the first.
 */
export async function createContactFromMail(
  tx: Tx,
  workspaceId: string,
  sender: { email: string; name: string; companyId: string | null; now: Date },
): Promise<FoundContact> {
  const email = sender.email.trim();
  await sql`insert into contact (workspace_id, id, name, email, company_id, created_at)
    values (${workspaceId}, ${newId()}, ${sender.name.trim() || email}, ${email}, ${sender.companyId}, ${sender.now})
    on conflict (workspace_id, lower(email)) where email is not null do nothing`.execute(tx);
  const contact = await findContactByEmail(tx, workspaceId, email);
  if (!contact) throw new Error("The contact of a letter was neither made nor found");
  await settleCardFormulas(tx, workspaceId, "contact", [contact.id]);
  return contact;
}

/** Makes a contact of somebody who wrote in a messenger, which knows his name alone. */
export async function createContactFromChat(
  tx: Tx,
  workspaceId: string,
  name: string,
  now: Date,
): Promise<FoundContact> {
  const id = newId();
  const called = name.toWellFormed().trim().slice(0, 200) || "?";
  await tx.insertInto("contact").values({ workspace_id: workspaceId, id, name: called, created_at: now }).execute();
  await settleCardFormulas(tx, workspaceId, "contact", [id]);
  const contact = await findContact(tx, workspaceId, id);
  if (!contact) throw new Error("The contact of a chat was not made");
  return contact;
}

/** Notes that a contact was here, once a minute at most, so that reading does not write all the time. */
export async function touchLastSeen(tx: Tx, workspaceId: string, contactId: string, now: Date): Promise<void> {
  await tx
    .updateTable("contact")
    .set({ last_seen_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", contactId)
    .where((eb) => eb.or([eb("last_seen_at", "is", null), eb("last_seen_at", "<", new Date(now.getTime() - 60_000))]))
    .execute();
}
