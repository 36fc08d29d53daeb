import type { Selectable } from "kysely";
import { type Incoming, isForGood, MessengerFault } from "../channels/messenger.ts";
import { storeFile } from "../files/store-file.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import type { JobPayload, JobRun } from "../platform/jobs.ts";
import type { MessengerInTable } from "../platform/tables.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { findChat, holdChat, moveChat, setPresent } from "./chats.ts";
import { type MessengerDeps, type MessengerRow, openAccount, wayOf } from "./deps.ts";
import { findMessenger } from "./messenger-state.ts";
import { placeEdit } from "./place-edit.ts";
import { placeInGroup } from "./place-in-group.ts";
import { placeInPrivate } from "./place-in-private.ts";
import { type Fetched, ignored, type Outcome, type Placing, type Said } from "./placing.ts";

type InRow = Selectable<MessengerInTable>;
/** After so many tries what cannot be taken is put aside, so that the others of the chat go on. */
const TRIES = 5;

/** The job: takes what has come in a chat, in its order, each in a transaction of its own. */
export async function takeUpdates(deps: MessengerDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, messengerId, chat } = payload as JobPayload & { messengerId: string; chat: string };
  for (;;) {
    const next = await inWorkspace(deps.db, workspaceId, async (tx) => {
      const messenger = await findMessenger(tx, workspaceId, messengerId);
      const row = messenger && (await firstOf(tx, { workspaceId, messengerId, chat }));
      return row ? { messenger, row } : null;
    });
    if (!next) return;
    try {
      await takeOne(deps, next.messenger, next.row, job);
    } catch (error) {
      const detail = error instanceof Error ? error.message.slice(0, 1_000) : "unknown";
      await inWorkspace(deps.db, workspaceId, (tx) => noteTry(tx, next.row, detail));
      if (next.row.attempts + 1 < TRIES && !job.isLast) throw error;
    }
  }
}

const firstOf = (tx: Tx, of: { workspaceId: string; messengerId: string; chat: string }): Promise<InRow | undefined> =>
  tx
    .selectFrom("messenger_in")
    .selectAll()
    .where("workspace_id", "=", of.workspaceId)
    .where("messenger_id", "=", of.messengerId)
    .where("chat", "=", of.chat)
    .where("state", "=", "received")
    .orderBy("seq")
    .limit(1)
    .executeTakeFirst();

async function takeOne(deps: MessengerDeps, messenger: MessengerRow, row: InRow, job: JobRun): Promise<void> {
  const { workspace_id: workspaceId } = row;
  const read = wayOf(deps, messenger.kind).read(row.body);
  const incoming = read && (await withName(deps, messenger, read, job));
  const isOurs = incoming?.do === "said" && incoming.chat.kind === "private";
  // Bytes come before the transaction: it must not stay open while another server thinks.
  const fetched = isOurs ? await fetchFiles(deps, messenger, incoming, job) : { files: [], missing: [] };
  await inWorkspace(deps.db, workspaceId, async (tx) => {
    if (!incoming) return writeOutcome(tx, row, ignored("unreadable"));
    const now = deps.now();
    const chat = await holdChat(tx, messenger, incoming.chat, now);
    // Taken meanwhile by another run: whoever had the chat before us has done it.
    const first = await firstOf(tx, { workspaceId, messengerId: messenger.id, chat: row.chat });
    if (first?.id !== row.id) return;
    const outcome = await take(tx, deps, { messenger, chat, keptId: row.id, now }, incoming, fetched);
    await writeOutcome(tx, row, outcome);
  });
}

async function take(tx: Tx, deps: MessengerDeps, at: Placing, incoming: Incoming, fetched: Fetched): Promise<Outcome> {
  switch (incoming.do) {
    case "joined":
    case "left":
      await setPresent(tx, at.chat, incoming.do === "joined");
      return ignored(incoming.do);
    case "moved":
      await moveChat(tx, at.chat, incoming.to);
      return ignored("moved");
    case "edited":
      return placeEdit(tx, deps, at, incoming);
    case "said":
      return incoming.chat.kind === "group"
        ? placeInGroup(tx, deps, at, incoming)
        : placeInPrivate(tx, deps, at, incoming, fetched);
  }
}

/** With the name of the chat, where the messenger does not say it with each update and the chat is a new one. */
async function withName(
  deps: MessengerDeps,
  messenger: MessengerRow,
  incoming: Incoming,
  job: JobRun,
): Promise<Incoming> {
  const way = wayOf(deps, messenger.kind);
  if (!way.nameOf) return incoming;
  const { chat, from } = incoming;
  const { workspace_id, id: messenger_id } = messenger;
  const known = await inWorkspace(deps.db, workspace_id, (tx) =>
    findChat(tx, { workspace_id, messenger_id, chat: chat.id }),
  );
  const found = known?.title ?? (await way.nameOf(openAccount(deps, messenger), chat, job.signal).catch(nobody));
  if (found === null) return incoming;
  const writer = from && (chat.kind === "private" ? { ...from, name: found } : from);
  return { ...incoming, chat: { ...chat, title: found }, from: writer };
}

/** Who cannot be asked for now keeps his number for a name. */
function nobody(error: unknown): null {
  if (error instanceof MessengerFault) return null;
  throw error;
}

/** Fetches and stores the files; those that cannot be had are named, so that somebody may ask for them. */
async function fetchFiles(
  deps: MessengerDeps,
  messenger: MessengerRow,
  { files }: Said,
  job: JobRun,
): Promise<Fetched> {
  const fetched: Fetched = { files: [], missing: [] };
  if (files.length === 0) return fetched;
  const { workspace_id: workspaceId, kind } = messenger;
  const account = openAccount(deps, messenger);
  const way = wayOf(deps, kind);
  const { settings } = await inWorkspace(deps.db, workspaceId, (tx) => loadSettings(tx, workspaceId), { reads: true });
  const limit = Math.min(settings.mailFileLimit, way.largestFile.in);
  for (const { ref, name, size } of files) {
    if (size !== null && size > limit) {
      fetched.missing.push(name);
      continue;
    }
    try {
      const content = await way.fetchFile(account, ref, job.signal);
      const of = { workspaceId, name, content, purpose: "upload", by: null, now: deps.now(), limit } as const;
      const stored = await storeFile(deps.db, deps.storage, of);
      fetched.files.push({ id: stored.id, name: stored.name });
    } catch (error) {
      const isLost = error instanceof MessengerFault && (isForGood(error) || job.isLast);
      const isUnwanted = error instanceof Problem && ["file/infected", "file/too-large"].includes(error.code);
      if (!isLost && !isUnwanted) throw error;
      fetched.missing.push(name);
    }
  }
  return fetched;
}

async function writeOutcome(tx: Tx, row: InRow, { state, reason, ticketId, messageId }: Outcome): Promise<void> {
  await tx
    .updateTable("messenger_in")
    .set({ state, reason, ticket_id: ticketId, message_id: messageId })
    .where("workspace_id", "=", row.workspace_id)
    .where("id", "=", row.id)
    .where("state", "=", "received")
    .execute();
}

/** Another try has failed; the last one puts it aside. */
async function noteTry(tx: Tx, row: InRow, detail: string): Promise<void> {
  const attempts = row.attempts + 1;
  await tx
    .updateTable("messenger_in")
    .set({ attempts, detail, ...(attempts >= TRIES ? { state: "failed", reason: "fault" } : {}) })
    .where("workspace_id", "=", row.workspace_id)
    .where("id", "=", row.id)
    .where("state", "=", "received")
    .execute();
}
