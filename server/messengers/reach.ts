import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import { isMessenger, MESSENGERS, type MessengerKind } from "../channels/messenger.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";
import { accessTicket } from "../tickets/access.ts";

type Channels = Response<"listTicketChannels">;
export type ClientChannel = Channels["items"][number]["channel"];

/** A chat by which the client of a ticket is reached, or was until he let us write no more. */
export type Reach = { kind: MessengerKind; messengerId: string; chat: string; title: string; present: boolean };

/** Where the client of a ticket talks with accounts that are switched on, the latest of each messenger. */
export async function reachOf(
  tx: Tx,
  workspaceId: string,
  ticket: { id: string; contact_id: string | null },
): Promise<Reach[]> {
  const { rows } = await sql<Reach>`
    select distinct on (m.kind) m.kind, c.messenger_id as "messengerId", c.chat, c.title, c.present
    from messenger_chat c join messenger m on m.workspace_id = c.workspace_id and m.id = c.messenger_id and m.active
    where c.workspace_id = ${workspaceId} and c.kind = 'private' and c.contact_id = ${ticket.contact_id}
    order by m.kind, c.present desc, c.last_at desc`.execute(tx);
  return ticket.contact_id === null ? [] : rows;
}

/** The messengers that the desk has set up. */
const kindsOf = (tx: Tx, workspaceId: string): Promise<string[]> =>
  perConfiguration(tx, workspaceId, "messenger-kinds", async () => {
    const rows = await tx
      .selectFrom("messenger")
      .select("kind")
      .distinct()
      .where("workspace_id", "=", workspaceId)
      .where("active", "=", true)
      .execute();
    return rows.map(({ kind }) => kind);
  });

/** The channels by which the client of a ticket can be answered ([P-REP-01]): email first, then the messengers. */
export async function listTicketChannels(tx: Tx, ctx: Ctx, key: string): Promise<Channels> {
  const row = await accessTicket(tx, ctx, key, { lock: false });
  return channelsOf(tx, ctx.workspaceId, row);
}

export async function channelsOf(
  tx: Tx,
  workspaceId: string,
  row: { id: string; contact_id: string | null },
): Promise<Channels> {
  const kinds = await kindsOf(tx, workspaceId);
  const { address, last } = await aboutClient(tx, workspaceId, row.id);
  const email = { channel: "email" as const, to: address, why: address === null ? "no-address" : null };
  const reach = kinds.length === 0 ? [] : await reachOf(tx, workspaceId, row);
  const messengers = MESSENGERS.filter((kind) => kinds.includes(kind)).map((channel) => {
    const there = reach.find(({ kind }) => kind === channel);
    const why = there ? (there.present ? null : "blocked") : "not-written";
    return { channel, to: there?.title ?? null, why };
  });
  const items = [email, ...messengers];
  const reached = items.filter(({ why }) => why === null).map(({ channel }) => channel);
  // As he wrote last; else by letter, else as he can be reached at all.
  const usual = reached.find((channel) => channel === last) ?? reached[0] ?? null;
  return { items, usual };
}

/** The client's address, and the channel of the last word that he said in the ticket. */
async function aboutClient(tx: Tx, workspaceId: string, ticketId: string) {
  const { rows } = await sql<{ address: string | null; last: string }>`
    select coalesce(c.email, c.copy_email, t.client ->> 'email') as address, coalesce((
      select m.channel from message m where m.workspace_id = t.workspace_id and m.ticket_id = t.id
        and m.thread = 'client' and m.author_kind = 'client' order by m.created_at desc, m.id desc limit 1), t.channel) as last
    from ticket t left join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    where t.workspace_id = ${workspaceId} and t.id = ${ticketId}`.execute(tx);
  return rows[0] ?? { address: null, last: "" };
}

/** Refuses a channel by which this client cannot be reached. */
export async function checkChannel(
  tx: Tx,
  workspaceId: string,
  row: { id: string; contact_id: string | null },
  channel: ClientChannel,
): Promise<void> {
  const { items } = await channelsOf(tx, workspaceId, row);
  const found = items.find((one) => one.channel === channel);
  if (found?.why === null) return;
  const message = `The client cannot be reached by ${channel}: ${found?.why ?? "not-set-up"}.`;
  throw badField("channel", "channel-unreachable", message, "Choose another channel.", { channel });
}

/** The messenger that a message with this channel goes by: the one that was chosen, or where nothing was, the usual one. */
export async function messengerFor(
  tx: Tx,
  workspaceId: string,
  row: { id: string; contact_id: string | null },
  channel: string,
): Promise<Reach | null> {
  if (channel === "email" || (await kindsOf(tx, workspaceId)).length === 0) return null;
  const wanted = isMessenger(channel) ? channel : (await channelsOf(tx, workspaceId, row)).usual;
  if (wanted === null || wanted === "email") return null;
  return (await reachOf(tx, workspaceId, row)).find(({ kind }) => kind === wanted) ?? null;
}
