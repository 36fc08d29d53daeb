import { sql } from "kysely";
import type { Message } from "../../contract/conversation.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { type MessageRow, selectMessages, viewMessages } from "./message-view.ts";

/** The past is shown up to so many messages of a thread, the latest of them. */
const MOST = 500;

/**
 * The messages that were there to be read at a moment, oldest first, with the texts they had then: later edits and
 * deletions keep the text before in their events.
 */
export async function threadAt(
  tx: Tx,
  ctx: Ctx,
  ticket: { id: string },
  thread: "client" | "internal",
  at: Date,
): Promise<Message[]> {
  const { gone, come } = await movedSince(tx, ctx.workspaceId, ticket.id, at);
  const { rows } = await sql<MessageRow>`${selectMessages(
    ctx.workspaceId,
    sql`(m.ticket_id = ${ticket.id} and m.id <> all(${come}::uuid[]) or m.id = any(${gone}::uuid[]))
      and m.thread = ${sql.lit(thread)} and m.created_at <= ${at}`,
  )} order by m.created_at desc, m.id desc limit ${MOST}`.execute(tx);
  const before = await textsBefore(tx, ctx.workspaceId, ticket.id, at);
  const edited = await editedUntil(tx, ctx.workspaceId, ticket.id, at);
  const then = rows.reverse().map((row) => ({
    ...row,
    text: before.get(row.id) ?? row.text,
    edited_at: row.edited_at && row.edited_at > at ? (edited.get(row.id) ?? null) : row.edited_at,
    deleted_at: row.deleted_at && row.deleted_at <= at ? row.deleted_at : null,
    read_at: row.read_at && row.read_at <= at ? row.read_at : null,
  }));
  return (await viewMessages(tx, ctx, then)).map((message) => ({ ...message, can: { edit: false, delete: false } }));
}

/** Messages that stood here at the moment and do not now, and the other way round: by splits and what took them back. */
async function movedSince(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
  at: Date,
): Promise<{ gone: string[]; come: string[] }> {
  const { rows } = await sql<{ kind: string; moved: string[] }>`
    select kind, data -> 'moved' as moved from event
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and at > ${at}
      and kind in ('ticket.split', 'change.undone') and data ? 'moved'
    order by ticket_seq desc`.execute(tx);
  const [gone, come] = [new Set<string>(), new Set<string>()];
  for (const { kind, moved } of rows) {
    const [to, from] = kind === "ticket.split" ? [gone, come] : [come, gone];
    for (const id of moved) {
      to.add(id);
      from.delete(id);
    }
  }
  return { gone: [...gone], come: [...come] };
}

/** The text that each message had, by the first change of it after the moment. */
async function textsBefore(tx: Tx, workspaceId: string, ticketId: string, at: Date): Promise<Map<string, string>> {
  const { rows } = await sql<{ message: string; before: string }>`
    select distinct on (data ->> 'message') data ->> 'message' as message, data ->> 'before' as before from event
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId}
      and kind in ('message.edited', 'message.deleted') and at > ${at}
    order by data ->> 'message', ticket_seq`.execute(tx);
  return new Map(rows.map(({ message, before }) => [message, before]));
}

/** When each message was last edited by then: later edits have put their own time on it. */
async function editedUntil(tx: Tx, workspaceId: string, ticketId: string, at: Date): Promise<Map<string, Date>> {
  const { rows } = await sql<{ message: string; edited: Date }>`
    select data ->> 'message' as message, max(at) as edited from event
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and kind = 'message.edited' and at <= ${at}
    group by data ->> 'message'`.execute(tx);
  return new Map(rows.map(({ message, edited }) => [message, edited]));
}
