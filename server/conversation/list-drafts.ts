import type { Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";

/** How many drafts of one person are kept; the oldest give way. */
export const MOST_DRAFTS = 500;

/** What the person has begun and not sent ([B-KEY-04]), latest first; only keys that begin with `prefix`. */
export async function listDrafts(tx: Tx, ctx: Ctx, prefix = ""): Promise<Response<"listDrafts">> {
  const rows = await tx
    .selectFrom("draft")
    .select(["key", "body", "updated_at"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("person_id", "=", ctx.person.id)
    .where((eb) => eb.fn<boolean>("starts_with", ["key", eb.val(prefix)]))
    .orderBy("updated_at", "desc")
    .orderBy("key")
    .limit(MOST_DRAFTS)
    .execute();
  return { items: rows.map(({ key, body, updated_at }) => ({ key, body, updatedAt: updated_at.toISOString() })) };
}
