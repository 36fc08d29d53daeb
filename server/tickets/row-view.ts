import type { TicketRow } from "../../contract/ticket-view.ts";
import type { Process, Status } from "../../core/process/process.ts";
import { type ListedClocks, listedStanding } from "../../core/process/standing.ts";
import type { Person } from "../platform/http/context.ts";
import { incidentOf } from "./columns.ts";
import type { ClientRow, EmployeeRow } from "./listed-columns.ts";
import { peopleOf, refOf, type TicketNames } from "./ticket-names.ts";

/** What a workspace shows its clients of who works for them. */
export type ClientSight = { showAssignee: boolean };

/** How a status looks to this kind of person: clients have their own names for it. */
export function statusView(process: Process, key: string, forClient: boolean) {
  const status: Status | undefined = process.statuses[key];
  const name = (forClient && status?.clientName) || status?.name || { en: key, ru: key };
  const text = status?.textColour ? { textColour: status.textColour } : {};
  const bold = status?.bold ? { bold: true } : {};
  return { key, name, colour: status?.colour ?? "grey", ...text, category: status?.category ?? "open", ...bold };
}

/** What a priority is called and its colour [O-PRIO-04]; one that is gone is called by its key. */
export function priorityView(key: string | null, names: TicketNames): TicketRow["priorityView"] {
  if (key === null) return null;
  return { key, ...(names.priorities.get(key) ?? { name: { en: key, ru: key }, colour: "grey" }) };
}

/** A ticket in an employee's list. */
export function employeeRow(row: EmployeeRow & { unread?: boolean }, process: Process, names: TicketNames): TicketRow {
  return {
    ...commonRow(row, process, names, false),
    channel: row.channel,
    priority: row.priority,
    priorityView: priorityView(row.priority, names),
    client: row.contact_name || row.contact_id ? { id: row.contact_id, name: row.contact_name } : null,
    company: refOf(names.companies, row.company_id),
    team: refOf(names.teams, row.team_id),
    assignees: peopleOf(names, row.assignee_ids),
    controllers: peopleOf(names, row.controller_ids),
    resumeAt: row.resume_at?.toISOString() ?? null,
    dueAt: row.due_at?.toISOString() ?? null,
    unseen: row.unseen,
    important: row.important,
    breached: row.breached,
    reactionDueAt: row.reaction_due_at?.toISOString() ?? null,
    clocks: clocksOf(row, process),
    unread: row.unread ?? false,
    incident: incidentOf(row),
    attachments: row.has_attachments,
    lastMessageBy: row.last_message_by,
  };
}

function clocksOf(row: EmployeeRow, process: Process): TicketRow["clocks"] {
  const iso = (moment: Date | null) => moment?.toISOString() ?? null;
  const listed = {
    status: row.status,
    reaction: { startedAt: row.reaction_started_at.toISOString(), stoppedAt: iso(row.reaction_stopped_at) },
    resolution: { since: iso(row.resolution_since) },
    runs: row.resolution_runs as ListedClocks["runs"],
    dueAt: iso(row.due_at),
    reactionDueAt: iso(row.reaction_due_at),
    resolvedAt: iso(row.resolved_at),
    closedAt: iso(row.closed_at),
    mergedInto: row.merged_into,
    breached: row.breached,
  };
  return {
    reaction: listedStanding(process, listed, "reaction"),
    resolution: listedStanding(process, listed, "resolution"),
  };
}

/** A ticket in a client's list: only what is his to know. */
export function clientRow(row: ClientRow, process: Process, names: TicketNames, sight: ClientSight): TicketRow {
  return {
    ...commonRow(row, process, names, true),
    assignees: sight.showAssignee ? peopleOf(names, row.assignee_ids).map(({ id, name }) => ({ id, name })) : [],
    unreadMessages: row.client_unread,
    news: row.client_news,
  };
}

export function rowFor(
  person: Person,
  row: EmployeeRow & ClientRow & { unread?: boolean },
  process: Process,
  names: TicketNames,
  sight: ClientSight,
): TicketRow {
  return person.kind === "employee" ? employeeRow(row, process, names) : clientRow(row, process, names, sight);
}

function commonRow(row: EmployeeRow | ClientRow, process: Process, names: TicketNames, forClient: boolean) {
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    process: process.key,
    status: row.status,
    statusView: statusView(process, row.status, forClient),
    category: row.category,
    subject: row.subject,
    service: refOf(names.services, row.service_id),
    address: row.address,
    place: refOf(names.places, row.place_id),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    rating: row.rating,
  };
}
