import type { Doors } from "../platform/http/doors.ts";
import { exportConfiguration } from "./export-configuration.ts";
import { importConfiguration, previewImport } from "./import-configuration.ts";

/** Processes, fields and rules as a file. */
export function connectConfiguration({ open }: Doors): void {
  open("exportConfiguration", (ctx) => exportConfiguration(ctx));
  open("previewImport", (ctx, { body }) => previewImport(ctx, body));
  open("importConfiguration", (ctx, { body }) => importConfiguration(ctx, body));
}
