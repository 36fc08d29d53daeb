import { sql } from "kysely";
import type { FieldDef } from "../../core/fields/field.ts";
import { loadColour } from "../../core/process/load.ts";
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
  const found = await sql<{
    people: Pair<{ name: string; load: number; active: boolean }>;
    teams: Pair<string>;
    services: Pair<{ name: string; internalName: string }>;
    types: Pair<{ name: string; internal: boolean; common: boolean }>;
    companies: Pair<string>;
    clientCategories: Pair<string>;
    places: Pair<{ name: string; address: string; kind: string }>;
  }>`select
    (select coalesce(json_agg(json_build_array(id, json_build_object('name', name, 'load', load, 'active', active))), '[]')
      from employee where workspace_id = ${workspaceId} and id = any(${employees}::uuid[])) as people,
    (select coalesce(json_agg(json_build_array(id, name)), '[]')
      from team where workspace_id = ${workspaceId} and id = any(${ids((row) => [row.team_id, ...(row.observer_team_ids ?? [])])}::uuid[])) as teams,
    (select coalesce(json_agg(json_build_array(id, json_build_object('name', name, 'internalName', internal_name))), '[]')
      from service where workspace_id = ${workspaceId} and id = any(${ids((row) => [row.service_id])}::uuid[])) as services,
    (select coalesce(json_agg(json_build_array(id, json_build_object('name', name, 'internal', internal, 'common', common))), '[]')
      from service_type where workspace_id = ${workspaceId} and id = any(${ids((row) => [row.service_type_id])}::uuid[])) as types,
    (select coalesce(json_agg(json_build_array(id, name)), '[]')
      from company where workspace_id = ${workspaceId} and id = any(${ids((row) => [row.company_id])}::uuid[])) as companies,
    (select coalesce(json_agg(json_build_array(id, name)), '[]') from client_category where workspace_id = ${workspaceId}
      and id = any(${ids((row) => [row.client_category_id])}::uuid[])) as "clientCategories",
    (select coalesce(json_agg(json_build_array(id, json_build_object('name', name, 'address', address, 'kind', kind))), '[]')
      from place where workspace_id = ${workspaceId}
        and id = any(${ids((row) => [row.place_id, row.unit_id, row.site_id, row.quarter_id, row.group_id, ...(row.other_place_ids ?? [])])}::uuid[])) as places`.execute(
    tx,
  );
  const row = found.rows[0];
  if (!row) throw new Error("A select without a table answers one row");
  return {
    people: new Map(row.people.map(([id, person]) => [id, { id, ...person, loadColour: loadColour(person.load) }])),
    teams: new Map(row.teams),
    services: new Map(row.services),
    types: new Map(row.types),
    companies: new Map(row.companies),
    clientCategories: new Map(row.clientCategories),
    places: new Map(row.places),
    priorities: new Map(
      (await loadPriorities(tx, workspaceId)).map(({ key, name, colour }) => [key, { name, colour }]),
    ),
  };
}

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
