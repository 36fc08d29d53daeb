import { randomBytes } from "node:crypto";
import type { Request, Response } from "../../contract/routes.ts";
import type { Db, Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, notFound, Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { hashToken } from "./authenticate.ts";

const MOST_TOKENS = 50;

/** My tokens that are not revoked, newest first; their secrets are kept nowhere. */
export async function listTokens(ctx: Ctx): Promise<Response<"listTokens">> {
  const rows = await ctx.read((tx) => mine(tx, ctx).orderBy("created_at", "desc").orderBy("id", "desc").execute());
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at?.toISOString() ?? null,
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
      scopes: row.scopes,
    })),
  };
}

/**
 * Makes a token with which a program may do what I may; its secret is in this answer and nowhere else. What a token
 * makes neither lives longer nor may more than that token: 422 on `expiresAt` when a later moment is asked for, on
 * `scopes` for a permission that I do not have ([B-API-03]).
 */
export async function createToken(
  ctx: Ctx,
  { name, expiresAt, scopes = [] }: Request<"createToken">["body"],
): Promise<Response<"createToken">> {
  const own = ctx.person.token;
  const expires = expiresAt === undefined ? (own?.expiresAt ?? null) : new Date(expiresAt);
  if (expires && expires <= ctx.now) {
    throw badField("expiresAt", "past", "The token would have expired already.", "Give a moment to come.");
  }
  if (own?.expiresAt && expires && expires > own.expiresAt) {
    const message = "The new token would outlive the one that makes it.";
    throw badField("expiresAt", "outlives-token", message, "Give a moment before its end, or sign in with a password.");
  }
  const foreign = scopes.find((scope) => ![...ctx.person.permissions].some((mine) => mine === scope));
  if (foreign !== undefined) {
    const message = `You do not have the permission ${foreign} to give on.`;
    throw badField("scopes", "scope-not-yours", message, "Name permissions of your own role.", { permission: foreign });
  }
  return ctx.writeAnew(async (tx) => {
    const tokens = await mine(tx, ctx).execute();
    if (tokens.length >= MOST_TOKENS) {
      throw new Problem(409, "token/too-many", `A person has at most ${MOST_TOKENS} tokens.`);
    }
    return makeToken(tx, {
      ...ctx.person,
      now: ctx.now,
      name,
      expiresAt: expires,
      scopes: scopes.length > 0 ? scopes : (own?.scopes ?? []),
    });
  });
}

/** Inserts a token; 256 random bits. */
export async function makeToken(
  db: Tx | Db,
  of: {
    workspaceId: string;
    kind: "employee" | "contact";
    id: string;
    now: Date;
    name: string;
    expiresAt: Date | null;
    /** Permissions that it is bound to; none: all of the person's. */
    scopes?: string[];
  },
): Promise<{ id: string; token: string }> {
  const token = `pult_${randomBytes(32).toString("base64url")}`;
  const id = newId();
  await db
    .insertInto("api_token")
    .values({
      workspace_id: of.workspaceId,
      id,
      hash: hashToken(token),
      name: of.name,
      person_kind: of.kind,
      person_id: of.id,
      created_at: of.now,
      expires_at: of.expiresAt,
      scopes: of.scopes ?? [],
    })
    .execute();
  return { id, token };
}

/** Revokes one of my tokens, at once. */
export async function revokeToken(ctx: Ctx, id: string): Promise<undefined> {
  const { numUpdatedRows } = await ctx.write((tx) =>
    tx
      .updateTable("api_token")
      .set({ revoked_at: ctx.now })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .where("person_kind", "=", ctx.person.kind)
      .where("person_id", "=", ctx.person.id)
      .where("revoked_at", "is", null)
      .executeTakeFirstOrThrow(),
  );
  if (numUpdatedRows === 0n) throw notFound("token");
  return undefined;
}

const mine = (tx: Tx, { workspaceId, person }: Ctx) =>
  tx
    .selectFrom("api_token")
    .select(["id", "name", "created_at", "expires_at", "last_used_at", "scopes"])
    .where("workspace_id", "=", workspaceId)
    .where("person_kind", "=", person.kind)
    .where("person_id", "=", person.id)
    .where("revoked_at", "is", null);
