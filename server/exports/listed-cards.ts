import type { RawBuilder, SqlBool } from "kysely";
import { cellOf } from "../../core/exports/cell.ts";
import type { Card } from "../../core/fields/card-fields.ts";
import { askedCompanies } from "../clients/list-companies.ts";
import { askedContacts } from "../clients/list-contacts.ts";
import { IN_LIST, readCompanies } from "../clients/read-companies.ts";
import { readContacts } from "../clients/read-contacts.ts";
import { countCards, pageOfCards } from "../lookup/page-of-cards.ts";
import { sightOf } from "../places/access.ts";
import { askedPlaces } from "../places/list-places.ts";
import { readPlaces } from "../places/read-places.ts";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { AskedList, Listed, Lister } from "./asked-list.ts";
import { type CardRow, companyRow, contactRow, peopleIn, placeRow, valueFor } from "./card-values.ts";
import { cellContext, type LineOptions } from "./lines.ts";
import { CARD_OF } from "./modes.ts";
import type { ExportLine } from "./writers.ts";

type Kind = {
  /** Its page in the console. */
  path: string;
  seen: (tx: Tx, ctx: Lister, asked: AskedList) => RawBuilder<SqlBool> | Promise<RawBuilder<SqlBool>>;
  read: (tx: Tx, person: Person, ids: readonly string[]) => Promise<CardRow[]>;
};
const KINDS: Readonly<Record<Card, Kind>> = {
  contact: {
    path: "/clients",
    seen: (_tx, { person }, { search, company }) => askedContacts(person, { search, company }),
    read: async (tx, person, ids) => (await readContacts(tx, person, ids)).map(contactRow),
  },
  company: {
    path: "/companies",
    seen: (_tx, _ctx, { search, category }) => askedCompanies({ search, category }),
    read: async (tx, person, ids) => (await readCompanies(tx, person, ids, IN_LIST)).map(companyRow),
  },
  place: {
    path: "/places",
    seen: async (tx, ctx, { search }) => askedPlaces(tx, ctx, { search }, await sightOf(tx, ctx.person)),
    read: async (tx, person, ids) => (await readPlaces(tx, person, ids)).map(placeRow),
  },
};

/** The list of contacts, companies or places as this person sees it. */
export async function listedCards(
  tx: Tx,
  ctx: Lister,
  asked: AskedList,
  { fields, language, texts, publicUrl }: Omit<LineOptions, "zone" | "workspaceId">,
): Promise<Listed> {
  const card = CARD_OF[asked.mode];
  if (card === undefined) throw new Error(`No list of cards: ${asked.mode}`);
  const { path, seen: seenBy, read } = KINDS[card];
  const seen = await seenBy(tx, ctx, asked);
  const { zone } = await loadSettings(tx, ctx.workspaceId);
  const page = (limit: number, cursor?: string) =>
    pageOfCards(tx, ctx, card, { where: asked.where, sort: asked.sort, limit, cursor }, seen);
  // What cannot be asked is said before a job begins.
  await page(1);
  const context = cellContext({ language, texts, zone });
  const people = peopleIn(fields);

  async function linesOf(ids: readonly string[]): Promise<ExportLine[]> {
    const rows = await read(tx, ctx.person, ids);
    const held = rows.flatMap(({ custom }) => people.map((key) => custom[key])).filter((id) => typeof id === "string");
    const names = await namesOf(tx, ctx.workspaceId, held);
    return rows.map((row) => {
      const valueIn = (field: (typeof fields)[number]) => valueFor(field, row, (id) => names.get(id) ?? "");
      return {
        values: () => ({
          id: row.id,
          url: `${publicUrl}${path}?open=${row.id}`,
          ...Object.fromEntries(fields.map((field) => [field.key, valueIn(field)])),
        }),
        cells: () => fields.map((field) => cellOf(field, valueIn(field), context)),
      };
    });
  }

  return {
    total: () => countCards(tx, ctx, card, asked.where, seen),
    async *lines(batch) {
      let cursor: string | undefined;
      do {
        const { ids, next } = await page(batch, cursor);
        if (ids.length > 0) yield await linesOf(ids);
        cursor = next.next;
      } while (cursor !== undefined);
    },
  };
}

async function namesOf(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("employee")
    .select(["id", "name"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
