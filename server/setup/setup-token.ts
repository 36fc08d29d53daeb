import { createHash, randomBytes } from "node:crypto";
import type { Db, Tx } from "../platform/database.ts";
import { notFound, Problem } from "../platform/http/problem.ts";

const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();

/**
 * Makes the secret of the one-time setup address, in place of earlier ones; null when there is a workspace already.
 * Only its hash is kept, so it can be read nowhere but where it is printed.
 */
export async function makeSetupToken(owner: Db, now: Date): Promise<string | null> {
  return owner.transaction().execute(async (tx) => {
    if (await hasWorkspace(tx)) return null;
    const token = randomBytes(24).toString("base64url");
    await tx.deleteFrom("setup_token").where("used_at", "is", null).execute();
    await tx
      .insertInto("setup_token")
      .values({ hash: hashOf(token), created_at: now })
      .execute();
    return token;
  });
}

/**
 * Refuses a secret that opens nothing: 404 for one that was never made or has been replaced, 410 `setup/done` for one
 * that was used or comes when there is a workspace. Locks it, so that two who come at once do not both get in.
 */
export async function accessSetup(tx: Tx, token: string): Promise<void> {
  const row = await tx
    .selectFrom("setup_token")
    .select("used_at")
    .where("hash", "=", hashOf(token))
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("setup");
  if (row.used_at !== null || (await hasWorkspace(tx))) {
    throw new Problem(410, "setup/done", "This desk is set up already. Sign in instead.");
  }
}

/** The secret opens no more. */
export async function useSetupToken(tx: Tx, token: string, now: Date): Promise<void> {
  await tx.updateTable("setup_token").set({ used_at: now }).where("hash", "=", hashOf(token)).execute();
}

async function hasWorkspace(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom("workspace").select("id").limit(1).executeTakeFirst()) !== undefined;
}
