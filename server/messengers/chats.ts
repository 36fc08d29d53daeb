import { type Selectable, sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import { findService } from "../catalog/load-service.ts";
import type { ChatThere } from "../channels/messenger.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import type { MessengerChatTable } from "../platform/tables.ts";
import { checkService } from "./change-messenger.ts";
import type { MessengerRow } from "./deps.ts";
import { findMessenger } from "./messenger-state.ts";

export type ChatRow = Selectable<MessengerChatTable> & {
  /** When it was talked here before; null: never. */
  before: Date | null;
};

/** The chat as it is called now, made when it is new, and locked: what comes in it is taken one after the other. */
export async function holdChat(tx: Tx, messenger: MessengerRow, there: ChatThere, now: Date): Promise<ChatRow> {
  const { workspace_id: workspaceId, id } = messenger;
  const title = there.title.slice(0, 200).toWellFormed();
  const known = await tx
    .selectFrom("messenger_chat")
    .select("last_at")
    .where("workspace_id", "=", workspaceId)
    .where("messenger_id", "=", id)
    .where("chat", "=", there.id)
    .forUpdate()
    .executeTakeFirst();
  const row = await tx
    .insertInto("messenger_chat")
    .values({
      ...{ workspace_id: workspaceId, messenger_id: id, chat: there.id, kind: there.kind, title },
      ...{ username: there.username, created_at: now, last_at: now },
    })
    .onConflict((same) =>
      same
        .columns(["workspace_id", "messenger_id", "chat"])
        .doUpdateSet({ title, username: there.username, last_at: now, present: true }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...row, before: known?.last_at ?? null };
}

type ChatKey = Pick<ChatRow, "workspace_id" | "messenger_id" | "chat">;

export const findChat = (tx: Tx, { workspace_id, messenger_id, chat }: ChatKey) =>
  tx
    .selectFrom("messenger_chat")
    .select(["ticket_id", "contact_id", "title"])
    .where("workspace_id", "=", workspace_id)
    .where("messenger_id", "=", messenger_id)
    .where("chat", "=", chat)
    .executeTakeFirst();

const ofChat = (tx: Tx, { workspace_id, messenger_id, chat }: ChatKey) =>
  tx
    .updateTable("messenger_chat")
    .where("workspace_id", "=", workspace_id)
    .where("messenger_id", "=", messenger_id)
    .where("chat", "=", chat);

export const setPresent = (tx: Tx, chat: ChatRow, present: boolean): Promise<unknown> =>
  ofChat(tx, chat).set({ present }).execute();

/** Who the person of the chat is, and the ticket that was talked about last. */
export const tieChat = (tx: Tx, chat: ChatKey, to: { contact_id?: string; ticket_id?: string }): Promise<unknown> =>
  ofChat(tx, chat).set(to).execute();

/** A group got another id: what it is bound to, and what waits for it, goes along. */
export async function moveChat(tx: Tx, chat: ChatRow, to: string): Promise<void> {
  const { workspace_id: workspaceId, messenger_id: messengerId, chat: from } = chat;
  await sql`insert into messenger_chat (workspace_id, messenger_id, chat, kind, title, username, service_id,
      names_company, created_at, last_at)
    select workspace_id, messenger_id, ${to}, kind, title, username, service_id, names_company, created_at, last_at
    from messenger_chat where workspace_id = ${workspaceId} and messenger_id = ${messengerId} and chat = ${from}
    on conflict (workspace_id, messenger_id, chat) do update
      set service_id = excluded.service_id, names_company = excluded.names_company`.execute(tx);
  await sql`update messenger_out set chat = ${to} where workspace_id = ${workspaceId}
    and messenger_id = ${messengerId} and chat = ${from} and state = 'queued'`.execute(tx);
  await sql`delete from messenger_chat where workspace_id = ${workspaceId} and messenger_id = ${messengerId}
    and chat = ${from}`.execute(tx);
}

type ChatView = Response<"updateMessengerChat">;
type Shown = {
  chat: string;
  title: string;
  names_company: boolean;
  present: boolean;
  last_at: Date;
  service_id: string | null;
  service_name: string | null;
  asked: boolean;
};

const select = (tx: Tx, workspaceId: string, id: string) =>
  tx
    .selectFrom("messenger_chat as c")
    .leftJoin("service as s", (join) =>
      join.onRef("s.workspace_id", "=", "c.workspace_id").onRef("s.id", "=", "c.service_id"),
    )
    .select(["c.chat", "c.title", "c.names_company", "c.present", "c.last_at", "c.service_id"])
    .select("s.name as service_name")
    .select(sql<boolean>`coalesce((s.options ->> 'companyInSubject')::boolean, false)`.as("asked"))
    .where("c.workspace_id", "=", workspaceId)
    .where("c.messenger_id", "=", id)
    .where("c.kind", "=", "group");

/** Groups of an account, the latest talk first. 404 where there is no such account. */
export async function listChats(
  tx: Tx,
  ctx: Ctx,
  id: string,
  query: Request<"listMessengerChats">["query"],
): Promise<Response<"listMessengerChats">> {
  if (!(await findMessenger(tx, ctx.workspaceId, id))) throw notFound("messenger");
  const limit = query.limit ?? 50;
  const [at, chat] = readCursor(query.cursor);
  const rows = await select(tx, ctx.workspaceId, id)
    .$if(at !== null, (q) => q.where(sql<boolean>`(c.last_at, c.chat) < (${at}::timestamptz, ${chat})`))
    .orderBy("c.last_at", "desc")
    .orderBy("c.chat", "desc")
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(view), ...(last ? { next: `${last.last_at.toISOString()}/${last.chat}` } : {}) };
}

function readCursor(cursor: string | undefined): [string | null, string] {
  if (cursor === undefined) return [null, ""];
  const [at = "", chat = ""] = cursor.split("/");
  if (!Number.isNaN(Date.parse(at)) && /^-?\d{1,100}$/.test(chat)) return [at, chat];
  throw new Problem(400, "cursor/invalid", "The cursor is not one of this list: take `next` of its last page.");
}

/**
 * Binds a group to a service, or lets it loose ([C-GEN-07]). Whether the name must hold a company is as is usual for
 * the service ([C-REM-06]), until somebody says it of this chat.
 */
export async function bindChat(
  tx: Tx,
  ctx: Ctx,
  { id, chat }: { id: string; chat: string },
  { service, namesCompany }: Request<"updateMessengerChat">["body"],
): Promise<ChatView> {
  const { workspaceId } = ctx;
  const messenger = await findMessenger(tx, workspaceId, id);
  if (!messenger) throw notFound("messenger");
  if (service !== undefined) await checkService(tx, workspaceId, messenger.kind, service);
  const usual = service ? (await findService(tx, workspaceId, service))?.options.companyInCommand === true : false;
  await ofChat(tx, { workspace_id: workspaceId, messenger_id: id, chat })
    .where("kind", "=", "group")
    .set((eb) => ({
      service_id: service === undefined ? eb.ref("service_id") : service,
      names_company: namesCompany ?? (service === undefined ? eb.ref("names_company") : usual),
    }))
    .execute();
  const row = await select(tx, workspaceId, id).where("c.chat", "=", chat).executeTakeFirst();
  if (!row) throw notFound("chat");
  return view(row);
}

const view = (row: Shown): ChatView => ({
  chat: row.chat,
  title: row.title,
  service: row.service_id === null ? null : { id: row.service_id, name: row.service_name ?? "" },
  namesCompany: row.names_company || row.asked,
  serviceAsks: row.asked,
  present: row.present,
  lastAt: row.last_at.toISOString(),
});
