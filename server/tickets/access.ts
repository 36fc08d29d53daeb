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

/** Loads a ticket for the system itself (timers, letters): the workspace is the only wall. */
export async function loadTicket(
  tx: Tx,
  workspaceId: string,
  key: TicketKey,
  { lock, person }: { lock: boolean; person?: Person },
): Promise<TicketRowFull> {
  const byNumber = /^\d{1,9}$/.test(key);
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

/** Refuses a change based on an older version of the ticket ([B-KEY-03]). */
export const checkVersion = (ctx: Pick<Ctx, "ifMatch">, row: TicketRowFull, yours: object, theirs: object): void =>
  checkAnyVersion(ctx, "ticket", row.version, yours, theirs);
