import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { Selectable } from "kysely";
import { isForGood, MessengerFault, networkFault, type Piece, type Way } from "../channels/messenger.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { isDatabaseAway } from "../platform/database-away.ts";
import type { JobPayload, JobRun } from "../platform/jobs.ts";
import type { MessengerOutTable } from "../platform/tables.ts";
import { type MessengerDeps, type MessengerRow, openAccount, wayOf } from "./deps.ts";
import { findMessenger, noteState, pauseAfter } from "./messenger-state.ts";
import { cutText } from "./pieces.ts";
import { promiseDelivery } from "./promise-out.ts";
import { fileLink } from "./take-hook.ts";

type OutRow = Selectable<MessengerOutTable>;
type Next = { row: OutRow; messenger: MessengerRow };

/** While a piece is on its way nobody else sends it, ms. */
const LEASE_MS = 2 * 60_000;
/** So long a message is tried; then it has failed, and its author sees why. */
const GIVE_UP_MS = 24 * 3600_000;
const NONE = Buffer.alloc(0);
/** Messages of one run; then others have their turn. */
const MOST = 20;

/**
 * Sends what waits for a chat, in its order, each piece noted as soon as the messenger has it: a text that was cut off
 * by a crash goes on where it was. While the messenger is away, or wants to be left alone, it is tried again with
 * growing pauses for a day. What it refuses for good has failed, with the reason.
 */
export async function deliverToChat(deps: MessengerDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, messengerId, chat } = payload as JobPayload & { messengerId: string; chat: string };
  const of = { workspaceId, messengerId, chat };
  for (let n = 0; n < MOST; n++) {
    const next = await inWorkspace(deps.db, workspaceId, (tx) => claimNext(tx, deps, of));
    if (!next) return;
    const fault = await sendAll(deps, next, job.signal);
    const goesOn = await inWorkspace(deps.db, workspaceId, (tx) => noteEnd(tx, deps, next, fault, job.signal));
    if (!goesOn) return;
  }
  await inWorkspace(deps.db, workspaceId, (tx) => promiseDelivery(tx, workspaceId, of, deps.now()));
}

/** The first that waits, ours for a while; null when none does, or not yet: then a later run is promised. */
async function claimNext(
  tx: Tx,
  deps: MessengerDeps,
  of: { workspaceId: string; messengerId: string; chat: string },
): Promise<Next | null> {
  const { workspaceId, messengerId, chat } = of;
  const now = deps.now();
  const row = await tx
    .selectFrom("messenger_out")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("messenger_id", "=", messengerId)
    .where("chat", "=", chat)
    .where("state", "=", "queued")
    .orderBy("seq")
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  const messenger = row && (await findMessenger(tx, workspaceId, messengerId));
  // Switched off: what waits goes out when it is on again.
  if (!row || !messenger?.active) return null;
  const due = Math.max(row.next_try_at.getTime(), messenger.quiet_until?.getTime() ?? 0);
  if (due > now.getTime()) {
    await promiseDelivery(tx, workspaceId, of, new Date(due));
    return null;
  }
  await ofRow(tx, row)
    .set({ next_try_at: new Date(now.getTime() + LEASE_MS) })
    .execute();
  return { row, messenger };
}

/** Sends the pieces that are left; answers what kept it from going, or null. */
async function sendAll(deps: MessengerDeps, { row, messenger }: Next, signal: AbortSignal) {
  let token = "";
  try {
    const account = openAccount(deps, messenger);
    token = account.token;
    const way = wayOf(deps, messenger.kind);
    const pieces = await piecesOf(deps, way, { row, messenger });
    for (let n = row.sent_ids.length; n < pieces.length; n++) {
      const piece = await pieces[n]?.();
      if (!piece) continue;
      // The same number at each try of the same piece.
      const id = await way.send(account, row.chat, piece, `${row.id}/${n}`, signal);
      row.sent_ids = [...row.sent_ids, id];
      await noteSent(deps, row, signal);
    }
    return null;
  } catch (error) {
    if (error instanceof MessengerFault) return error;
    if (signal.aborted) return networkFault(error, token);
    throw error;
  }
}

/** What the message goes in, files opened when their turn comes. A file that the messenger does not take stops all. */
async function piecesOf(
  deps: MessengerDeps,
  way: Way,
  { row, messenger }: Next,
): Promise<(() => Promise<Piece | null>)[]> {
  const { workspace_id: workspaceId, reply_to: replyTo } = row;
  const texts = cutText(row.text, way.longestText).map((text, n) => async () => ({
    text,
    replyTo: n === 0 ? replyTo : null,
  }));
  if (row.file_ids.length === 0) return texts;
  const files = await inWorkspace(deps.db, workspaceId, (tx) =>
    tx
      .selectFrom("file")
      .select(["id", "name", "type", "size"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "in", row.file_ids)
      .where("deleted_at", "is", null)
      .execute(),
  );
  const large = files.find(({ size }) => size > way.largestFile.out);
  if (large) throw new MessengerFault("too-large", large.name);
  const sorted = files.sort((a, b) => row.file_ids.indexOf(a.id) - row.file_ids.indexOf(b.id));
  return [
    ...texts,
    ...sorted.map((file) => async () => {
      if (way.takesLinks) return { file: { ...file, content: NONE, link: fileLink(deps, messenger, file.id) } };
      const opened = await deps.storage.open({ workspaceId, id: file.id });
      return opened && { file: { ...file, content: await buffer(opened.stream), link: null } };
    }),
  ];
}

/** It is out and cannot be called back: while the database is away it is waited for, or it would go out again. */
async function noteSent(deps: MessengerDeps, row: OutRow, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      const lease = new Date(deps.now().getTime() + LEASE_MS);
      await inWorkspace(deps.db, row.workspace_id, (tx) =>
        ofRow(tx, row).set({ sent_ids: row.sent_ids, next_try_at: lease }).execute(),
      );
      return;
    } catch (error) {
      if (!isDatabaseAway(error) || signal.aborted) throw error;
      await sleep(1_000, undefined, { signal }).catch(() => {});
    }
  }
}

/** Keeps how it ended; answers whether the next one may go. */
async function noteEnd(
  tx: Tx,
  deps: MessengerDeps,
  { row, messenger }: Next,
  fault: MessengerFault | null,
  signal: AbortSignal,
): Promise<boolean> {
  const now = deps.now();
  if (!fault) {
    await ofRow(tx, row).set({ state: "sent", sent_at: now, error: null, error_detail: null }).execute();
    return true;
  }
  const of = { messengerId: row.messenger_id, chat: row.chat };
  if (signal.aborted) {
    await ofRow(tx, row).set({ next_try_at: now }).execute();
    await promiseDelivery(tx, row.workspace_id, of, now);
    return false;
  }
  const said = { error: fault.code, error_detail: fault.detail };
  if (isForGood(fault) || now.getTime() - row.created_at.getTime() >= GIVE_UP_MS) {
    await ofRow(tx, row)
      .set({ ...said, state: "failed" })
      .execute();
    if (fault.code === "blocked" || fault.code === "no-chat") await noteAbsent(tx, row);
    return true;
  }
  const attempts = row.attempts + 1;
  const at = new Date(now.getTime() + pauseAfter(fault, attempts));
  await ofRow(tx, row)
    .set({ ...said, attempts, next_try_at: at })
    .execute();
  // The messenger counts all that the account sends.
  if (fault.retryAfter !== null) await setQuiet(tx, messenger, at);
  else await noteState(tx, messenger, fault, now);
  await promiseDelivery(tx, row.workspace_id, of, at);
  return false;
}

const ofRow = (tx: Tx, { workspace_id, id }: OutRow) =>
  tx.updateTable("messenger_out").where("workspace_id", "=", workspace_id).where("id", "=", id);

const setQuiet = (tx: Tx, { workspace_id, id }: MessengerRow, until: Date) =>
  tx
    .updateTable("messenger")
    .set({ quiet_until: until })
    .where("workspace_id", "=", workspace_id)
    .where("id", "=", id)
    .execute();

const noteAbsent = (tx: Tx, { workspace_id, messenger_id, chat }: OutRow) =>
  tx
    .updateTable("messenger_chat")
    .set({ present: false })
    .where("workspace_id", "=", workspace_id)
    .where("messenger_id", "=", messenger_id)
    .where("chat", "=", chat)
    .execute();
