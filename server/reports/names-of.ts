import type { Split } from "../../core/reports/summary.ts";
import type { Tx } from "../platform/database.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import { loadNames, type TicketNames } from "../tickets/ticket-names.ts";

/** A column of tickets that holds such an id, and where its names are. */
const NAMED: Partial<Record<Split, readonly [keyof TicketRowFull, Exclude<keyof TicketNames, "priorities">]>> = {
  employee: ["accepted_by", "people"],
  team: ["team_id", "teams"],
  serviceType: ["service_type_id", "types"],
  service: ["service_id", "services"],
  clientCategory: ["client_category_id", "clientCategories"],
};

/** What the things of these rows are called, by their ids; nothing for codes and times. */
export async function namesOf(
  tx: Tx,
  workspaceId: string,
  split: Split,
  rows: readonly { key: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const named = NAMED[split];
  const keys = rows.flatMap(({ key }) => key ?? []);
  if (!named || keys.length === 0) return new Map();
  const [column, kind] = named;
  const names = await loadNames(
    tx,
    workspaceId,
    keys.map((key) => ({ [column]: key })),
  );
  return new Map([...names[kind]].map(([id, one]) => [id, typeof one === "string" ? one : one.name]));
}
