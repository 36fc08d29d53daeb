import { findService } from "../catalog/load-service.ts";
import type { MessengerKind } from "../channels/messenger.ts";
import { createContactFromChat, type FoundContact, findContact } from "../clients/find-client.ts";
import { onlyUnit } from "../clients/only-unit.ts";
import { say, storeMessage } from "../conversation/say-message.ts";
import { claimFiles } from "../files/claim-files.ts";
import type { Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { loadTicket, whereMerged } from "../tickets/access.ts";
import { isOpenTo } from "../tickets/check-opening.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import { insertTicket } from "../tickets/open-ticket.ts";
import { answer } from "./answer.ts";
import { tieChat } from "./chats.ts";
import type { MessengerDeps } from "./deps.ts";
import { cutWords, readCommand } from "./pieces.ts";
import { type Fetched, ignored, type Outcome, type Placing, type Said } from "./placing.ts";

/** Beyond this a text is cut. */
const LONGEST = 50_000;
const LONGEST_SUBJECT = 200;
/** So long after the last word here what is said belongs to the same ticket though it is closed; then it is a new matter. */
const SAME_MATTER_MS = 7 * 24 * 3600_000;

/**
 * A client writes to the account: what he says goes to the ticket that was talked about last, or to the one whose
 * message he answers; where there is none, it opens one ([O-TG-02], [O-TG-03]). `/task name` always opens one.
 */
export async function placeInPrivate(
  tx: Tx,
  deps: MessengerDeps,
  at: Placing,
  said: Said,
  fetched: Fetched,
): Promise<Outcome> {
  const { messenger, chat } = at;
  const command = readCommand(said.text);
  const contact = await personOf(tx, at, said);
  const locale = contact.locale;
  if (command?.name === "start") {
    await answer(tx, deps, at, "start", { to: said.id, locale });
    return ignored("start");
  }
  if (command?.name === "task" && command.rest === "") {
    await answer(tx, deps, at, "task-how", { to: said.id, locale });
    return ignored("task-how");
  }
  const isNew = command?.name === "task";
  const t = deps.texts((await loadSettings(tx, messenger.workspace_id)).locale);
  const missing = fetched.missing.map((name) => t("messengers:missing", { name }));
  const words = cutWords([isNew ? command.rest : said.text, ...missing].filter(Boolean).join("\n"), LONGEST);
  const talk = isNew ? null : await ticketOf(tx, at, said);
  const appended = talk && (await append(tx, at, talk, contact, words, fetched));
  if (appended) {
    await tieChat(tx, chat, { ticket_id: appended.ticketId ?? talk.id });
    return appended;
  }
  return open(tx, deps, at, { said, contact, words, fetched });

  async function personOf(tx: Tx, at: Placing, said: Said): Promise<FoundContact> {
    const { workspace_id: workspaceId, kind } = messenger;
    const known = await findContact(tx, workspaceId, chat.contact_id ?? (await knownElsewhere(tx, at, kind)));
    const name = said.from?.name ?? chat.title;
    const contact = known ?? (await createContactFromChat(tx, workspaceId, name, at.now));
    if (chat.contact_id !== contact.id) await tieChat(tx, chat, { contact_id: contact.id });
    return contact;
  }
}

/** The same person at another account of ours, where the messenger calls him the same at each. */
async function knownElsewhere(tx: Tx, { messenger, chat }: Placing, kind: MessengerKind): Promise<string | null> {
  if (kind !== "telegram" && kind !== "vk") return null;
  const row = await tx
    .selectFrom("messenger_chat as c")
    .innerJoin("messenger as m", (join) =>
      join.onRef("m.workspace_id", "=", "c.workspace_id").onRef("m.id", "=", "c.messenger_id"),
    )
    .select("c.contact_id")
    .where("c.workspace_id", "=", messenger.workspace_id)
    .where("c.chat", "=", chat.chat)
    .where("c.contact_id", "is not", null)
    .where("m.kind", "=", kind)
    .limit(1)
    .executeTakeFirst();
  return row?.contact_id ?? null;
}

/** The ticket that the words belong to: of the message that they answer, else the one that was talked about last. */
async function ticketOf(tx: Tx, at: Placing, { replyTo }: Said): Promise<TicketRowFull | null> {
  const { workspace_id: workspaceId } = at.messenger;
  const answered = replyTo === null ? null : await ticketOfMessage(tx, at, replyTo);
  const id = answered ?? at.chat.ticket_id;
  if (id === null) return null;
  const row = await whereMerged(tx, await loadTicket(tx, workspaceId, id, { lock: true }));
  if (answered !== null || (row.category !== "closed" && row.category !== "cancelled")) return row;
  const { before } = at.chat;
  return before !== null && at.now.getTime() - before.getTime() <= SAME_MATTER_MS ? row : null;
}

/** The ticket of a message there, of his or of ours; where it is now, if it was moved since. */
export async function ticketOfMessage(tx: Tx, { messenger, chat }: Placing, external: string): Promise<string | null> {
  const found = await messageOf(tx, { messenger, chat }, external);
  if (!found) return null;
  if (found.message_id === null) return found.ticket_id;
  const now = await tx
    .selectFrom("message")
    .select("ticket_id")
    .where("workspace_id", "=", messenger.workspace_id)
    .where("id", "=", found.message_id)
    .executeTakeFirst();
  return now?.ticket_id ?? found.ticket_id;
}

type Kept = { ticket_id: string | null; message_id: string | null };

/** What is kept of a message there, by the messenger's own name for it. */
export async function messageOf(
  tx: Tx,
  { messenger, chat }: Pick<Placing, "messenger" | "chat">,
  external: string,
): Promise<Kept | null> {
  const came = await tx
    .selectFrom("messenger_in")
    .select(["ticket_id", "message_id"])
    .where("workspace_id", "=", messenger.workspace_id)
    .where("messenger_id", "=", messenger.id)
    .where("chat", "=", chat.chat)
    .where("external_id", "=", external)
    .executeTakeFirst();
  if (came) return came;
  const went = await tx
    .selectFrom("messenger_out")
    .select(["ticket_id", "message_id"])
    .where("workspace_id", "=", messenger.workspace_id)
    .where("messenger_id", "=", messenger.id)
    .where("chat", "=", chat.chat)
    .where("sent_ids", "@>", [external])
    .executeTakeFirst();
  return went ?? null;
}

/** Says it in the ticket; null where the ticket takes no word any more. */
async function append(
  tx: Tx,
  { messenger, now }: Placing,
  row: TicketRowFull,
  contact: FoundContact,
  text: string,
  { files }: Fetched,
): Promise<Outcome | null> {
  const fileIds = files.map(({ id }) => id);
  const message = { text, channel: messenger.kind, fileIds, authorName: contact.name };
  try {
    const { ticket, messageId } = await say(tx, row, message, { kind: "client", id: contact.id }, now);
    await claim(tx, ticket, fileIds);
    return { state: "done", reason: null, ticketId: ticket.id, messageId };
  } catch (error) {
    // Nothing was written: what the rules refuse is refused before.
    if (error instanceof Problem && error.code === "ticket/refused") return null;
    throw error;
  }
}

/** The words are a new request: its subject is their first line. */
async function open(
  tx: Tx,
  deps: MessengerDeps,
  at: Placing,
  { said, contact, words, fetched }: { said: Said; contact: FoundContact; words: string; fetched: Fetched },
): Promise<Outcome> {
  const { messenger, chat, now } = at;
  const { workspace_id: workspaceId, kind } = messenger;
  const service = messenger.service_id ? await findService(tx, workspaceId, messenger.service_id) : undefined;
  if (service && !isOpenTo(service.options, kind)) {
    await answer(tx, deps, at, "way-closed", { to: said.id, locale: contact.locale });
    return ignored("way-closed");
  }
  const line = words.split("\n").find((one) => one.trim() !== "") ?? fetched.files[0]?.name ?? contact.name;
  const row = await insertTicket(
    tx,
    workspaceId,
    {
      subject: cutWords(line.trim(), LONGEST_SUBJECT),
      description: words,
      channel: kind,
      serviceId: service?.id ?? null,
      serviceTypeId: service?.typeId ?? null,
      teamId: service?.teamId ?? null,
      contactId: contact.id,
      companyId: contact.companyId,
      placeId: await onlyUnit(tx, workspaceId, contact.id),
      clientFiles: fetched.files.length,
      ...(service ? { processKey: service.processKey } : {}),
      why: [{ rule: "messenger", facts: { account: messenger.name, service: service?.name ?? null } }],
    },
    { kind: "client", id: contact.id },
    now,
  );
  const messageId = fetched.files.length > 0 ? await keepFiles(tx, at, row, contact, fetched) : null;
  await tieChat(tx, chat, { ticket_id: row.id });
  const facts = { number: row.number, subject: row.subject };
  await answer(tx, deps, at, "opened", { to: said.id, locale: contact.locale, facts, ticketId: row.id });
  return { state: "done", reason: null, ticketId: row.id, messageId };
}

/** Files that came with the request stand first in the conversation; their words are its description. */
async function keepFiles(
  tx: Tx,
  { messenger, now }: Placing,
  row: TicketRowFull,
  contact: FoundContact,
  { files }: Fetched,
): Promise<string> {
  const messageId = newId();
  const fileIds = files.map(({ id }) => id);
  const message = { text: "", channel: messenger.kind, fileIds, authorName: contact.name };
  await storeMessage(tx, row, messageId, message, { kind: "client", id: contact.id }, now);
  await claim(tx, row, fileIds);
  return messageId;
}

async function claim(tx: Tx, ticket: { workspace_id: string; id: string }, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  const of = { workspaceId: ticket.workspace_id, person: null };
  await claimFiles(tx, of, { ticketId: ticket.id, files, purpose: "message" });
}
