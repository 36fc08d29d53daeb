/**
 * `node --expose-gc test/write-many-rows.ts <format> <rows> <path>`: writes a table of generated rows as an export does,
 * and prints by how much the heap has grown from the 5,000th row to the last, bytes.
 */
import type { ExportFormat } from "../contract/exports.ts";
import { TICKET_FIELDS } from "../core/fields/ticket-fields.ts";
import { openOutFile } from "../server/exports/out-file.ts";
import { openTable } from "../server/exports/writers.ts";

const BATCH = 1_000;
/** By then everything is loaded and compiled. */
const WARM = 5_000;
const [, , format, rows, path = ""] = process.argv;
// Each is a link, which takes most of all cells.
const fields = TICKET_FIELDS.filter(({ key }) => key === "number");

const table = await openTable(format as ExportFormat, {
  file: openOutFile(path),
  fields,
  titles: ["№"],
  language: "ru",
  name: "Заявки",
  now: new Date(0),
});
await write(1, WARM);
const before = heap();
await write(WARM + 1, Number(rows));
const growth = heap() - before;
await table.end();
console.log(growth);

async function write(from: number, to: number): Promise<void> {
  for (let first = from; first <= to; first += BATCH) {
    await table.write(Array.from({ length: BATCH }, (_, at) => lineOf(first + at)));
  }
}

function lineOf(number: number) {
  const url = `https://desk.example/tickets/${number}`;
  return { values: () => ({ number, url }), cells: () => [{ kind: "link", number, url } as const] };
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
