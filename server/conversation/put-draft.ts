import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";
import { storableJson } from "../platform/storable-json.ts";
import { MOST_DRAFTS } from "./list-drafts.ts";

/** The most that a draft may have, in bytes of JSON. */
const MOST_BYTES = 200 * 1024;

/** Keeps a draft of the person himself in the place of the one with the same key. Throws 422 over 200 KB. */
export async function putDraft(tx: Tx, ctx: Ctx, key: string, body: unknown): Promise<void> {
  const text = storableJson(body);
  if (Buffer.byteLength(text) > MOST_BYTES) {
    throw badField("body", "too-long", "The draft is too long.", `Keep to ${MOST_BYTES} bytes.`);
  }
  const own = { workspace_id: ctx.workspaceId, person_id: ctx.person.id };
  const kept = { body: text, updated_at: ctx.now };
  await tx
    .insertInto("draft")
    .values({ ...own, key, ...kept })
    .onConflict((conflict) => conflict.columns(["workspace_id", "person_id", "key"]).doUpdateSet(kept))
    .execute();
  await sql`delete from draft where workspace_id = ${own.workspace_id} and person_id = ${own.person_id} and key in (
    select key from draft where workspace_id = ${own.workspace_id} and person_id = ${own.person_id}
    order by updated_at desc, key <> ${key}, key offset ${MOST_DRAFTS})`.execute(tx);
}
