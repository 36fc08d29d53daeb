import type { Static } from "typebox";
import type { FileView } from "../../contract/ticket-view.ts";
import type { Tx } from "../platform/database.ts";

export type FileShown = Static<typeof FileView>;

/** Files as the API shows them, in the order of `ids`; those that are not there or were removed are left out. */
export async function fileViews(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<FileShown[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom("file as f")
    .leftJoin("employee as e", (join) =>
      join.onRef("e.workspace_id", "=", "f.workspace_id").onRef("e.id", "=", "f.uploaded_by"),
    )
    .leftJoin("contact as c", (join) =>
      join.onRef("c.workspace_id", "=", "f.workspace_id").onRef("c.id", "=", "f.uploaded_by"),
    )
    .select(["f.id", "f.name", "f.size", "f.type", "f.width", "f.created_at", "f.uploaded_by"])
    .select((eb) => eb.fn.coalesce("e.name", "c.name").as("by_name"))
    .where("f.workspace_id", "=", workspaceId)
    .where("f.id", "in", [...ids])
    .where("f.deleted_at", "is", null)
    .where("f.complete", "=", true)
    .execute();
  const views = new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        size: row.size,
        type: row.type,
        image: row.width !== null,
        at: row.created_at.toISOString(),
        by: row.uploaded_by && row.by_name !== null ? { id: row.uploaded_by, name: row.by_name } : null,
      },
    ]),
  );
  return ids.flatMap((id) => views.get(id) ?? []);
}
