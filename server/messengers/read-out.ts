import { type RawBuilder, sql } from "kysely";
import type { Message } from "../../contract/conversation.ts";
import type { Tx } from "../platform/database.ts";

type State = NonNullable<Message["delivery"]>["state"];
const stateOf = (state: string): State => (state === "sent" || state === "failed" ? state : "queued");

/** What became of messages to chats, by id: to whom, and where each is, as notices tell it. */
export async function readOutOf(tx: Tx, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom("messenger_out as o")
    .innerJoin("messenger_chat as c", (join) =>
      join
        .onRef("c.workspace_id", "=", "o.workspace_id")
        .onRef("c.messenger_id", "=", "o.messenger_id")
        .onRef("c.chat", "=", "o.chat"),
    )
    .select(["o.id", "o.state", "o.error", "o.error_detail", "o.sent_at", "c.title"])
    .where("o.workspace_id", "=", workspaceId)
    .where("o.id", "in", [...ids])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.title,
    to: row.title,
    state: stateOf(row.state),
    at: row.sent_at?.toISOString() ?? null,
    error: row.error_detail || row.error,
  }));
}

/** How far a message `m` is on its way to a chat, as one column: null for those that go by no messenger, as notes and clients' own. */
export const DELIVERY: RawBuilder<Message["delivery"] | null> =
  sql`case when m.thread = 'client' and m.author_kind <> 'client' then (
  select json_build_object('channel', a.kind, 'state', o.state, 'error', case when o.error is null then null else
    json_build_object('code', o.error, 'detail', coalesce(o.error_detail, '')) end)
  from messenger_out o join messenger a on a.workspace_id = o.workspace_id and a.id = o.messenger_id
  where o.workspace_id = m.workspace_id and o.message_id = m.id order by o.seq desc limit 1) end`;
