/** A row of a pasted table: its number as a sheet counts them (the header is 1), and its cells. */
export type TableRow = { row: number; cells: string[] };

const DELIMITERS = ["\t", ";", ","] as const;

/**
 * Reads pasted rows or CSV with tabs, semicolons or commas between the cells, whichever the first row has most of.
 * Cells in double quotes may hold delimiters, line breaks and doubled quotes. Empty rows are left out but counted.
 */
export function* readTable(text: string): Generator<TableRow> {
  const source = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const delimiter = delimiterOf(source.slice(0, endOf(source)));
  let row = 0;
  let at = 0;
  while (at < source.length) {
    const { cells, next } = readRow(source, at, delimiter);
    row++;
    at = next;
    if (cells.some((cell) => cell !== "")) yield { row, cells };
  }
}

const endOf = (source: string): number => {
  const first = source.indexOf("\n");
  return first < 0 ? source.length : first;
};

/** Tabs win: they stand in no name, while addresses are full of commas. */
function delimiterOf(header: string): string {
  if (header.includes("\t")) return "\t";
  const counted = DELIMITERS.map((mark) => ({ mark, count: header.split(mark).length - 1 }));
  const best = counted.reduce((most, one) => (one.count > most.count ? one : most));
  return best.count === 0 ? "\t" : best.mark;
}

function readRow(source: string, from: number, delimiter: string): { cells: string[]; next: number } {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const cell = source[at] === '"' ? readQuoted(source, at, delimiter) : readPlain(source, at, delimiter);
    cells.push(cell.value.trim());
    at = cell.end;
    if (at >= source.length || source[at] === "\n") return { cells, next: at + 1 };
    at++;
  }
}

function readPlain(source: string, from: number, delimiter: string): { value: string; end: number } {
  let end = from;
  while (end < source.length && source[end] !== delimiter && source[end] !== "\n") end++;
  return { value: source.slice(from, end), end };
}

function readQuoted(source: string, from: number, delimiter: string): { value: string; end: number } {
  let value = "";
  let at = from + 1;
  for (;;) {
    const close = source.indexOf('"', at);
    // A quote that never closes is a part of the text: «"Ромашка» in a name must not swallow the rest of the table.
    if (close < 0) return readPlain(source, from, delimiter);
    value += source.slice(at, close);
    if (source[close + 1] !== '"') {
      const rest = readPlain(source, close + 1, delimiter);
      return { value: value + rest.value, end: rest.end };
    }
    value += '"';
    at = close + 2;
  }
}
