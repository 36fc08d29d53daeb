import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TFunction } from "i18next";
import type { Figures, Summary, SummaryRow } from "../../contract/reports.ts";
import type { Request } from "../../contract/routes.ts";
import { type Cell, inLanguage, type Language } from "../../core/exports/cell.ts";
import { csvText } from "../../core/exports/csv.ts";
import { CATEGORY_LABELS } from "../../core/fields/ticket-labels.ts";
import type { Text } from "../../core/process/process.ts";
import { isTimeSplit, type Split } from "../../core/reports/summary.ts";
import { openOutFile } from "../exports/out-file.ts";
import { languageFor } from "../exports/start-export.ts";
import { type Column, type ExportLine, openTable, TYPES } from "../exports/writers.ts";
import { attachment, protect } from "../files/get-file.ts";
import type { FileStorage } from "../files/storage.ts";
import type { Ctx } from "../platform/http/context.ts";
import { type Http, RAW, type RawAnswer } from "../platform/http/doors.ts";
import { forbidden } from "../platform/http/problem.ts";
import type { Translator } from "../platform/i18n.ts";
import { newId } from "../platform/ids.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { getSummary } from "./get-summary.ts";

type Deps = { texts: Translator; storage: FileStorage };

/** Sends the summary as a table, with the total as its last line. It is small: nothing of it is kept. */
export async function getSummaryFile(
  { texts, storage }: Deps,
  ctx: Ctx,
  { format, ...asked }: Request<"getSummaryFile">["query"],
  { reply }: Http,
): Promise<RawAnswer> {
  if (!ctx.person.permissions.has("section.reports")) throw forbidden("section.reports");
  const summary = await getSummary(ctx, asked);
  const language = await ctx.read(async (tx) => languageFor(tx, ctx, (await loadSettings(tx, ctx.workspaceId)).locale));
  const say = texts(language);
  const columns = columnsOf(summary.split);
  await mkdir(storage.scratch, { recursive: true, mode: 0o700 });
  const path = join(storage.scratch, `report-${newId()}`);
  const file = openOutFile(path);
  try {
    const table = await openTable(format, {
      ...{ file, language, name: say("reports:summary.title"), now: ctx.now },
      fields: columns,
      titles: columns.map(({ key }) => say(`reports:column.${key}`)),
    });
    const total = { name: say("reports:total"), ...summary.total };
    await table.write([...summary.rows.map((row) => lineOf(row, nameOf(row, summary, say, language))), lineOf(total)]);
    await table.end();
    const bytes = await readFile(path);
    const name = `${say("reports:summary.title")} ${summary.from} – ${summary.to}.${format}`;
    protect(reply).headers({ "content-disposition": attachment(name), "content-type": TYPES[format] });
    await reply.send(bytes);
    return RAW;
  } finally {
    await file.remove();
  }
}

const number = (key: string): Column => ({ key, type: "number" });
const time = (key: string): Column => ({ key, type: "number", unit: "seconds" });

const columnsOf = (split: Split): Column[] => [
  { key: split, type: split === "day" ? "date" : "longtext" },
  ...["registered", "closed", "reopened", "open", "overdue", "overdueShare"].map(number),
  ...["firstReplyAverage", "firstReplyMedian", "solutionAverage", "solutionMedian"].map(time),
  ...["ratingAverage", "ratings"].map(number),
];

const CATEGORIES: Readonly<Record<string, Text>> = CATEGORY_LABELS;

/** A share in percent with one digit behind the point. */
const PERMILLE = 1_000;
function lineOf(row: Figures & { name?: Cell | string | null }, first: Cell = textOf(row.name)): ExportLine {
  const count = (number: number): Cell => ({ kind: "number", number });
  const span = (seconds: number | null): Cell => (seconds === null ? null : { kind: "span", seconds });
  const share = row.counted === 0 ? null : count(Math.round((row.overdue / row.counted) * PERMILLE) / 10);
  const average = row.rating.average === null ? null : count(Math.round(row.rating.average * 100) / 100);
  return {
    values: () => ({ ...row }),
    cells: () => [
      first,
      ...[row.registered, row.closed, row.reopened, row.open, row.overdue].map(count),
      share,
      ...[row.firstReply.average, row.firstReply.median, row.solution.average, row.solution.median].map(span),
      average,
      count(row.rating.count),
    ],
  };
}

const textOf = (text: Cell | string | null | undefined): Cell =>
  typeof text === "string" ? { kind: "text", text } : (text ?? null);

/** What a row is about: the name of the thing, the word for none, a day, or the days from which to which. */
function nameOf(row: SummaryRow, { split }: Summary, say: TFunction, language: Language): Cell {
  const day = (date: string): Cell => ({ kind: "day", at: Date.parse(date) });
  if (isTimeSplit(split) && row.from !== undefined && row.to !== undefined) {
    if (split === "day") return day(row.from);
    return textOf(`${csvText(day(row.from), language)} – ${csvText(day(row.to), language)}`);
  }
  if (row.key === null) return textOf(say(`reports:without.${split}`));
  if (split === "channel") return textOf(say(`list:channel.${row.key}`, { defaultValue: row.key }));
  const label = split === "category" ? CATEGORIES[row.key] : undefined;
  return textOf(label ? inLanguage(label, language) : (row.name ?? row.key));
}
