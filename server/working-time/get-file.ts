import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import type { Request } from "../../contract/routes.ts";
import type { Cell } from "../../core/exports/cell.ts";
import { openOutFile } from "../exports/out-file.ts";
import { languageFor } from "../exports/start-export.ts";
import { type Column, type ExportLine, openTable, TYPES } from "../exports/writers.ts";
import { attachment, protect } from "../files/get-file.ts";
import type { FileStorage } from "../files/storage.ts";
import type { Ctx } from "../platform/http/context.ts";
import { type Http, RAW, type RawAnswer } from "../platform/http/doors.ts";
import type { Translator } from "../platform/i18n.ts";
import { newId } from "../platform/ids.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { monthOf, sumRecords } from "./list-records.ts";
import { readRecords } from "./read-records.ts";

type Deps = { texts: Translator; storage: FileStorage };

/** Of one employee in a month: more than anybody starts and ends. */
const EACH = 5_000;
const COLUMNS: readonly Column[] = [
  { key: "employee", type: "longtext" },
  { key: "started", type: "moment" },
  { key: "ended", type: "moment" },
  { key: "time", type: "number", unit: "seconds" },
  { key: "corrected", type: "longtext" },
];

/** Sends the records of a month, employee by employee with the sum of each, and the sum of all as the last line. */
export async function getFile(
  { texts, storage }: Deps,
  ctx: Ctx,
  { format, ...query }: Request<"getWorkingTimeFile">["query"],
  { reply }: Http,
): Promise<RawAnswer> {
  const { workspaceId, now } = ctx;
  await mkdir(storage.scratch, { recursive: true, mode: 0o700 });
  const path = join(storage.scratch, `working-time-${newId()}`);
  const file = openOutFile(path);
  try {
    const name = await ctx.read(async (tx) => {
      const { locale, zone } = await loadSettings(tx, workspaceId);
      const language = await languageFor(tx, ctx, locale);
      const say = texts(language);
      const { within } = monthOf(query.month, now, zone);
      const { month, items, seconds } = await sumRecords(tx, ctx, query);
      const titles = COLUMNS.map(({ key }) => say(`workingTimeUi:column.${key}`));
      const title = say("workingTimeUi:title");
      const table = await openTable(format, { file, language, name: title, now, fields: COLUMNS, titles });
      // Moments are written as the clock of the workspace shows them.
      const wall = (at: string | null): Cell => (at === null ? null : { kind: "moment", at: wallOf(at, zone) });
      const sum = (of: string, time: number) => lineOf([text(of), null, null, { kind: "span", seconds: time }, null]);
      for (const { employee, seconds: own } of items) {
        const which = sql<boolean>`w.employee_id = ${employee.id} and ${within}`;
        const records = (await readRecords(tx, workspaceId, which, EACH)).toReversed();
        const lines = records.map((one) => {
          const time: Cell = one.seconds === null ? null : { kind: "span", seconds: one.seconds };
          const by = one.corrected ? text(one.corrected.by.name) : null;
          return lineOf([text(employee.name), wall(one.startedAt), wall(one.endedAt), time, by]);
        });
        await table.write([...lines, sum(say("workingTimeUi:sumOf", { name: employee.name }), own)]);
      }
      await table.write([sum(say("workingTimeUi:total"), seconds)]);
      await table.end();
      return `${title} ${month}.${format}`;
    });
    const bytes = await readFile(path);
    protect(reply).headers({ "content-disposition": attachment(name), "content-type": TYPES[format] });
    await reply.send(bytes);
    return RAW;
  } finally {
    await file.remove();
  }
}

const text = (words: string): Cell => ({ kind: "text", text: words });
const lineOf = (cells: Cell[]): ExportLine => ({ values: () => ({}), cells: () => cells });

/** What the clock in the zone shows, as if it were UTC, ms. */
const wallOf = (at: string, zone: string): number =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime().toZonedDateTime("UTC").epochMilliseconds;
