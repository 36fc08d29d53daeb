import { CARDS, type Card } from "../../core/fields/card-fields.ts";
import { accessContact, mayLook } from "../clients/access.ts";
import { readCompany } from "../clients/read-companies.ts";
import { readContact } from "../clients/read-contacts.ts";
import { accessPlace } from "../places/access.ts";
import { readPlaces } from "../places/read-places.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import type { FileRow } from "./file-row.ts";
import { filesIn } from "./own-uploads.ts";

type Values = Record<string, unknown>;

/** Reads the own fields of a card as its page shows them to this person; null where the page is not open to him. */
const VALUES: Record<Card, (tx: Tx, person: Ctx["person"], id: string) => Promise<Values | null>> = {
  contact: async (tx, person, id) => {
    if (mayLook(person, "section.clients") !== "all") return null;
    await accessContact(tx, person, id, "read");
    return (await readContact(tx, person, id)).custom;
  },
  company: async (tx, person, id) =>
    mayLook(person, "section.companies") === "all" ? (await readCompany(tx, person, id)).custom : null,
  place: async (tx, person, id) => {
    await accessPlace(tx, person, id, "read");
    return (await readPlaces(tx, person, [id]))[0]?.custom ?? null;
  },
};

/** Whether the file stands now in a field that the person sees on the card that it belongs to ([B-FLD-04]). */
export async function isSeenOnCard(tx: Tx, person: Ctx["person"], row: FileRow): Promise<boolean> {
  const subject = CARDS.find((one) => one === row.subject);
  if (!subject || row.subject_id === null) return false;
  try {
    const values = await VALUES[subject](tx, person, row.subject_id);
    return values !== null && filesIn(values).includes(row.id);
  } catch (error) {
    // That there is a card which he may not see is not told either.
    if (error instanceof Problem && (error.status === 404 || error.status === 403)) return false;
    throw error;
  }
}
