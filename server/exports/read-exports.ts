import type { Selectable } from "kysely";
import type { Export, ExportFormat } from "../../contract/exports.ts";
import type { Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { ownRows } from "../platform/own-rows.ts";
import type { TicketExportTable } from "../platform/tables.ts";

export type ExportRow = Selectable<TicketExportTable>;

const own = ownRows<ExportRow>({ table: "ticket_export", by: "employee_id", what: "export" });
/** Loads an export for whom it was made: nobody else sees it, whatever his role. 404 when it is not his. */
export const accessExport = own.access;

/** So many of a person are shown, and kept when their files are gone. */
export const KEPT = 20;

export const getExport = (ctx: Ctx, id: string): Promise<Export> =>
  ctx.read(async (tx) => viewExport(await accessExport(tx, ctx, id), ctx.now));

/** The person's own, the latest first. */
export const listExports = (ctx: Ctx): Promise<Response<"listExports">> =>
  ctx.read(async (tx) => ({ items: (await own.list(tx, ctx, KEPT)).map((row) => viewExport(row, ctx.now)) }));

/** Whether the file of it can be had. */
export const isReady = ({ size, removed, expires_at }: ExportRow, now: Date): boolean =>
  size !== null && !removed && expires_at !== null && expires_at > now;

export function viewExport(row: ExportRow, now: Date): Export {
  return {
    id: row.id,
    mode: row.mode as Export["mode"],
    format: row.format as ExportFormat,
    state: stateOf(row, now),
    name: row.name,
    where: row.condition,
    total: row.total,
    written: row.written,
    size: row.size,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    fault: row.fault,
  };
}

function stateOf(row: ExportRow, now: Date): Export["state"] {
  if (row.cancelled) return "cancelled";
  if (row.fault !== null) return "failed";
  if (row.ended_at === null) return row.total === null ? "waiting" : "running";
  return isReady(row, now) ? "ready" : "expired";
}
