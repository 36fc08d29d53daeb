import type { FileValue } from "../../core/fields/value.ts";
import type { Tx } from "../platform/database.ts";
import { type Uploader, uploaderColumns } from "./file-row.ts";

/** The ids of the files among the values of fields: of all values only those of files have an id. */
export const filesIn = (values: Readonly<Record<string, unknown>>): string[] =>
  Object.values(values).flatMap((value) =>
    typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" ? [value.id] : [],
  );

/** Of these files the person's own that have come whole and are part of nothing yet, as fields hold them, by id. */
export async function readOwnUploads(
  tx: Tx,
  workspaceId: string,
  person: Uploader,
  ids: readonly string[],
): Promise<Map<string, Required<FileValue>>> {
  if (ids.length === 0) return new Map();
  const by = uploaderColumns(person);
  const rows = await tx
    .selectFrom("file")
    .select(["id", "name", "size", "type"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", [...ids])
    .where("purpose", "=", "upload")
    .where("ticket_id", "is", null)
    .where("complete", "=", true)
    .where("deleted_at", "is", null)
    .where("uploaded_by_kind", "=", by.uploaded_by_kind)
    .where("uploaded_by", "is not distinct from", by.uploaded_by)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
