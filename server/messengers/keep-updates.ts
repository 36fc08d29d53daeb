import { sql } from "kysely";
import type { Incoming, Update } from "../channels/messenger.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { enqueueAll } from "../platform/jobs.ts";
import { storableJson } from "../platform/storable-json.ts";
import { type MessengerDeps, type MessengerRow, TAKE_UPDATES, wayOf } from "./deps.ts";
import { readCommand } from "./pieces.ts";

/** Updates of one chat are taken one after the other, by this key. */
export const takeKey = (messengerId: string, chat: string): string => `take/${messengerId}/${chat}`;

/** What people say among themselves in a group is no affair of the desk, but for commands. */
const isOurs = (incoming: Incoming): boolean =>
  incoming.chat.kind === "private" ||
  (incoming.do === "said" ? readCommand(incoming.text) !== null : incoming.do !== "edited");

/**
 * Keeps updates and promises that they are taken, in the transaction that says that they are here. One that is here
 * already is known by its key and not kept twice. What a desk does not take in is not kept.
 */
export async function keepUpdates(
  tx: Tx,
  deps: MessengerDeps,
  row: MessengerRow,
  updates: readonly Update[],
): Promise<void> {
  const way = wayOf(deps, row.kind);
  const now = deps.now();
  const readable = updates.flatMap(({ key, body }) => {
    const incoming = way.read(body);
    return incoming && isOurs(incoming) ? [{ key, body, incoming }] : [];
  });
  if (readable.length === 0) return;
  const kept = await tx
    .insertInto("messenger_in")
    .values(
      readable.map(({ key, body, incoming }) => ({
        workspace_id: row.workspace_id,
        id: newId(),
        messenger_id: row.id,
        chat: incoming.chat.id,
        update_key: key,
        body: sql<string>`${storableJson(body)}::jsonb`,
        external_id: incoming.do === "said" ? incoming.id : null,
        received_at: now,
      })),
    )
    .onConflict((known) => known.columns(["workspace_id", "messenger_id", "update_key"]).doNothing())
    .returning("chat")
    .execute();
  if (kept.length === 0) return;
  await tx
    .updateTable("messenger")
    .set({ last_message_at: now })
    .where("workspace_id", "=", row.workspace_id)
    .where("id", "=", row.id)
    .execute();
  const chats = [...new Set(kept.map(({ chat }) => chat))];
  await enqueueAll(
    tx,
    chats.map((chat) => ({
      task: TAKE_UPDATES,
      payload: { workspaceId: row.workspace_id, messengerId: row.id, chat },
      options: { key: takeKey(row.id, chat), runAt: now },
    })),
  );
}
