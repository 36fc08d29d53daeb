import type { Card } from "../../core/fields/card-fields.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { type CardOf, uploaderColumns } from "./file-row.ts";

type Who = Pick<Ctx, "workspaceId" | "person" | "now">;

/**
 * Files of a card that stand in none of its fields any more (`kept` do) are uploads again, of who took them out: he can
 * put them back, and after a day they are cleared away like any upload that nothing was made of.
 */
export async function releaseFiles(tx: Tx, ctx: Who, card: CardOf, kept: readonly string[]): Promise<void> {
  await release(tx, ctx, card, { kept, deletedAt: null });
}

/** The files of a card that is deleted go with it: nobody gets them from now on, and the bytes are cleared away. */
export async function deleteFilesOf(tx: Tx, ctx: Who, subject: Card, id: string): Promise<void> {
  await release(tx, ctx, { subject, id }, { kept: [], deletedAt: ctx.now });
}

const release = (
  tx: Tx,
  { workspaceId, person, now }: Who,
  { subject, id }: CardOf,
  { kept, deletedAt }: { kept: readonly string[]; deletedAt: Date | null },
) =>
  tx
    .updateTable("file")
    .set({ purpose: "upload", subject: null, subject_id: null, created_at: now, deleted_at: deletedAt })
    .set(uploaderColumns(person))
    .where("workspace_id", "=", workspaceId)
    .where("subject", "=", subject)
    .where("subject_id", "=", id)
    .$if(kept.length > 0, (query) => query.where("id", "not in", [...kept]))
    .execute();
