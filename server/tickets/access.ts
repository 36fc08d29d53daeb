import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { Ctx, Person } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { checkVersion as checkAnyVersion } from "../platform/http/versions.ts";
import type { TicketRowFull } from "./columns.ts";
import { seenBy } from "./scope.ts";

/** A ticket by its UUID or by its number. */
export type TicketKey = string;

/**
 * Loads a ticket for a person, which is authorising it: what he may not see is "not found". `lock` keeps other writers
 * away until the end of the transaction.
 */
export async function accessTicket(
  tx: Tx,
  ctx: Pick<Ctx, "person" | "workspaceId">,
  key: TicketKey,
  { lock }: { lock: boolean },
): Promise<TicketRowFull> {
  return loadTicket(tx, ctx.workspaceId, key, { lock, person: ctx.person });
}

/**
 * What hangs on a ticket, for a person who may see it: `load` asks for it by the ticket's id, which goes out together with
 * the question whether he may where the key is the id, and without it for a ticket that was loaded for this very person.
 * 404 as `accessTicket`; then nothing of the answer is told.
 */
export async function beneathTicket<T>(
  tx: Tx,
  { person, workspaceId }: Pick<Ctx, "person" | "workspaceId">,
  key: TicketKey | TicketRowFull,
  load: (ticketId: string) => Promise<T>,
): Promise<T> {
  if (typeof key !== "string") return load(key.id);
  const isNumber = BY_NUMBER.test(key);
  const seen = tx
    .selectFrom("ticket as t")
    .select("t.id")
    .where("t.workspace_id", "=", workspaceId)
    .where(isNumber ? sql<boolean>`t.number = ${Number(key)}` : sql<boolean>`t.id = ${key}`)
    .where(seenBy(person))
    .executeTakeFirst()
    .then((row) => {
      if (!row) throw notFound("ticket");
      return row.id;
    });
  if (isNumber) return load(await seen);
  const [, found] = await Promise.all([seen, load(key)]);
  return found;
}

const BY_NUMBER = /^\d{1,9}$/;

/** Loads a ticket for the system itself (timers, letters): the workspace is the only wall. */
export async function loadTicket(
  tx: Tx,
  workspaceId: string,
  key: TicketKey,
  { lock, person }: { lock: boolean; person?: Person },
): Promise<TicketRowFull> {
  const byNumber = BY_NUMBER.test(key);
  const row = await tx
    .selectFrom("ticket as t")
    .selectAll("t")
    .where("t.workspace_id", "=", workspaceId)
    .$if(byNumber, (query) => query.where("t.number", "=", Number(key)))
    .$if(!byNumber, (query) => query.where("t.id", "=", key))
    .$if(person !== undefined, (query) => query.where(person ? seenBy(person) : sql<boolean>`true`))
    .$if(lock, (query) => query.forUpdate("t"))
    .executeTakeFirst();
  if (!row) throw notFound("ticket");
  return row;
}

/** Where what is said to this ticket belongs: in the one that has taken it in, however far that has gone itself. */
export async function whereMerged(tx: Tx, row: TicketRowFull): Promise<TicketRowFull> {
  let now = row;
  while (now.merged_into !== null) now = await loadTicket(tx, row.workspace_id, now.merged_into, { lock: true });
  return now;
}

/** Refuses a change based on an older version of the ticket ([B-KEY-03]). */
export const checkVersion = (ctx: Pick<Ctx, "ifMatch">, row: TicketRowFull, yours: object, theirs: object): void =>
  checkAnyVersion(ctx, "ticket", row.version, yours, theirs);
