import type { FileStorage } from "../files/storage.ts";
import type { Doors } from "../platform/http/doors.ts";
import type { Translator } from "../platform/i18n.ts";
import { getExportFile } from "./get-export-file.ts";
import { listExportFields } from "./list-export-fields.ts";
import { getExport, listExports } from "./read-exports.ts";
import { cancelExport, startExport } from "./start-export.ts";

/** Files of the list. */
export function exportDoors({ open }: Doors, deps: { texts: Translator; storage: FileStorage }): void {
  open("listExportFields", (ctx) => listExportFields(ctx));
  open("startExport", (ctx, { body }) => startExport(deps, ctx, body));
  open("listExports", (ctx) => listExports(ctx));
  open("getExport", (ctx, { params }) => getExport(ctx, params.id));
  open("cancelExport", (ctx, { params }) => cancelExport(ctx, params.id));
  open("getExportFile", (ctx, { params }, http) => getExportFile(ctx, deps.storage, params.id, http));
}
