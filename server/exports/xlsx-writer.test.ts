import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { promisify } from "node:util";
import { readXlsx } from "hucre/xlsx";
import type { Cell } from "../../core/exports/cell.ts";
import { customField } from "../../core/fields/custom-field.ts";
import type { FieldDef } from "../../core/fields/field.ts";
import { TICKET_FIELDS } from "../../core/fields/ticket-fields.ts";
import { CHANCE, heapGrowth } from "../../test/heap-growth.ts";
import { openOutFile } from "./out-file.ts";
import { xlsxWriter } from "./xlsx-writer.ts";

const ROWS = 1_000;
const AT = Date.UTC(2026, 10, 22, 10, 15);
const field = (key: string): FieldDef => TICKET_FIELDS.find((one) => one.key === key) ?? assert.fail(key);
const FIELDS: FieldDef[] = [
  field("number"),
  field("subject"),
  field("created"),
  field("processingTime"),
  customField({ key: "sum", type: "money", currency: "RUB", label: { en: "Sum", ru: "Сумма" } }),
  customField({ key: "seen", type: "date", label: { en: "Seen", ru: "Осмотр" } }),
];
const TEXTS = ["=1+1", "Кран & <кухня>", "a\u0007b\ufffe", "две\nстроки", "\ud800x", "  с пробелами "];
const LONG = "x".repeat(40_000);

const cells = (i: number): Cell[] => [
  { kind: "link", number: i, url: `http://desk/tickets/${i}?a="b"` },
  { kind: "text", text: TEXTS[i] ?? LONG.slice(0, i === TEXTS.length ? LONG.length : 20) },
  { kind: "moment", at: AT },
  { kind: "span", seconds: 93_789 },
  { kind: "money", number: -1500.5, places: 2, currency: "RUB" },
  i % 2 === 0 ? null : { kind: "day", at: Date.UTC(2026, 9, 1) },
];

let folder: string;
let path: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "pult-xlsx-"));
  path = join(folder, "list.xlsx");
  const titles = FIELDS.map(({ label }) => label.ru);
  const options = { file: openOutFile(path), fields: FIELDS, titles, language: "ru", name: "Заявки" } as const;
  const table = await xlsxWriter({ ...options, now: new Date(AT) });
  for (let first = 0; first < ROWS; first += 500) {
    await table.write(Array.from({ length: 500 }, (_, i) => ({ values: () => ({}), cells: () => cells(first + i) })));
  }
  const size = await table.end();
  assert.equal(size, (await readFile(path)).length);
});
after(() => rm(folder, { recursive: true, force: true }));

it("writes a workbook that another library reads whole, with cells of their own kinds", async () => {
  const book = await readXlsx(await readFile(path), { readStyles: true });
  const [sheet] = book.sheets;
  assert.ok(sheet);
  assert.equal(sheet.rows.length, ROWS + 1);
  assert.deepEqual(sheet.rows[0], ["Номер", "Тема", "Создана", "Длительность обработки", "Сумма", "Осмотр"]);
  assert.deepEqual(
    sheet.rows.slice(1, 8).map((row) => row[1]),
    ["=1+1", "Кран & <кухня>", "ab", "две\nстроки", "\ufffdx", "  с пробелами ", `${"x".repeat(32_766)}…`],
  );
  const [number, , created, , sum, seen] = sheet.rows[2] ?? [];
  assert.deepEqual([number, sum], [1, -1500.5]);
  assert.deepEqual([created, seen], [new Date(AT), new Date(Date.UTC(2026, 9, 1))]);
  assert.equal(sheet.cells?.get("1,0")?.formula, 'HYPERLINK("http://desk/tickets/0?a=""b""",0)');
  assert.equal(sheet.freezePane?.rows, 1);
  assert.equal(sheet.autoFilter?.range, `A1:F${ROWS + 1}`);
});

it("writes a workbook that LibreOffice opens and shows as it was meant, where it is installed", async () => {
  const run = promisify(execFile);
  const office = await run("soffice", ["--version"]).catch(() => null);
  if (!office) return;
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  // Separator, quotes, UTF-8, from the first line, usual columns and language, quotes where needed, as it is shown.
  const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true";
  await run("soffice", [profile, "--headless", "--convert-to", filter, "--outdir", folder, path]);
  const shown = await readFile(join(folder, "list.csv"), "utf8");
  const lines = shown.split("\n");
  assert.match(lines[0] ?? "", /Номер,Тема,Создана/);
  assert.match(lines[2] ?? "", /^1,Кран & <кухня>,22\.11\.2026 10:15,26:03:09,"-1,500\.50 RUB",01\.10\.2026$/);
  assert.match(lines[1] ?? "", /^0,=1\+1,/);
});

it("keeps nothing of the rows that it has written", async () => {
  const growth = await heapGrowth("xlsx", 40_000);
  assert.ok(growth < CHANCE, `The heap has grown by ${growth} bytes`);
});
