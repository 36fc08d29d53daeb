import { CompiledQuery } from "kysely";
import type { FieldDef } from "../../core/fields/field.ts";
import { loadColour } from "../../core/process/load.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import { loadPriorities } from "../settings/priorities.ts";
import type { TicketRowFull } from "./columns.ts";
import { ownValue } from "./field-values.ts";

export type PersonName = { id: string; name: string; load: number; loadColour: string; active: boolean };
/** Names behind the ids of one or many tickets, read in one round trip. */
export type TicketNames = {
  people: Map<string, PersonName>;
  teams: Map<string, string>;
  services: Map<string, { name: string; internalName: string }>;
  types: Map<string, { name: string; internal: boolean; common: boolean }>;
  companies: Map<string, string>;
  clientCategories: Map<string, string>;
  places: Map<string, { name: string; address: string; kind: string }>;
  priorities: Map<string, { name: Record<string, string>; colour: string }>;
};

type Pair<T> = [string, T][];
type Found = {
  people: Pair<{ name: string; load: number; active: boolean }>;
  teams: Pair<string>;
  services: Pair<{ name: string; internalName: string }>;
  types: Pair<{ name: string; internal: boolean; common: boolean }>;
  companies: Pair<string>;
  clientCategories: Pair<string>;
  places: Pair<{ name: string; address: string; kind: string }>;
};
/** What is asked of a row of each kind, beside its id. */
const SELECTED: Record<keyof Found, { table: string; name: string }> = {
  people: { table: "employee", name: "json_build_object('name', name, 'load', load, 'active', active)" },
  teams: { table: "team", name: "name" },
  services: { table: "service", name: "json_build_object('name', name, 'internalName', internal_name)" },
  types: { table: "service_type", name: "json_build_object('name', name, 'internal', internal, 'common', common)" },
  companies: { table: "company", name: "name" },
  clientCategories: { table: "client_category", name: "name" },
  places: { table: "place", name: "json_build_object('name', name, 'address', address, 'kind', kind)" },
};
const KINDS = Object.keys(SELECTED) as (keyof Found)[];
/** Of each kind; of more the rest is asked for by id. */
const MOST_KEPT = 2_000;

/** `manager_id`: of the quarter, where a list shows it. */
type Named = Partial<TicketRowFull> & { manager_id?: string | null };

/**
 * Loads the names that answers about these tickets mention. The caller's rows decide what is asked for, and of the
 * workspace's own fields those that are shown.
 */
export async function loadNames(
  tx: Tx,
  workspaceId: string,
  rows: readonly Named[],
  fields: readonly FieldDef[] = [],
): Promise<TicketNames> {
  const own = fields.filter(({ type, sql: at }) => type === "person" && "custom" in at);
  const ids = (pick: (row: Named) => readonly (string | null | undefined)[]): string[] => {
    const found = new Set<string>();
    for (const row of rows) for (const id of pick(row)) if (id) found.add(id);
    return [...found];
  };
  const employees = ids((row) => [
    ...(row.assignee_ids ?? []),
    ...(row.controller_ids ?? []),
    ...(row.observer_ids ?? []),
    ...(row.past_assignee_ids ?? []),
    ...(row.approver_ids ?? []),
    ...(row.invited_ids ?? []),
    row.accepted_by,
    row.closed_by,
    row.processed_by,
    row.first_reply_by,
    row.manager_id,
    row.created_by_kind === "employee" ? row.created_by : null,
    ...own.map((field) => idOf("custom" in field.sql ? ownValue(row, field, field.sql.custom) : null)),
  ]);
  const known = await catalogueNames(tx, workspaceId);
  const missing = (map: ReadonlyMap<string, unknown>, of: readonly string[]) => of.filter((id) => !map.has(id));
  const row = await namesById(tx, workspaceId, {
    people: employees,
    teams: missing(
      known.teams,
      ids((row) => [row.team_id, ...(row.observer_team_ids ?? [])]),
    ),
    services: missing(
      known.services,
      ids((row) => [row.service_id]),
    ),
    types: missing(
      known.types,
      ids((row) => [row.service_type_id]),
    ),
    companies: ids((row) => [row.company_id]),
    clientCategories: ids((row) => [row.client_category_id]),
    places: ids((row) => [
      row.place_id,
      row.unit_id,
      row.site_id,
      row.quarter_id,
      row.group_id,
      ...(row.other_place_ids ?? []),
    ]),
  });
  return {
    people: new Map(row.people.map(([id, person]) => [id, { id, ...person, loadColour: loadColour(person.load) }])),
    teams: joined(known.teams, row.teams),
    services: joined(known.services, row.services),
    types: joined(known.types, row.types),
    companies: new Map(row.companies),
    clientCategories: new Map(row.clientCategories),
    places: new Map(row.places),
    priorities: new Map(
      (await loadPriorities(tx, workspaceId)).map(({ key, name, colour }) => [key, { name, colour }]),
    ),
  };
}

/** Names of teams, services and types, which hardly ever change: kept with the configuration. */
export const catalogueNames = (tx: Tx, workspaceId: string) =>
  perConfiguration(tx, workspaceId, "names of the catalogue", async () => {
    const all = (kind: "teams" | "services" | "types") => {
      const { table, name } = SELECTED[kind];
      return `(select coalesce(json_agg(json_build_array(id, called)), '[]') from (select id, ${name} as called
        from ${table} where workspace_id = $1 order by id limit ${MOST_KEPT}) kept) as ${kind}`;
    };
    const text = `select ${all("teams")}, ${all("services")}, ${all("types")}`;
    const { rows } = await tx.executeQuery<Pick<Found, "teams" | "services" | "types">>(
      CompiledQuery.raw(text, [workspaceId]),
    );
    const [row] = rows;
    return { teams: new Map(row?.teams), services: new Map(row?.services), types: new Map(row?.types) };
  });

/** Reads the names of these ids in one round trip, or none where nothing is asked. */
async function namesById(tx: Tx, workspaceId: string, ids: Record<keyof Found, readonly string[]>): Promise<Found> {
  const nothing: Found = {
    people: [],
    teams: [],
    services: [],
    types: [],
    companies: [],
    clientCategories: [],
    places: [],
  };
  const asked = KINDS.filter((kind) => ids[kind].length > 0);
  if (asked.length === 0) return nothing;
  const parts = asked.map((kind, at) => {
    const { table, name } = SELECTED[kind];
    return `(select coalesce(json_agg(json_build_array(r.id, r.called)), '[]')
      from json_array_elements_text($${at + 2}::json) i(id) cross join lateral
        (select id, ${name} as called from ${table} where workspace_id = $1 and id = i.id::uuid limit 1) r) as "${kind}"`;
  });
  const values = asked.map((kind) => JSON.stringify(ids[kind]));
  const { rows } = await tx.executeQuery<Partial<Found>>(
    CompiledQuery.raw(`select ${parts.join(", ")}`, [workspaceId, ...values]),
  );
  return { ...nothing, ...rows[0] };
}

/** The kept names, with those that had to be asked for. */
const joined = <T>(kept: Map<string, T>, more: Pair<T>): Map<string, T> =>
  more.length === 0 ? kept : new Map([...kept, ...more]);

const idOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** An id with its name, or null when there is no id. A name that is gone reads as an empty text. */
export function refOf(map: ReadonlyMap<string, string | { name: string }>, id: string | null) {
  if (id === null) return null;
  const found = map.get(id);
  return { id, name: typeof found === "string" ? found : (found?.name ?? "") };
}

/** Employees by their ids, in the order in which they stand on the ticket. */
export function peopleOf(names: TicketNames, ids: readonly string[]): PersonName[] {
  return ids.map((id) => names.people.get(id) ?? { id, name: "", load: 0, loadColour: "green", active: false });
}
