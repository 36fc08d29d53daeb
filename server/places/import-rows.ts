import { Problem } from "../platform/http/problem.ts";
import { readTable } from "./read-table.ts";

export type Basis = "owner" | "family" | "tenant" | "other";

/** A row of the import that can be taken: names of the places from the site down, and who lives there. */
export type ImportRow = {
  row: number;
  site: string;
  entrance: string;
  floor: string;
  unit: string;
  account: string;
  resident: string;
  phone: string | null;
  email: string | null;
  basis: Basis;
};

export type ImportColumn = keyof Omit<ImportRow, "row">;

/** A fault of a row: the column, and the text's key in `locales/<language>/places.json` under `import`. */
export type RowError = {
  row: number;
  field: string;
  code: RowErrorCode;
  params?: Record<string, string | number>;
};
export const ROW_ERRORS = [
  "required",
  "tooLong",
  "unitNeeded",
  "residentNeeded",
  "badPhone",
  "badEmail",
  "badBasis",
  "unknownColumn",
  "severalSites",
  "otherAccount",
  "emailTaken",
] as const;
export type RowErrorCode = (typeof ROW_ERRORS)[number];

/** More rows are refused as a whole; a bigger town comes in parts. */
export const MOST_ROWS = 50_000;
const MOST_CHARACTERS = 200;

const COLUMNS: Record<ImportColumn, readonly string[]> = {
  site: ["дом", "объект", "здание", "адрес", "адрес дома", "site", "building", "house", "address"],
  entrance: ["подъезд", "парадная", "секция", "entrance", "section"],
  floor: ["этаж", "floor"],
  unit: ["квартира", "кв", "помещение", "номер квартиры", "unit", "flat", "apartment"],
  account: ["лицевой счет", "лс", "л/с", "номер лицевого счета", "account", "personal account"],
  resident: ["житель", "фио", "жилец", "клиент", "контакт", "resident", "name", "full name", "contact"],
  phone: ["телефон", "номер телефона", "phone", "telephone"],
  email: ["email", "e-mail", "почта", "эл почта", "электронная почта", "mail"],
  basis: ["основание", "статус", "кем является", "basis", "status"],
};

const BASES: Record<Basis, readonly string[]> = {
  owner: ["owner", "собственник", "владелец", "собственность"],
  family: ["family", "family member", "член семьи", "семья", "родственник"],
  tenant: ["tenant", "арендатор", "наниматель", "съемщик", "аренда"],
  other: ["other", "иное", "другое", "прочее", "другой"],
};

const fold = (text: string): string =>
  text.toLowerCase().replaceAll("ё", "е").replaceAll(".", "").replace(/\s+/g, " ").trim();

/**
 * Reads the pasted text into rows and faults. Rows with a fault are left out. 422 `import/empty`,
 * `import/no-header` (no column for the site), `import/too-many-rows`.
 */
export function readImport(text: string): { count: number; rows: ImportRow[]; errors: RowError[] } {
  const table = readTable(text);
  const header = table.next();
  if (header.done) throw refused("import/empty", "There are no rows.", "Paste a header and rows, or give a CSV file.");
  const columns = new Map<number, ImportColumn>();
  const errors: RowError[] = [];
  for (const [index, title] of header.value.cells.entries()) {
    const column = columnOf(title);
    if (column && ![...columns.values()].includes(column)) columns.set(index, column);
    else if (title !== "")
      errors.push({ row: header.value.row, field: title, code: "unknownColumn", params: { title } });
  }
  if (![...columns.values()].includes("site")) {
    const mend = "Begin with a row of titles: Site, Entrance, Floor, Unit… or Дом, Подъезд, Этаж, Квартира…";
    throw refused("import/no-header", "The first row does not name the column of the site.", mend);
  }
  const rows: ImportRow[] = [];
  let count = 0;
  for (const { row, cells } of table) {
    count++;
    if (count > MOST_ROWS) {
      throw refused("import/too-many-rows", `There are more than ${MOST_ROWS} rows.`, "Import the table in parts.");
    }
    const read = readCells(row, cells, columns);
    if (Array.isArray(read)) errors.push(...read);
    else rows.push(read);
  }
  if (count === 0) throw refused("import/empty", "There are no rows under the header.", "Give one row for each unit.");
  return { count, rows, errors };
}

function refused(code: string, message: string, mend: string): Problem {
  return new Problem(422, code, message, { refusals: [{ code, field: "text", message, mend }] });
}

function columnOf(title: string): ImportColumn | undefined {
  const word = fold(title);
  return Object.entries(COLUMNS).find(([, words]) => words.includes(word))?.[0] as ImportColumn | undefined;
}

function readCells(
  row: number,
  cells: readonly string[],
  columns: ReadonlyMap<number, ImportColumn>,
): ImportRow | RowError[] {
  const errors: RowError[] = [];
  const refuse = (field: ImportColumn, code: RowErrorCode, params?: RowError["params"]) =>
    errors.push({ row, field, code, ...(params ? { params } : {}) });
  const value: Record<ImportColumn, string> = {
    site: "",
    entrance: "",
    floor: "",
    unit: "",
    account: "",
    resident: "",
    phone: "",
    email: "",
    basis: "",
  };
  for (const [index, column] of columns) {
    value[column] = (cells[index] ?? "").replace(/\s+/g, " ");
    if (value[column].length > MOST_CHARACTERS) refuse(column, "tooLong", { limit: MOST_CHARACTERS });
  }
  const basis = value.basis === "" ? "owner" : basisOf(value.basis);
  if (value.site === "") refuse("site", "required");
  if (value.unit === "" && (value.resident !== "" || value.account !== "")) refuse("unit", "unitNeeded");
  if (value.resident === "" && (value.phone !== "" || value.email !== "")) refuse("resident", "residentNeeded");
  if (value.phone !== "" && !isPhone(value.phone)) refuse("phone", "badPhone", { value: value.phone });
  if (value.email !== "" && !isEmail(value.email)) refuse("email", "badEmail", { value: value.email });
  if (!basis) refuse("basis", "badBasis", { value: value.basis });
  if (errors.length > 0 || !basis) return errors;
  return { ...value, row, phone: value.phone || null, email: value.email || null, basis };
}

function basisOf(text: string): Basis | undefined {
  const word = fold(text);
  return (["owner", "family", "tenant", "other"] as const).find((basis) => BASES[basis].includes(word));
}

/** The same that the API takes for a contact. */
const isPhone = (text: string): boolean => /^[+0-9 ().-]{3,40}$/.test(text);
const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);
