import type { Cell, Language } from "../../core/exports/cell.ts";
import type { FieldDef } from "../../core/fields/field.ts";
import { minorDigits } from "../../core/fields/minor-units.ts";
import type { Column, TableOptions, TableWriter } from "./writers.ts";

/** What a sheet can hold, with the line of titles. */
const MOST_ROWS = 1_048_576;
/** What a cell can hold, in characters. */
const MOST_TEXT = 32_767;
/** Light: on the way to the disk time is dearer than bytes. */
const COMPRESSION = 3;

const DAY: Record<Language, string> = { ru: "dd.mm.yyyy", en: "yyyy-mm-dd", id: "dd/mm/yyyy", fa: "yyyy/mm/dd" };
const SECONDS_A_DAY = 86_400;

/** Widths of columns in characters. */
const WIDE = 40;
const WIDTHS: Partial<Record<FieldDef["type"], number>> = {
  number: 12,
  rating: 8,
  money: 14,
  date: 12,
  moment: 17,
  time: 9,
  yesno: 10,
  longtext: WIDE,
  lists: 30,
};
const USUAL = 22;

/**
 * A workbook of one sheet, or more where one is full: titles that stay in view and filter, numbers, days, moments and
 * links as such. Texts are texts, whatever they begin with. The package is loaded when it is needed: few are.
 */
export async function xlsxWriter({ file, fields, titles, language, name, now }: TableOptions): Promise<TableWriter> {
  const { WorkbookWriter } = await import("@cj-tech-master/excelts");
  const book = new WorkbookWriter({
    stream: file.stream,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: COMPRESSION } },
    creator: "Pult",
    lastModifiedBy: "Pult",
    created: now,
  });
  const columns = fields.map((field, index) => ({
    header: titles[index] ?? field.key,
    width: WIDTHS[field.type] ?? USUAL,
  }));
  // The same object for all cells of a column: the writer knows it again, and puts it together once.
  const styles = fields.map((field) => styleOf(field, language));

  function addSheet(number: number) {
    const added = book.addWorksheet(number === 1 ? name : `${name} ${number}`, {
      views: [{ state: "frozen", ySplit: 1, rightToLeft: language === "fa" }],
    });
    added.columns = columns;
    const head = added.getRow(1);
    for (let column = 1; column <= columns.length; column++) head.getCell(column).style = { font: { bold: true } };
    head.commit();
    return added;
  }

  function endSheet(): void {
    const last = sheet.getColumn(columns.length).letter;
    sheet.autoFilter = `A1:${last}${rows}`;
    sheet.commit();
  }

  let sheets = 1;
  let sheet = addSheet(sheets);
  let rows = 1;
  return {
    async write(lines) {
      for (const line of lines) {
        if (rows === MOST_ROWS) {
          endSheet();
          sheet = addSheet(++sheets);
          rows = 1;
        }
        const values = line.cells().map(sheetValue);
        const row = sheet.addRow(values);
        for (let at = 0; at < values.length; at++) {
          const style = styles[at];
          if (style && values[at] !== undefined) row.getCell(at + 1).style = style;
        }
        row.commit();
        rows++;
      }
      forgetFormulas(sheet);
      await file.drained();
    },
    async end() {
      endSheet();
      await book.commit();
      return file.end();
    },
  };
}

/**
 * Each link is a formula, and the package keeps every formula of a sheet to its end, because a later cell may share it.
 * None of ours does, and memory would grow with the rows.
 */
const forgetFormulas = (sheet: object): unknown => Object.assign(sheet, { _formulae: {} });

const LINK = { font: { color: { argb: "FF3538CD" }, underline: true } };

const styleOf = (field: Column, language: Language) => ({
  numFmt: formatOf(field, language),
  ...(field.key === "number" ? LINK : {}),
});

function formatOf(field: Column, language: Language): string {
  switch (field.type) {
    case "number":
      if (field.unit === "seconds") return "[h]:mm:ss";
      return field.key === "number" ? "0" : "General";
    case "money": {
      const places = minorDigits(field.currency ?? "");
      return `#,##0${places > 0 ? `.${"0".repeat(places)}` : ""}" ${field.currency ?? ""}"`;
    }
    case "date":
      return DAY[language];
    case "moment":
      return `${DAY[language]} hh:mm`;
    case "rating":
      return "0";
    default:
      return "General";
  }
}

/** `undefined` leaves the cell out. */
function sheetValue(cell: Cell) {
  if (cell === null) return undefined;
  switch (cell.kind) {
    case "text":
      return readable(cell.text);
    case "number":
    case "money":
      return cell.number;
    case "moment":
    case "day":
      return new Date(cell.at);
    case "span":
      return cell.seconds / SECONDS_A_DAY;
    case "link":
      // Of links kept beside the cells a sheet takes 65,530; of this function any number.
      return { formula: `HYPERLINK("${cell.url.replaceAll('"', '""')}",${cell.number})`, result: cell.number };
  }
}

/** Without characters that no XML can hold, and no longer than a cell. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
function readable(text: string): string {
  const clean = text.toWellFormed().replace(UNWRITABLE, "");
  return clean.length > MOST_TEXT ? `${clean.slice(0, MOST_TEXT - 1)}…` : clean;
}
