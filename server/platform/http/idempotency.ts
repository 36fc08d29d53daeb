import { createHash } from "node:crypto";
import type { Tx } from "../database.ts";
import { Problem } from "./problem.ts";

/** Thrown out of the transaction when the work was already done: carries the answer given then. */
export class Replay extends Error {
  readonly body: unknown;
  constructor(body: unknown) {
    super("already done");
    this.body = body;
  }
}

/** The fingerprint of a request: a key that comes again with another request is a mistake of the caller. */
export const requestHash = (method: string, url: string, body: unknown): Buffer =>
  createHash("sha256")
    .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
    .digest();

/**
 * Does the work once per key and person: the key's row is written first, in the same transaction, so a second request
 * waits for the first and then finds its answer. Throws `Replay` with that answer; 422 when the key was used for
 * something else.
 */
export async function once<T>(
  tx: Tx,
  by: { workspaceId: string; personId: string; key: string; hash: Buffer; now: Date },
  work: () => Promise<T>,
): Promise<T> {
  const taken = await tx
    .insertInto("idempotency")
    .values({
      workspace_id: by.workspaceId,
      person_id: by.personId,
      key: by.key,
      request_hash: by.hash,
      status: null,
      body: null,
      created_at: by.now,
    })
    .onConflict((conflict) => conflict.columns(["workspace_id", "person_id", "key"]).doNothing())
    .executeTakeFirst();
  if (taken.numInsertedOrUpdatedRows === 0n) {
    const earlier = await tx
      .selectFrom("idempotency")
      .select(["request_hash", "body"])
      .where("workspace_id", "=", by.workspaceId)
      .where("person_id", "=", by.personId)
      .where("key", "=", by.key)
      .executeTakeFirstOrThrow();
    if (!earlier.request_hash.equals(by.hash)) {
      throw new Problem(422, "idempotency/key-reused", "This Idempotency-Key was used for another request.");
    }
    throw new Replay(earlier.body);
  }
  const answer = await work();
  await tx
    .updateTable("idempotency")
    .set({ body: JSON.stringify(answer ?? null) })
    .where("workspace_id", "=", by.workspaceId)
    .where("person_id", "=", by.personId)
    .where("key", "=", by.key)
    .execute();
  return answer;
}
