import type { Doors } from "../../platform/http/doors.ts";
import { previewMigration } from "./plan-migration.ts";
import { listMigrations } from "./read-migrations.ts";
import { startMigration } from "./start-migration.ts";

/** Tickets under way on another version of their process. */
export function migrationDoors({ open }: Doors): void {
  open("previewMigration", (ctx, { params, body }) => previewMigration(ctx, params.key, body));
  open("startMigration", (ctx, { params, body }) => startMigration(ctx, params.key, body));
  open("listMigrations", (ctx, { params }) => listMigrations(ctx, params.key));
}
