import type { Export } from "../../contract/exports.ts";
import type { Permission } from "../../core/access/permissions.ts";
import { EXPORT_GROUPS, exportGroupOf } from "../../core/exports/groups.ts";
import type { Card } from "../../core/fields/card-fields.ts";
import type { FieldDef } from "../../core/fields/field.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadCardRegistry } from "../settings/load-card-registry.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { LISTED_BESIDE } from "./card-values.ts";

export type ExportMode = Export["mode"];
export type FieldsInGroup = { group: string; fields: FieldDef[] };

/** The cards of which a mode writes one a row; tickets are none. */
export const CARD_OF: Readonly<Partial<Record<ExportMode, Card>>> = {
  contacts: "contact",
  companies: "company",
  places: "place",
};

/** What one needs to see the list at all. */
export const SEEING: Readonly<Record<ExportMode, readonly Permission[]>> = {
  tickets: ["section.tickets", "ticket.read"],
  contacts: ["section.clients"],
  companies: ["section.companies"],
  places: ["section.places"],
};

/** Another kind of rows, such as the lines of invoices, is another mode of the contract, and a walk of its own. */
export const MODES = Object.keys(SEEING).filter((mode): mode is ExportMode => mode in SEEING);

type Asker = Pick<Ctx, "workspaceId" | "person">;

/** What one row of a file can have in this mode, in groups; what is hidden from the person is not there. */
export async function groupsOfMode(tx: Tx, asker: Asker, mode: ExportMode): Promise<FieldsInGroup[]> {
  const card = CARD_OF[mode];
  if (card === undefined) return inGroups((await loadRegistry(tx, asker)).fields);
  const { fields } = await loadCardRegistry(tx, asker, card);
  const all = inGroups([...fields, ...LISTED_BESIDE[card]]);
  return all.filter((group) => group.fields.length > 0);
}

const inGroups = (fields: readonly FieldDef[]): FieldsInGroup[] =>
  EXPORT_GROUPS.map((group) => ({ group, fields: fields.filter((field) => exportGroupOf(field) === group) }));

/** The fields of the mode by key. */
export const fieldsOfMode = async (tx: Tx, asker: Asker, mode: ExportMode): Promise<ReadonlyMap<string, FieldDef>> =>
  new Map(
    (await groupsOfMode(tx, asker, mode)).flatMap(({ fields }) => fields.map((field) => [field.key, field] as const)),
  );
