import { sql } from "kysely";
import type { Command, Facts, Person as NamedPerson } from "../../core/process/commands.ts";
import type { ServiceOption } from "../../core/process/process.ts";
import type { ApprovalStage, StageLeft } from "../../core/process/state.ts";
import type { Tx } from "../platform/database.ts";
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
type Row = {
  options: ServiceOptionsJson | null;
  max_assignees: number | null;
  chat_closed: boolean | null;
  people: NamedPerson[];
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

/** Loads what the rules may ask for beyond the ticket, in one round trip besides the settings. */
export async function loadFacts(tx: Tx, workspaceId: string, about: FactsAbout): Promise<Facts> {
  const { zone, settings } = await loadSettings(tx, workspaceId);
  const places = about.placeId === null ? [] : [about.placeId, ...(about.otherPlaces ?? [])];
  const { rows } = await sql<Row>`
    select s.options, s.max_assignees,
      (select coalesce((site.settings ->> 'chatClosedWhenEnded')::boolean, false) from place p
        join place site on site.workspace_id = p.workspace_id and site.id = any(p.path) and site.kind = 'site'
        where p.workspace_id = ${workspaceId} and p.id = ${about.placeId} limit 1) as chat_closed,
      (select coalesce(json_agg(json_build_object('id', e.id, 'name', e.name, 'active', e.active,
          'teams', (select coalesce(json_agg(m.team_id), '[]') from team_member m
            where m.workspace_id = e.workspace_id and m.employee_id = e.id),
          'site', e.all_places or ${about.placeId}::uuid is null or exists (
            select from employee_place ep join place p on p.workspace_id = ep.workspace_id and p.id = any(${places}::uuid[])
            where ep.workspace_id = e.workspace_id and ep.employee_id = e.id and ep.place_id = any(p.path)))), '[]')
        from employee e where e.workspace_id = ${workspaceId} and (e.id = any(${[...about.named]}::uuid[])
          or s.options -> 'autoControllers' ? e.id::text)) as people
    from (select 1) one left join service s on s.workspace_id = ${workspaceId} and s.id = ${about.serviceId}`.execute(
    tx,
  );
  const row = rows[0];
  return {
    zone,
    settings: { ...settings, chatClosedWhenEnded: row?.chat_closed ?? false },
    service: serviceFacts(row?.options ?? {}, row?.max_assignees ?? 1),
    people: new Map((row?.people ?? []).map((person: NamedPerson) => [person.id, person])),
    invoices: 0,
    sla: await loadSlaFacts(tx, workspaceId),
  };
}

/** What the rules ask of a service: its options as they are stored, and how many assignees it takes. */
export const serviceFacts = (options: ServiceOptionsJson, maxAssignees: number): Facts["service"] => ({
  options: new Set(SWITCHES.filter((option) => options[option] === true)),
  maxAssignees,
  autoControllers: options.autoControllers ?? [],
  stages: options.stages ?? [],
});

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
