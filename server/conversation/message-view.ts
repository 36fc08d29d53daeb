import { type RawBuilder, sql } from "kysely";
import type { Message } from "../../contract/conversation.ts";
import { LIMITS } from "../../core/process/limits.ts";
import { readReasons } from "../channels/email/letter-reason.ts";
import { isMessenger } from "../channels/messenger.ts";
import { fileViews } from "../files/file-views.ts";
import { DELIVERY } from "../messengers/read-out.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";

export type MessageRow = {
  id: string;
  ticket_id: string;
  thread: string;
  author_kind: string;
  author_id: string | null;
  author_name: string;
  text: string;
  channel: string;
  important: boolean;
  file_ids: string[];
  created_at: Date;
  edited_at: Date | null;
  deleted_at: Date | null;
  read_at: Date | null;
  letter_from: string | null;
  letter_subject: string | null;
  letter_at: Date | null;
  letter_why: unknown;
  delivery: Message["delivery"] | null;
};

/**
 * Messages with their author's name and the letter behind them, as rows to be viewed. Whom to look for is part of the key:
 * as a condition beside it, it would be asked only after each of them was looked for in both tables.
 */
export function selectMessages(workspaceId: string, where: RawBuilder<unknown>): RawBuilder<MessageRow> {
  return sql<MessageRow>`
    select m.id, m.ticket_id, m.thread, m.author_kind, m.author_id, coalesce(e.name, c.name, m.author_name) as author_name,
      m.text, m.channel, m.important, m.file_ids, m.created_at, m.edited_at, m.deleted_at, m.read_at,
      l.from_address as letter_from, l.subject as letter_subject, l.received_at as letter_at, l.why as letter_why, ${DELIVERY} as delivery
    from message m
      left join employee e on e.workspace_id = m.workspace_id and e.id = case when m.author_kind = 'employee' then m.author_id end
      left join contact c on c.workspace_id = m.workspace_id and c.id = case when m.author_kind = 'client' then m.author_id end
      left join letter_in l on l.workspace_id = m.workspace_id and l.id = m.letter_in_id
    where m.workspace_id = ${workspaceId} and ${where}`;
}

/** So long what was just said is on its way although no job has put it into the queue of its chat yet, ms. */
const PUT_MS = 60_000;

function deliveryOf(
  { delivery, channel, author_kind: by, created_at: at }: MessageRow,
  now: Date,
): Message["delivery"] | null {
  if (delivery) return delivery;
  const isNew = now.getTime() - at.getTime() < PUT_MS;
  return isNew && by === "employee" && isMessenger(channel) ? { channel, state: "queued", error: null } : null;
}

/** The messages as this person reads them. A message that was taken back keeps its place without its text. */
export async function viewMessages(tx: Tx, ctx: Ctx, rows: readonly MessageRow[]): Promise<Message[]> {
  const shown = rows.filter((row) => row.deleted_at === null);
  const files = new Map(
    (
      await fileViews(
        tx,
        ctx.workspaceId,
        shown.flatMap((row) => row.file_ids),
      )
    ).map((file) => [file.id, file]),
  );
  const isEmployee = ctx.person.kind === "employee";
  return rows.map((row) => {
    const deleted = row.deleted_at !== null;
    const mine = row.author_id === ctx.person.id;
    const open =
      mine && !deleted && row.read_at === null && ctx.now.getTime() - row.created_at.getTime() <= LIMITS.takeBackMs;
    const mayAny = row.author_kind === "employee" && !deleted && ctx.person.permissions.has("message.delete.any");
    const isNote = row.thread === "internal";
    const view: Message = {
      id: row.id,
      author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
      mine,
      text: deleted ? "" : row.text,
      channel: row.channel,
      at: row.created_at.toISOString(),
      editedAt: row.edited_at?.toISOString() ?? null,
      deleted,
      readAt: row.read_at?.toISOString() ?? null,
      files: deleted ? [] : row.file_ids.flatMap((id) => files.get(id) ?? []),
      // Notes are for good ([H-COMM-10]).
      can: isNote ? { edit: false, delete: false } : { edit: open, delete: open || mayAny },
    };
    if (isNote) view.important = row.important;
    if (!isEmployee || deleted) return view;
    if (row.letter_from !== null) view.letter = letterOf(row);
    const delivery = deliveryOf(row, ctx.now);
    if (delivery) view.delivery = delivery;
    return view;
  });
}

function letterOf(row: MessageRow) {
  return {
    from: row.letter_from ?? "",
    subject: row.letter_subject ?? "",
    at: (row.letter_at ?? row.created_at).toISOString(),
    why: readReasons(row.letter_why),
  };
}
