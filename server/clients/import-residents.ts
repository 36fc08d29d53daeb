import { sql } from "kysely";
import { forgetPlans } from "../platform/bulk.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { settleCardFormulas } from "../settings/card-formulas.ts";

/** Who lives at a place, as a table says it. `row` names him in the answer. */
export type Resident = {
  row: number;
  placeId: string;
  name: string;
  phone: string | null;
  email: string | null;
  basis: "owner" | "family" | "tenant" | "other";
};

export type ImportedResidents = {
  contacts: number;
  occupancies: number;
  /** Rows that brought something new. */
  changed: ReadonlySet<number>;
  /** Rows whose address belongs to somebody of another name, with that name. */
  emailTaken: readonly { row: number; name: string }[];
};

type Known = { id: string; name: string };
type Seen = { contacts: Map<string, Known>; occupancies: Set<string> };

/** Rows of one statement. */
const BATCH = 1_000;

/**
 * Adds those who are not there yet and attaches them to their places; what is there is not changed, so a second run
 * adds nothing. One is known by his email; by phone and name; or by his name at the place.
 */
export async function importResidents(
  tx: Tx,
  workspaceId: string,
  residents: readonly Resident[],
  now: Date,
): Promise<ImportedResidents> {
  const answer = {
    contacts: 0,
    occupancies: 0,
    changed: new Set<number>(),
    emailTaken: [] as { row: number; name: string }[],
  };
  for (let at = 0; at < residents.length; at += BATCH) {
    const batch = residents.slice(at, at + BATCH);
    const seen = await readKnown(tx, workspaceId, batch);
    const contacts: (Pick<Resident, "name" | "phone" | "email"> & { id: string })[] = [];
    const occupancies: object[] = [];
    for (const resident of batch) {
      let contact = keysOf(resident)
        .map((key) => seen.contacts.get(key))
        .find((known) => known !== undefined);
      if (contact && resident.email !== null && isOther(seen, resident, contact)) {
        answer.emailTaken.push({ row: resident.row, name: contact.name });
        continue;
      }
      if (!contact) {
        contact = { id: newId(), name: resident.name };
        contacts.push({ id: contact.id, name: resident.name, phone: resident.phone, email: resident.email });
        for (const key of keysOf(resident)) seen.contacts.set(key, contact);
        answer.changed.add(resident.row);
      }
      const occupancy = `${resident.placeId}/${contact.id}`;
      if (seen.occupancies.has(occupancy)) continue;
      seen.occupancies.add(occupancy);
      occupancies.push({ place_id: resident.placeId, contact_id: contact.id, basis: resident.basis });
      answer.changed.add(resident.row);
    }
    await save(tx, workspaceId, { contacts, occupancies, now });
    const added = contacts.map(({ id }) => id);
    await settleCardFormulas(tx, workspaceId, "contact", added);
    answer.contacts += contacts.length;
    answer.occupancies += occupancies.length;
  }
  return answer;
}

const fold = (text: string): string => text.trim().toLowerCase();
const tail = (phone: string): string => phone.replace(/\D/g, "").slice(-10);

/** By what somebody is known, the surest first. */
const keysOf = ({ email, phone, name, placeId }: Omit<Resident, "row" | "basis">): string[] => [
  ...(email ? [emailKey(email)] : []),
  ...(phone ? [`phone/${tail(phone)}/${fold(name)}`] : []),
  `place/${placeId}/${fold(name)}`,
];
const emailKey = (email: string): string => `email/${fold(email)}`;

/** The email is that of somebody called otherwise. */
const isOther = (seen: Seen, { email, name }: Resident, contact: Known): boolean =>
  email !== null && seen.contacts.get(emailKey(email)) === contact && fold(contact.name) !== fold(name);

async function readKnown(tx: Tx, workspaceId: string, batch: readonly Resident[]): Promise<Seen> {
  const emails = batch.flatMap(({ email }) => (email ? [fold(email)] : []));
  const phones = batch.flatMap(({ phone }) => (phone ? [tail(phone)] : []));
  const places = [...new Set(batch.map(({ placeId }) => placeId))];
  const { rows } = await sql<{ id: string; name: string; email: string | null; phone: string | null }>`
    select id, name, email, phone from contacts_known(${emails}::text[], ${phones}::text[])`.execute(tx);
  const { rows: living } = await sql<{ place_id: string; contact_id: string; name: string }>`
    select o.place_id, o.contact_id, c.name from occupancy o
    join contact c on c.workspace_id = o.workspace_id and c.id = o.contact_id
    where o.workspace_id = ${workspaceId} and o.place_id = any(${places}::uuid[])`.execute(tx);
  const contacts = new Map<string, Known>();
  for (const { place_id, contact_id, name } of living) {
    contacts.set(`place/${place_id}/${fold(name)}`, { id: contact_id, name });
  }
  for (const { id, name, email, phone } of rows) {
    if (phone) contacts.set(`phone/${tail(phone)}/${fold(name)}`, { id, name });
    if (email) contacts.set(emailKey(email), { id, name });
  }
  return { contacts, occupancies: new Set(living.map((one) => `${one.place_id}/${one.contact_id}`)) };
}

async function save(
  tx: Tx,
  workspaceId: string,
  { contacts, occupancies, now }: { contacts: object[]; occupancies: object[]; now: Date },
): Promise<void> {
  await forgetPlans(tx);
  await sql`insert into contact (workspace_id, id, name, phone, email, created_at)
    select ${workspaceId}, v.id, v.name, v.phone, v.email, ${now}
    from jsonb_to_recordset(${JSON.stringify(contacts)}::jsonb) as v(id uuid, name text, phone text, email text)`.execute(
    tx,
  );
  await sql`insert into occupancy (workspace_id, place_id, contact_id, basis)
    select ${workspaceId}, v.place_id, v.contact_id, v.basis
    from jsonb_to_recordset(${JSON.stringify(occupancies)}::jsonb) as v(place_id uuid, contact_id uuid, basis text)`.execute(
    tx,
  );
}
