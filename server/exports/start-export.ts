import { sql } from "kysely";
import type { Export, ExportFormat } from "../../contract/exports.ts";
import type { Request } from "../../contract/routes.ts";
import { wallClock } from "../../core/exports/wall-clock.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, forbidden, Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { enqueue } from "../platform/jobs.ts";
import type { Language } from "../settings/load-settings.ts";
import { languageOf, loadSettings } from "../settings/load-settings.ts";
import type { ExportDeps } from "./deps.ts";
import { openList } from "./listed.ts";
import { fieldsOfMode, SEEING } from "./modes.ts";
import { accessExport, viewExport } from "./read-exports.ts";

/** The task of the worker that writes the file. */
export const EXPORT_TICKETS = "export-tickets";
/** A desk's exports are written one after the other, so that those who work do not notice. */
const QUEUE = "exports";
const ATTEMPTS = 5;
/** So many may wait or run for one person. */
const MOST_OPEN = 3;
/**
 * Begins to write the list with this condition and order to a file ([H-XLS-10]). What cannot be read of it, and fields
 * that are not there for this person, are refused at once; the job looks again at what he may see when it runs.
 */
export const startExport = (
  deps: Pick<ExportDeps, "texts">,
  ctx: Ctx,
  { mode = "tickets", format, fields, where, sort, ...narrowed }: Request<"startExport">["body"],
): Promise<Export> =>
  ctx.write(async (tx) => {
    const { workspaceId, person, now } = ctx;
    const missing = SEEING[mode].find((needed) => !person.permissions.has(needed));
    if (missing) throw forbidden(missing);
    const offered = await fieldsOfMode(tx, ctx, mode);
    const unknown = fields.find((key) => !offered.has(key));
    if (unknown !== undefined) {
      const mend = "Choose among the fields that can be exported.";
      throw badField("fields", "unknown-field", `There is no field ${unknown}.`, mend, { field: unknown });
    }
    await refuseTooMany(tx, ctx);
    const { zone, locale } = await loadSettings(tx, workspaceId);
    const language = await languageFor(tx, ctx, locale);
    const texts = deps.texts(language);
    await openList(tx, ctx, { mode, where, sort, ...narrowed }, { fields: [], language, texts, publicUrl: "" });
    const id = newId();
    await tx
      .insertInto("ticket_export")
      .values({
        workspace_id: workspaceId,
        id,
        employee_id: person.id,
        scopes: person.token?.scopes ?? [],
        mode,
        format,
        condition: where ?? "",
        sort: sort ?? null,
        fields,
        language,
        asked: JSON.stringify(narrowed),
        name: nameOf(texts(`export:file.${mode}`), format, wallClock(zone)(now.getTime())),
        started_at: now,
      })
      .execute();
    await enqueue(tx, EXPORT_TICKETS, { workspaceId, export: id }, { queue: QUEUE, attempts: ATTEMPTS });
    return viewExport(await accessExport(tx, ctx, id), now);
  });

async function refuseTooMany(tx: Tx, { workspaceId, person }: Ctx): Promise<void> {
  const { open } = await tx
    .selectFrom("ticket_export")
    .select((eb) => eb.fn.countAll<number>().as("open"))
    .where("workspace_id", "=", workspaceId)
    .where("employee_id", "=", person.id)
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();
  if (open < MOST_OPEN) return;
  const message = `${MOST_OPEN} exports of yours are being written: wait for one of them, or cancel it.`;
  throw new Problem(409, "export/too-many-exports", message);
}

/** The language of the person, else that of the workspace. */
export async function languageFor(tx: Tx, { workspaceId, person }: Ctx, usual: Language): Promise<Language> {
  const { rows } = await sql<{ language: string | null }>`select preferences ->> 'language' as language from employee
    where workspace_id = ${workspaceId} and id = ${person.id}`.execute(tx);
  return languageOf(rows[0]?.language ?? usual);
}

/** `Заявки 2026-11-22 10-15.xlsx`: names of files take no colons. */
function nameOf(what: string, format: ExportFormat, wall: number): string {
  const at = new Date(wall).toISOString().slice(0, 16).replace("T", " ").replace(":", "-");
  return `${what} ${at}.${format}`;
}

/** Breaks it off. What is being written stops at the next rows, and is thrown away. */
export const cancelExport = (ctx: Ctx, id: string): Promise<Export> =>
  ctx.write(async (tx) => {
    await accessExport(tx, ctx, id);
    await tx
      .updateTable("ticket_export")
      .set({ cancelled: true, ended_at: ctx.now })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .where("ended_at", "is", null)
      .execute();
    return viewExport(await accessExport(tx, ctx, id), ctx.now);
  });
