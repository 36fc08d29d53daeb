import type { Doors } from "../platform/http/doors.ts";
import { getFile } from "./get-file.ts";
import { getPreview } from "./get-preview.ts";
import type { FileStorage } from "./storage.ts";

export function fileRoutes(doors: Doors, storage: FileStorage): void {
  doors.open("getFile", (ctx, { params }, http) => getFile(ctx, storage, params.id, http));
  doors.open("getPreview", (ctx, { params, query }, http) =>
    getPreview(ctx, storage, { id: params.id, width: query.width ?? 480 }, http),
  );
}
