import { sql } from "kysely";
import type { Command, Facts, Person as NamedPerson } from "../../core/process/commands.ts";
import type { ServiceOption } from "../../core/process/process.ts";
import type { ApprovalStage, StageLeft } from "../../core/process/state.ts";
import { loadIncidentTypes } from "../catalog/incident-types.ts";
import { findService } from "../catalog/load-service.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import { loadFormulas } from "../settings/formulas.ts";
import { loadSlaFacts } from "../settings/load-calendars.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { TicketRowFull } from "./columns.ts";

/** What the facts are about: the ticket's links, or those of the ticket to be opened. */
export type FactsAbout = {
  serviceId: string | null;
  placeId: string | null;
  /** Beside that: access to one of them is access to the ticket. */
  otherPlaces?: readonly string[] | null;
  teamId: string | null;
  /** Employees whom the command names. */
  named: readonly string[];
};

export type ServiceOptionsJson = Partial<Record<ServiceOption, boolean>> & {
  autoControllers?: string[];
  stages?: ApprovalStage[];
};
const SWITCHES: readonly ServiceOption[] = [
  "routing",
  "qualityControl",
  "requireDocument",
  "useControllers",
  "clientMayReopen",
  "appointment",
  "acceptFirst",
];

/** Loads what the rules may ask for beyond the ticket, in one round trip besides what is set up. */
export async function loadFacts(tx: Tx, workspaceId: string, about: FactsAbout): Promise<Facts> {
  const { zone, settings } = await loadSettings(tx, workspaceId);
  const service = about.serviceId === null ? undefined : await findService(tx, workspaceId, about.serviceId);
  const options: ServiceOptionsJson = service?.options ?? {};
  const [chatClosed, people] = await Promise.all([
    isChatClosed(tx, workspaceId, about.placeId),
    loadNamed(tx, workspaceId, about, [...new Set([...about.named, ...(options.autoControllers ?? [])])]),
  ]);
  return {
    zone,
    settings: { ...settings, chatClosedWhenEnded: chatClosed },
    service: serviceFacts(options, service?.maxAssignees ?? 1),
    people: new Map(people.map((person) => [person.id, person])),
    invoices: 0,
    sla: await loadSlaFacts(tx, workspaceId),
    incidentTypes: await loadIncidentTypes(tx, workspaceId),
    formulas: await loadFormulas(tx, workspaceId),
  };
}

/** What the rules ask of a service: its options as they are stored, and how many assignees it takes. */
export const serviceFacts = (options: ServiceOptionsJson, maxAssignees: number): Facts["service"] => ({
  options: new Set(SWITCHES.filter((option) => options[option] === true)),
  maxAssignees,
  autoControllers: options.autoControllers ?? [],
  stages: options.stages ?? [],
});

/** Whether the site of the place closes conversations with the ticket. Few desks have such a site at all. */
async function isChatClosed(tx: Tx, workspaceId: string, placeId: string | null): Promise<boolean> {
  if (placeId === null) return false;
  const sites = await perConfiguration(tx, workspaceId, "closed-chats", async () => {
    const { rows } = await sql<{ id: string }>`select id from place where workspace_id = ${workspaceId}
      and kind = 'site' and (settings ->> 'chatClosedWhenEnded')::boolean`.execute(tx);
    return rows.map(({ id }) => id);
  });
  if (sites.length === 0) return false;
  const { rows } = await sql<{ closed: boolean }>`select path && ${sites}::uuid[] as closed from place
    where workspace_id = ${workspaceId} and id = ${placeId}`.execute(tx);
  return rows[0]?.closed ?? false;
}

/** Written so that its plan does not hang on how many they are: it would be planned anew each time. */
async function loadNamed(
  tx: Tx,
  workspaceId: string,
  { placeId, otherPlaces }: FactsAbout,
  ids: readonly string[],
): Promise<NamedPerson[]> {
  if (ids.length === 0) return [];
  const places = placeId === null ? [] : [placeId, ...(otherPlaces ?? [])];
  const { rows } = await sql<NamedPerson>`
    select e.id, e.name, e.active,
      (select coalesce(json_agg(m.team_id), '[]') from team_member m
        where m.workspace_id = e.workspace_id and m.employee_id = e.id) as teams,
      e.all_places or ${placeId}::uuid is null or exists (
        select from employee_place ep join place p on p.workspace_id = ep.workspace_id and p.id = any(${places}::uuid[])
        where ep.workspace_id = e.workspace_id and ep.employee_id = e.id and ep.place_id = any(p.path)) as site
    from json_array_elements_text(${JSON.stringify(ids)}::json) i(id) cross join lateral (
      select * from employee one where one.workspace_id = ${workspaceId} and one.id = i.id::uuid limit 1) e`.execute(
    tx,
  );
  return rows;
}

/** The employees who stand on the ticket, and those who did at the stages that it has left. */
export function onTicket(row: TicketRowFull): string[] {
  const before = (row.stage_trail as StageLeft[]).flatMap(({ assignees }) => assignees);
  return [...new Set([...row.assignee_ids, ...row.controller_ids, ...row.observer_ids, ...before])];
}

/** The employees that a command names, for `loadFacts`. */
export function namedBy(command: Command, already: readonly string[]): string[] {
  if (command.kind === "hand-over") return [...already, ...(command.assignees ?? [])];
  if (command.kind === "note") return [...already, ...(command.handOver?.assignees ?? [])];
  if (command.kind !== "assign" && command.kind !== "open") return [...already];
  const { assignees = [], controllers = [], observers = [] } = command;
  const { defaults } = command.kind === "open" ? command : {};
  const { assignees: chosen = [], controllers: seeing = [], observers: looking = [] } = defaults ?? {};
  return [...already, ...assignees, ...controllers, ...observers, ...chosen, ...seeing, ...looking];
}
