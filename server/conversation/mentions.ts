import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { Mentioned } from "../../core/process/events.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";
import { accessTicket } from "../tickets/access.ts";
import type { TicketRowFull } from "../tickets/columns.ts";

type Thread = "messages" | "notes";
/** The window that opens at "@" shows so many. */
const SHOWN = 20;

/** Whom a text on this ticket can call by name: any employee, and in messages the contacts of its company ([O-COM-07]). */
export async function listMentionable(
  tx: Tx,
  ctx: Ctx,
  key: string,
  { thread, search = "" }: Request<"listMentionable">["query"],
): Promise<Response<"listMentionable">> {
  const row = await accessTicket(tx, ctx, key, { lock: false });
  const like = `%${search.trim().replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<Response<"listMentionable">["items"][number]>`
    select id, name, kind, detail from ${mentionable(row, thread)} found
    where name ilike ${like} and id <> ${ctx.person.id} order by kind desc, name, id limit ${SHOWN}`.execute(tx);
  return { items: rows };
}

/** The people whom a text calls, by kind. Throws 422 with the one who cannot be called there, or is unknown. */
export async function readMentions(
  tx: Tx,
  ctx: Ctx,
  row: TicketRowFull,
  thread: Thread,
  ids: readonly string[],
): Promise<Mentioned | null> {
  if (ids.length === 0) return null;
  if (ctx.person.kind === "contact") {
    throw badField("mentions", "not-for-clients", "This field is not for clients.", "Leave the field out.");
  }
  const { rows } = await sql<{ id: string; kind: string }>`
    select id, kind from ${mentionable(row, thread)} found where id = any(${[...ids]}::uuid[])`.execute(tx);
  const kinds = new Map(rows.map(({ id, kind }) => [id, kind]));
  const strange = ids.findIndex((id) => !kinds.has(id));
  if (strange >= 0) {
    const message = "There is nobody like this who may read it.";
    throw badField(`mentions.${strange}`, "unknown-person", message, "Choose somebody from the list.");
  }
  const ofKind = (kind: string) => ids.filter((id) => kinds.get(id) === kind);
  return { employees: ofKind("employee"), contacts: ofKind("contact") };
}

function mentionable(row: TicketRowFull, thread: Thread): RawBuilder<SqlBool> {
  const { workspace_id: workspaceId, contact_id: contactId, company_id: companyId } = row;
  return sql`(
    select id, name, 'employee' as kind, job_title as detail from employee
      where workspace_id = ${workspaceId} and active
    union all
    select id, name, 'contact', coalesce(email, '') from contact
      where workspace_id = ${workspaceId} and ${thread === "messages"}
        and (id = ${contactId}::uuid or company_id = ${companyId}::uuid))`;
}
