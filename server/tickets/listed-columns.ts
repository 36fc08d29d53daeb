import { type RawBuilder, sql } from "kysely";
import { readOf } from "../../core/condition/to-sql.ts";
import type { FieldDef } from "../../core/fields/field.ts";
import { builder } from "../platform/sql-piece.ts";
import type { TicketRowFull } from "./columns.ts";

/** What a row of any list shows: reading all of a ticket's columns would cost more than the list itself. */
const SHOWN = [
  "id",
  "number",
  "version",
  "process_key",
  "process_version",
  "status",
  "category",
  "subject",
  "service_id",
  "address",
  "place_id",
  "created_at",
  "updated_at",
  "rating",
  "assignee_ids",
] as const satisfies readonly (keyof TicketRowFull)[];
const SHOWN_TO_EMPLOYEES = [
  "channel",
  "priority",
  "contact_id",
  "contact_name",
  "company_id",
  "team_id",
  "controller_ids",
  "resume_at",
  "due_at",
  "unseen",
  "important",
  "breached",
  "reaction_due_at",
  "reaction_started_at",
  "reaction_stopped_at",
  "resolution_since",
  "resolution_runs",
  "resolved_at",
  "closed_at",
  "merged_into",
  "incident_id",
  "incident_number",
  "has_attachments",
  "last_message_by",
] as const satisfies readonly (keyof TicketRowFull)[];
const SHOWN_TO_CLIENTS = ["client_unread", "client_news"] as const satisfies readonly (keyof TicketRowFull)[];

export type EmployeeRow = Pick<TicketRowFull, (typeof SHOWN)[number] | (typeof SHOWN_TO_EMPLOYEES)[number]>;
export type ClientRow = Pick<TicketRowFull, (typeof SHOWN)[number] | (typeof SHOWN_TO_CLIENTS)[number]>;
/** A row of a list as it is read: the columns of its kind of reader, and those of the fields asked for besides. */
export type ListedRow = EmployeeRow & ClientRow & Partial<TicketRowFull> & { manager_id?: string | null };

/** The columns of `ticket t` to read for this kind of person and the fields that are shown besides. */
export const listedColumns = (kind: "employee" | "contact", fields: readonly FieldDef[]) =>
  columnsFor([...SHOWN, ...(kind === "employee" ? SHOWN_TO_EMPLOYEES : SHOWN_TO_CLIENTS)], fields);

/** Under which name a row holds what was read elsewhere for it. */
export const heldAs = ({ key, sql: at }: FieldDef): string =>
  "column" in at ? at.column : `of_${key.replace(".", "_")}`;

/** These columns of `ticket t`, and those of the fields. */
export function columnsFor(always: readonly (keyof TicketRowFull)[], fields: readonly FieldDef[]) {
  const columns = new Set<string>(always);
  const elsewhere: RawBuilder<unknown>[] = [];
  for (const field of fields) {
    if (field.sql.elsewhere) elsewhere.push(sql`${builder(readOf(field))} as ${sql.ref(heldAs(field))}`);
    else if ("custom" in field.sql) columns.add("custom");
    else for (const column of [field.sql.column, field.sql.since]) if (column !== undefined) columns.add(column);
  }
  return sql.join([...[...columns].map((column) => sql`t.${sql.ref(column)}`), ...elsewhere]);
}
