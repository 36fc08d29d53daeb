import { OF_INCIDENTS } from "../../core/condition/attached.ts";
import { CARD_FIELDS, CARDS, SUBJECTS, type Subject } from "../../core/fields/card-fields.ts";
import { type CustomField, customField } from "../../core/fields/custom-field.ts";
import type { FieldDef, Option } from "../../core/fields/field.ts";
import { linkedField, linksTo } from "../../core/fields/linked-field.ts";
import { type Registry, registry, registryFor } from "../../core/fields/registry.ts";
import { TICKET_FIELDS } from "../../core/fields/ticket-fields.ts";
import type { Process } from "../../core/process/process.ts";
import { loadIncidentTypes } from "../catalog/incident-types.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { customFieldOf, FIELD_COLUMNS, readField, type StoredField, withHolding } from "./custom-fields.ts";
import { loadPastStatuses, loadProcesses, type PastStatus } from "./load-process.ts";
import { loadSettings } from "./load-settings.ts";
import { loadPriorities, priorityOptions } from "./priorities.ts";
import { renamed } from "./renamed.ts";
import { viewerOf } from "./viewer.ts";

/** A workspace has at most so many fields of its own. */
export const MOST_FIELDS = 200;

/**
 * The fields of tickets as this person may know them: built in, and the workspace's own that are active. Statuses are
 * those of its processes: the current versions, then what only earlier ones have, where tickets may still stand. Columns, filters, sorting, conditions and export all read this.
 */
export async function loadRegistry(
  tx: Tx,
  { workspaceId, person }: { workspaceId: string; person: Pick<Person, "kind" | "roleId"> },
): Promise<Registry> {
  const name = `registry for ${person.kind} ${person.roleId}`;
  return perConfiguration(tx, workspaceId, name, async () =>
    registryFor(await loadWholeRegistry(tx, workspaceId), viewerOf(person)),
  );
}

/** The same for the system itself: nothing is hidden. */
export const loadWholeRegistry = (tx: Tx, workspaceId: string): Promise<Registry> =>
  perConfiguration(tx, workspaceId, "registry", async () => {
    const own = await loadCustomFields(tx, workspaceId);
    const { settings } = await loadSettings(tx, workspaceId);
    const processes = (await loadProcesses(tx, workspaceId)).map((process) => renamed(process, settings.statusNames));
    const past = [...(await loadPastStatuses(tx, workspaceId)).values()].flat();
    // They say nothing where no type of service is for incidents.
    const hasIncidents = (await loadIncidentTypes(tx, workspaceId)).size > 0;
    const builtIn = hasIncidents ? TICKET_FIELDS : TICKET_FIELDS.filter(({ key }) => !OF_INCIDENTS.includes(key));
    const linked = await loadLinkedFields(tx, workspaceId);
    return registry(builtIn, [...own.map(customField), ...linked], {
      status: statusOptions(processes, past),
      priority: priorityOptions(await loadPriorities(tx, workspaceId)),
    });
  });

/** The workspace's own fields that are switched on, as the rules take them. */
export async function loadCustomFields(tx: Tx, workspaceId: string): Promise<CustomField[]> {
  return (await loadStoredFields(tx, workspaceId)).filter((field) => field.active).map(customFieldOf);
}

/** The fields of contacts, companies and places that are switched on, as tickets that have to do with them have them. */
async function loadLinkedFields(tx: Tx, workspaceId: string): Promise<FieldDef[]> {
  const linked: FieldDef[] = [];
  for (const card of CARDS) {
    const own = (await loadStoredFields(tx, workspaceId, card)).filter(({ active }) => active).map(customFieldOf);
    for (const link of linksTo(card)) linked.push(...own.map((field) => linkedField(link, field)));
  }
  return linked;
}

/** The workspace's own fields in their order, with those that are switched off: of tickets, or of what is named. */
export const loadStoredFields = (tx: Tx, workspaceId: string, subject: Subject = "ticket"): Promise<StoredField[]> =>
  perConfiguration(tx, workspaceId, `fields of ${subject}`, () => readFields(tx, workspaceId, subject));

const BUILT_IN = new Map(
  SUBJECTS.map((subject) => {
    const fields = subject === "ticket" ? TICKET_FIELDS : CARD_FIELDS[subject];
    return [subject, new Map(fields.map(({ key, permissions }) => [key, permissions]))];
  }),
);

async function readFields(tx: Tx, workspaceId: string, subject: Subject): Promise<StoredField[]> {
  const rows = await tx
    .selectFrom("custom_field")
    .select(FIELD_COLUMNS)
    .where("workspace_id", "=", workspaceId)
    .where("subject", "=", subject)
    .orderBy("position")
    .orderBy("created_at")
    .orderBy("id")
    .limit(MOST_FIELDS)
    .execute();
  return withHolding(rows.map(readField), (key) => BUILT_IN.get(subject)?.get(key));
}

/** One option a key: where processes share a key, the first one names it. Those of the past come last. */
function statusOptions(processes: readonly Process[], past: readonly PastStatus[]): Option[] {
  const options = new Map<string, Option>();
  for (const process of processes) {
    for (const [key, { name }] of Object.entries(process.statuses)) {
      if (!options.has(key)) options.set(key, { key, label: name });
    }
  }
  for (const { key, name } of past) if (!options.has(key)) options.set(key, { key, label: name });
  return [...options.values()];
}
