import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import type { Db } from "../platform/database.ts";
import type { Ctx, Person } from "../platform/http/context.ts";
import type { Http } from "../platform/http/doors.ts";
import { notFound } from "../platform/http/problem.ts";
import type { PeopleDeps } from "./deps.ts";
import { endSessions } from "./end-sessions.ts";
import { readUserAgent } from "./read-user-agent.ts";

const MOST = 100;

/** Where my account is signed in, whichever of its desks it is at; the latest seen first. */
export async function listSessions(deps: PeopleDeps, ctx: Ctx, http: Http): Promise<Response<"listSessions">> {
  const current = await currentSession(deps, http);
  const rows = await mine(deps, await accountOf(deps.owner, ctx.person));
  return {
    items: rows.map((row) => ({
      id: row.id,
      ...readUserAgent(row.userAgent ?? ""),
      address: row.ipAddress || null,
      startedAt: row.createdAt.toISOString(),
      seenAt: (row.seenAt ?? row.createdAt).toISOString(),
      current: row.id === current,
    })),
  };
}

/** Ends one of my sessions, at once; another's is not there. */
export async function endSession(deps: PeopleDeps, ctx: Ctx, id: string): Promise<undefined> {
  const { numDeletedRows } = await deps.owner
    .deleteFrom("auth_session")
    .where("id", "=", id)
    .where("userId", "=", await accountOf(deps.owner, ctx.person))
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw notFound("session");
  return undefined;
}

/** Ends all my sessions but the one that asks. */
export async function endOtherSessions(deps: PeopleDeps, ctx: Ctx, http: Http): Promise<undefined> {
  const current = await currentSession(deps, http);
  await deps.owner
    .deleteFrom("auth_session")
    .where("userId", "=", await accountOf(deps.owner, ctx.person))
    .$if(current !== null, (query) => query.where("id", "<>", current ?? ""))
    .execute();
  return undefined;
}

/** Signs an employee out of this desk everywhere; his account may go on at another. */
export async function endEmployeeSessions(ctx: Ctx, id: string): Promise<undefined> {
  await ctx.write(async (tx) => {
    const found = await tx
      .selectFrom("employee")
      .select("id")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!found) throw notFound("employee");
    await endSessions(tx, "employee", id);
  });
  return undefined;
}

/** The account that a person signs in with, or null. */
export async function accountOf(owner: Db, { kind, workspaceId, id }: Person): Promise<string | null> {
  const { rows } = await sql<{ user_id: string | null }>`
    select user_id from employee where ${kind} = 'employee' and workspace_id = ${workspaceId} and id = ${id}
    union all select user_id from contact where ${kind} = 'contact' and workspace_id = ${workspaceId} and id = ${id}
  `.execute(owner);
  return rows[0]?.user_id ?? null;
}

/** The session of the cookie; none behind a token. */
async function currentSession({ readSession }: PeopleDeps, { request }: Http): Promise<string | null> {
  if (request.headers.authorization !== undefined) return null;
  return (await readSession(request))?.sessionId ?? null;
}

const mine = ({ owner }: PeopleDeps, userId: string | null) =>
  owner
    .selectFrom("auth_session")
    .select(["id", "createdAt", "seenAt", "ipAddress", "userAgent"])
    .where("userId", "=", userId)
    .where("expiresAt", ">", sql<Date>`now()`)
    .where((eb) => eb.or([eb("renewal", "is", null), eb("renewal", "=", "due")]))
    .orderBy(sql`coalesce("seenAt", "createdAt")`, "desc")
    .orderBy("id")
    .limit(MOST)
    .execute();
