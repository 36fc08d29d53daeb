import type { Text } from "../process/process.ts";
import type { Elsewhere, FieldDef, FieldGroup, FieldType, LocalPart, Option } from "./field.ts";
import type { TicketFacts } from "./ticket-facts.ts";
import { BASIS_LABELS, CATEGORY_LABELS, CLOCK_LABELS, TICKET_LABELS, WEEKDAY_LABELS } from "./ticket-labels.ts";

const optionsOf = (labels: Readonly<Record<string, Text>>): Option[] =>
  Object.entries(labels).map(([key, label]) => ({ key, label }));

type Rest = Partial<Omit<FieldDef, "key" | "type" | "label" | "group" | "source" | "sql" | "permissions">> & {
  /** Read as yes or no: whether there is a value. */
  present?: true;
  /** Read as a part of the moment. */
  local?: LocalPart;
  /** Read as the whole seconds from an earlier moment until this one. */
  since?: { state: keyof TicketFacts; column: string };
  /** Read in a row of another table. */
  elsewhere?: Elsewhere;
  client?: "read";
};

/** Built-in fields change through commands, so nobody writes them as fields; clients read the few marked so. */
function field(
  key: keyof typeof TICKET_LABELS,
  type: FieldType,
  group: FieldGroup,
  state: keyof TicketFacts,
  column: string,
  rest: Rest = {},
): FieldDef {
  const { present, local, since, elsewhere, client, ...more } = rest;
  const part = { ...(present ? { present } : {}), ...(local ? { local } : {}) };
  return {
    key,
    type,
    label: TICKET_LABELS[key],
    group,
    source: { state, ...part, ...(since ? { since: since.state } : {}) },
    sql: { column, ...part, ...(since ? { since: since.column } : {}), ...(elsewhere ? { elsewhere } : {}) },
    sortable: false,
    filterable: true,
    permissions: { employee: "read", client: client ?? "hidden" },
    ...more,
  };
}

/** Told in columns and exports; conditions do not ask it, so that no rule reads it of a ticket in memory. */
function told(
  key: keyof typeof TICKET_LABELS,
  type: FieldType,
  group: FieldGroup,
  column: string,
  state: string = key,
): FieldDef {
  return {
    key,
    type,
    label: TICKET_LABELS[key],
    group,
    source: { state },
    sql: { column },
    sortable: false,
    filterable: false,
    permissions: { employee: "read", client: "hidden" },
  };
}

const sortable = true;
const client = "read" as const;
const required = true as const;
const address = { state: "address", column: "address" } as const;
const contactName = { state: "contactName", column: "contact_name" } as const;
const serviceName = { state: "serviceName", column: "service_name" } as const;
const accepted = { state: "acceptedAt", column: "accepted_at" } as const;
const byName = (nameOf: FieldType, column: string) => ({ sortable, sortBy: { column, nameOf } });

/** The fields of `ticket`, in the order in which lists of fields show them. Sortable are those of H-SORT-04. */
export const TICKET_FIELDS: readonly FieldDef[] = [
  field("number", "number", "main", "number", "number", {
    sortable,
    required,
    client,
    search: "whole",
    aliases: ["ticket number"],
  }),
  field("status", "status", "main", "status", "status", { ...byName("status", "status"), required, client }),
  field("category", "category", "main", "category", "category", {
    required,
    client,
    options: optionsOf(CATEGORY_LABELS),
  }),
  field("subject", "longtext", "main", "subject", "subject", {
    match: "part",
    search: "part",
    client,
    aliases: ["суть", "суть обращения"],
  }),
  told("description", "longtext", "main", "description"),
  field("service", "service", "main", "serviceId", "service_id", {
    named: serviceName,
    search: "part",
    sortable,
    sortBy: { column: serviceName.column },
    client,
  }),
  field("serviceType", "serviceType", "main", "serviceTypeId", "service_type_id", {
    ...byName("serviceType", "service_type_id"),
    client,
  }),
  field("crmName", "text", "main", "crmName", "internal_name", {
    sortable,
    elsewhere: { table: "service", on: { id: "service_id" } },
  }),
  field("channel", "list", "main", "channel", "channel", { sortable, required }),
  field("priority", "list", "main", "priority", "priority", byName("list", "priority")),
  field("externalId", "text", "main", "externalId", "external_id"),
  field("rating", "rating", "main", "rating", "rating", { sortable, client, min: 1, max: 5 }),
  told("ratingComment", "longtext", "main", "rating_comment"),
  told("ratedAt", "moment", "times", "rated_at"),
  told("statusComment", "longtext", "main", "status_comment"),
  told("cancelReason", "lists", "main", "cancel_reasons", "cancelReasons"),
  told("cancelComment", "longtext", "main", "cancel_comment"),
  told("reopenReason", "longtext", "main", "reopen_reason"),

  field("place", "place", "place", "placeId", "place_id", {
    path: { state: "placePath", column: "place_path" },
    named: address,
    client,
  }),
  field("siteGroup", "place", "place", "groupId", "group_id"),
  field("quarter", "place", "place", "quarterId", "quarter_id"),
  field("site", "place", "place", "siteId", "site_id", {
    named: address,
    sortable,
    sortBy: { column: "address", nameOf: "place" },
    client,
    aliases: ["дом"],
  }),
  field("unit", "place", "place", "unitId", "unit_id", {
    sortable,
    sortBy: { column: "unit_number", nameOf: "text" },
    client,
    aliases: ["квартира"],
  }),
  field("entrance", "text", "place", "entrance", "entrance", byName("text", "entrance")),
  field("floor", "text", "place", "floor", "floor", byName("text", "floor")),
  field("address", "longtext", "place", "address", "address", { match: "part", search: "part", sortable, client }),

  field("client", "text", "client", "contactName", "contact_name", {
    match: "part",
    search: "part",
    sortable,
    aliases: ["житель"],
  }),
  told("clientPhone", "text", "client", "contact_phone"),
  told("clientEmail", "text", "client", "client_email"),
  field("contact", "contact", "client", "contactId", "contact_id", { named: contactName }),
  field("company", "company", "client", "companyId", "company_id"),
  field("clientCategory", "clientCategory", "client", "clientCategoryId", "client_category_id", {
    aliases: ["категория клиентов"],
  }),
  field("clientStatus", "list", "client", "clientStatus", "basis", {
    elsewhere: { table: "occupancy", on: { contact_id: "contact_id", place_id: "place_id" } },
    options: optionsOf(BASIS_LABELS),
  }),
  field("clientTags", "lists", "client", "clientTags", "tags", {
    elsewhere: { table: "contact", on: { id: "contact_id" } },
    aliases: ["теги", "метки клиента"],
  }),
  // A view that holds what the settings of a site let employees see.
  field("debt", "money", "client", "debt", "debt", {
    elsewhere: { table: "shown_debt", on: { contact_id: "contact_id", site_id: "site_id" } },
    currency: "RUB",
    aliases: ["долг"],
  }),

  field("team", "team", "people", "teamId", "team_id", { aliases: ["department", "отдел", "группа"] }),
  field("assignee", "people", "people", "assignees", "assignee_ids", { aliases: ["исполнитель"] }),
  field("controller", "people", "people", "controllers", "controller_ids", { aliases: ["контролёр", "контролер"] }),
  field("observer", "people", "people", "observers", "observer_ids", { aliases: ["наблюдатель"] }),
  field("invited", "people", "people", "invited", "invited_ids", { aliases: ["приглашён", "приглашен"] }),
  field("stage", "text", "main", "stage", "stage", { aliases: ["этап"] }),
  field("assigneesAll", "people", "people", "pastAssignees", "past_assignee_ids"),
  field("quarterManager", "person", "people", "quarterManagerId", "manager_id", {
    elsewhere: { table: "place", on: { id: "quarter_id" } },
  }),
  field("acceptedBy", "person", "people", "acceptedBy", "accepted_by", { aliases: ["принял"] }),
  field("firstReplyBy", "person", "people", "firstReplyBy", "first_reply_by", { aliases: ["кто ответил первым"] }),
  field("closedBy", "person", "people", "closedBy", "closed_by", { aliases: ["закрыл"] }),
  field("processedBy", "person", "people", "processedBy", "processed_by", { aliases: ["фио", "сотрудник"] }),

  field("approver", "people", "approval", "approvers", "approver_ids", { ...byName("people", "approver_ids") }),
  field("approved", "yesno", "approval", "approvedAt", "approved_at", { present: true, sortable, required }),
  field("decisionDate", "moment", "approval", "approvedAt", "approved_at", { sortable }),

  field("created", "moment", "times", "createdAt", "created_at", {
    sortable,
    required,
    client,
    aliases: ["createdAt", "создано"],
  }),
  field("createdTime", "time", "times", "createdAt", "created_at", {
    local: "time",
    required,
    aliases: ["время регистрации"],
  }),
  field("createdWeekday", "list", "times", "createdAt", "created_at", {
    local: "weekday",
    required,
    options: optionsOf(WEEKDAY_LABELS),
    aliases: ["weekday", "день недели"],
  }),
  field("updated", "moment", "times", "updatedAt", "updated_at", {
    sortable,
    required,
    client,
    aliases: ["updatedAt", "обновлено"],
  }),
  field("due", "moment", "times", "dueAt", "due_at", { sortable, aliases: ["dueAt", "срок"] }),
  field("reactionDue", "moment", "times", "reactionDueAt", "reaction_due_at", { aliases: ["реакция"] }),
  field("resumeAt", "moment", "times", "resumeAt", "resume_at"),
  field("acceptedAt", "moment", "times", "acceptedAt", "accepted_at", { aliases: ["accepted"] }),
  field("processingStarted", "moment", "times", "processingStartedAt", "processing_started_at", { sortable }),
  field("processingEnded", "moment", "times", "processingEndedAt", "processing_ended_at", { sortable }),
  field("processingTime", "number", "times", "processingSeconds", "processing_seconds", { sortable, unit: "seconds" }),
  field("firstReplyAt", "moment", "times", "firstReplyAt", "first_reply_at"),
  field("firstReplyTime", "number", "times", "firstReplySeconds", "first_reply_seconds", { unit: "seconds" }),
  field("solutionTime", "number", "times", "solutionSeconds", "solution_seconds", { unit: "seconds" }),
  // Planned and actual, of the work alone: from its acceptance.
  field("plannedTime", "number", "times", "dueAt", "due_at", { since: accepted, unit: "seconds" }),
  field("executionTime", "number", "times", "resolvedAt", "resolved_at", { since: accepted, unit: "seconds" }),
  told("resolvedAt", "moment", "times", "resolved_at"),
  field("closedAt", "moment", "times", "closedAt", "closed_at", { client, aliases: ["closed"] }),

  field("overdue", "lists", "marks", "breached", "breached", {
    options: optionsOf(CLOCK_LABELS),
    aliases: ["просрочено", "нарушен sla"],
  }),
  field("incident", "yesno", "marks", "incidentId", "incident_id", {
    present: true,
    required,
    aliases: ["attached to incident", "в инциденте"],
  }),
  field("incidentNumber", "number", "marks", "incidentNumber", "incident_number", {
    sortable,
    aliases: ["номер инцидента"],
  }),
  field("reopened", "yesno", "marks", "wasReopened", "was_reopened", { required }),
  field("attachments", "yesno", "marks", "hasAttachments", "has_attachments", {
    required,
    client,
    aliases: ["вложения"],
  }),
  field("unseen", "number", "marks", "unseen", "unseen", { required }),
  field("important", "yesno", "marks", "important", "important", { present: true, required }),
];
