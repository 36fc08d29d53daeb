import { createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isRecord } from "../channels/ask-server.ts";
import { type Account, MessengerFault } from "../channels/messenger.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { RAW } from "../platform/http/doors.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { rawBodyOf } from "../platform/http/raw-body.ts";
import { type MessengerDeps, type MessengerRow, openAccount, wayOf } from "./deps.ts";
import { keepUpdates } from "./keep-updates.ts";

/** The address that a messenger calls; nobody who was not told it can guess it. */
export type HookAddress = { workspace: string; hook: string };

export const hookUrl = (publicUrl: string, { workspace_id, hook }: Pick<MessengerRow, "workspace_id" | "hook">) =>
  `${publicUrl}/api/v1/hooks/${workspace_id}/${hook}`;

/**
 * A messenger tells what is new: kept before it is answered, so that what was not answered well comes again and is known
 * then. 404 for an address that is nobody's, 403 for what is not signed by the messenger.
 */
export async function takeHook(deps: MessengerDeps, address: HookAddress, request: FastifyRequest): Promise<object> {
  const { workspace } = address;
  const row = await inHook(deps, address, findHook);
  const { hook } = wayOf(deps, row.kind);
  if (!hook) throw notFound("hook");
  const bytes = rawBodyOf(request);
  if (!hook.isSigned(usable(deps, row), bytes, request.headers)) {
    throw new Problem(403, "hook/wrong-signature", "This is not signed by the messenger.");
  }
  const updates = isRecord(request.body) ? hook.updatesOf(request.body) : [];
  // Switched off: the messenger gives up after some hours, as if nobody were here.
  if (!row.active) throw new Problem(503, "hook/off", "This account is switched off.", { retryAfter: 600 });
  await inWorkspace(deps.db, workspace, (tx) => keepUpdates(tx, deps, row, updates));
  return {};
}

/** Facebook asks whether the address is ours: it has to be told the word that it was given, and hears its own again. */
export async function openHook(
  deps: MessengerDeps,
  address: HookAddress,
  query: { "hub.mode": string; "hub.challenge": string; "hub.verify_token": string },
  reply: FastifyReply,
): Promise<typeof RAW> {
  const row = await inHook(deps, address, findHook);
  if (query["hub.mode"] !== "subscribe" || query["hub.verify_token"] !== row.hook) throw notFound("hook");
  reply.type("text/plain").send(query["hub.challenge"]);
  return RAW;
}

/** The word that lets a messenger fetch one file: made with the account's token, which both know. */
const fileMark = (token: string, file: string): string =>
  createHmac("sha256", token).update(`file/${file}`).digest("base64url");

export const fileLink = (deps: MessengerDeps, row: MessengerRow, file: string): string =>
  `${hookUrl(deps.publicUrl, row)}/files/${file}/${fileMark(openAccount(deps, row).token, file)}`;

/** A file on its way out, for a messenger that fetches it itself. */
export async function getHookFile(
  deps: MessengerDeps,
  { file, mark, ...address }: HookAddress & { file: string; mark: string },
  reply: FastifyReply,
): Promise<typeof RAW> {
  const row = await inHook(deps, address, findHook);
  if (!wayOf(deps, row.kind).takesLinks) throw notFound("file");
  const [given, right] = [Buffer.from(mark), Buffer.from(fileMark(usable(deps, row).token, file))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw notFound("file");
  const opened = await deps.storage.open({ workspaceId: address.workspace, id: file });
  if (!opened) throw notFound("file");
  reply.header("content-disposition", "attachment").type("application/octet-stream").send(opened.stream);
  return RAW;
}

/** The account, or 503 while its token cannot be read: then nothing that comes can be told from what is made up. */
function usable(deps: MessengerDeps, row: MessengerRow): Account {
  try {
    return openAccount(deps, row);
  } catch (error) {
    if (!(error instanceof MessengerFault)) throw error;
    throw new Problem(503, "hook/off", "This account cannot be used at the moment.", { retryAfter: 600 });
  }
}

const inHook = <T>(deps: MessengerDeps, address: HookAddress, work: (tx: Tx, address: HookAddress) => Promise<T>) =>
  inWorkspace(deps.db, address.workspace, (tx) => work(tx, address), { reads: true });

async function findHook(tx: Tx, { workspace, hook }: HookAddress): Promise<MessengerRow> {
  const row = await tx
    .selectFrom("messenger")
    .selectAll()
    .where("workspace_id", "=", workspace)
    .where("hook", "=", hook)
    .executeTakeFirst();
  if (!row) throw notFound("hook");
  // A constraint of the table holds the kinds.
  return row as MessengerRow;
}
