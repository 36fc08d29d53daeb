import { type Label, writeAttention } from "../../../../core/condition/attention.ts";
import type { FieldDef } from "../../../../core/fields/field.ts";
import type { Registry } from "../../../../core/fields/registry.ts";

/** A column of the list: a field of the registry, the labels, or the history. Widths in px; `grow` is its part of spare room. */
export type Column = {
  key: string;
  /** Absent for labels, which are several fields in one place, and for the history. */
  field?: FieldDef;
  /** What it is called, where no text of the list's says it. */
  name?: string;
  width: number;
  least: number;
  sortable: boolean;
};

/** How a person likes the columns: those that are shown, from the start of the row; widths where he has set them. */
export type Layout = readonly { key: string; width?: number }[];

/** [H-LIST-08] What a new person sees. */
export const DEFAULT_LAYOUT: Layout = [
  { key: "status" },
  { key: "number" },
  { key: "service" },
  { key: "address" },
  { key: "client" },
  { key: "assignee" },
  { key: "labels" },
  { key: "updated" },
];

/**
 * Stays in sight where the columns are scrolled sideways: which ticket it is. The first column holds the tick and the
 * corner of the priority besides, which stand at the row's edge, so it goes.
 */
export const isPinned = ({ key }: Column, at: number): boolean => key === "number" && at > 0;

/** Shown through other columns, or only asked for in conditions. */
const NO_COLUMNS = ["category", "place", "contact", "unseen", "important", "incident"];

const SIZES: Record<string, [width: number, least: number]> = {
  status: [176, 160],
  number: [72, 64],
  service: [252, 150],
  subject: [280, 150],
  address: [228, 140],
  client: [186, 120],
  assignee: [196, 130],
  labels: [84, 76],
  history: [96, 84],
  updated: [128, 122],
  created: [124, 120],
  due: [172, 110],
  reactionDue: [172, 110],
  clientPhone: [146, 136],
  overdue: [124, 108],
  rating: [80, 64],
  processedBy: [170, 140],
  processingStarted: [150, 124],
  processingEnded: [160, 124],
  processingTime: [150, 96],
  firstReplyTime: [150, 96],
  solutionTime: [140, 96],
  plannedTime: [200, 96],
  executionTime: [150, 96],
};
const BY_TYPE: Partial<Record<FieldDef["type"], [width: number, least: number]>> = {
  number: [96, 72],
  money: [136, 112],
  yesno: [96, 64],
  date: [116, 104],
  // A column of times says nothing without the hour.
  moment: [130, 122],
  longtext: [260, 120],
};

/** Every column that this workspace has, in the order in which the chooser offers them. */
export function allColumns(registry: Registry): Column[] {
  const fields = registry.fields.filter(({ key }) => !NO_COLUMNS.includes(key)).map(columnOf);
  const at = fields.findIndex(({ key }) => key === "updated");
  const more = ["labels", "history"].map((key) => ({ key, ...sizeOf(key), sortable: false }));
  return fields.toSpliced(at, 0, ...more);
}

/** Without the assignee, where every row names the reader alone. */
export const withoutOwnName = <R extends { assignees: readonly { id: string }[] }>(
  all: readonly Column[],
  rows: readonly R[],
  me: string,
): readonly Column[] =>
  rows.length > 0 && rows.every(({ assignees: [first, ...others] }) => first?.id === me && others.length === 0)
    ? all.filter(({ key }) => key !== "assignee")
    : all;

/** The column of a field. */
export function columnOf(field: FieldDef): Column {
  return { key: field.key, field, ...sizeOf(field.key, field), sortable: field.sortable };
}

function sizeOf(key: string, field?: FieldDef): { width: number; least: number } {
  const [width, least] = SIZES[key] ?? (field && BY_TYPE[field.type]) ?? [150, 90];
  return { width, least };
}

/** What is kept of a layout, read with care: columns that are gone are left out, none at all is the default. */
export function readLayout(kept: unknown, usual: Layout = DEFAULT_LAYOUT): Layout {
  if (!Array.isArray(kept)) return usual;
  const read = kept.flatMap((one: unknown) => {
    if (typeof one !== "object" || one === null || !("key" in one) || typeof one.key !== "string") return [];
    const width = "width" in one && typeof one.width === "number" ? Math.round(one.width) : undefined;
    return [{ key: one.key, ...(width === undefined ? {} : { width }) }];
  });
  return read.length > 0 ? read : usual;
}

/** The columns of a layout, from the start of the row, with the width that the person has given them. */
export function columnsOf(layout: Layout, all: readonly Column[]): (Column & { set?: number })[] {
  return layout.flatMap(({ key, width }) => {
    const column = all.find((one) => one.key === key);
    if (!column) return [];
    return [width === undefined ? column : { ...column, set: Math.max(width, MINIMUM) }];
  });
}

/** A layout that has a column which is still there; one of none but lost columns would show an empty list. */
export const alive = (layout: Layout | undefined, all: readonly Column[]): Layout | undefined =>
  layout?.some(({ key }) => all.some((column) => column.key === key)) ? layout : undefined;

const MINIMUM = 48;

/** `grid-template-columns` of the rows: what has no width of its own shares the room. */
export function templateOf(columns: readonly (Column & { set?: number })[]): string {
  return columns
    .map(({ set, width, least }) => (set === undefined ? `minmax(${least}px, ${width}fr)` : `${set}px`))
    .join(" ");
}

/** How wide a row is at least, px: below it the list scrolls sideways. */
export const leastWidth = (columns: readonly (Column & { set?: number })[]): number =>
  columns.reduce((sum, { set, least }) => sum + (set ?? least), 0);

/** With a column shown at the end, or hidden; the last one stays. */
export function toggled(layout: Layout, key: string): Layout {
  if (!layout.some((one) => one.key === key)) return [...layout, { key }];
  return layout.length === 1 ? layout : layout.filter((one) => one.key !== key);
}

/** With one column put where another stands. */
export function moved(layout: Layout, key: string, to: string): Layout {
  const from = layout.findIndex((one) => one.key === key);
  const place = layout.findIndex((one) => one.key === to);
  const taken = layout[from];
  return taken && place >= 0 ? layout.toSpliced(from, 1).toSpliced(place, 0, taken) : layout;
}

/** With another width, px; `undefined` gives it its share again. */
export function resized(layout: Layout, key: string, width: number | undefined): Layout {
  return layout.map((one) =>
    one.key === key ? { key, ...(width === undefined ? {} : { width: Math.max(Math.round(width), MINIMUM) }) } : one,
  );
}

/** What the rows do not carry by themselves and has to be asked for, as `fields=`. */
export function fieldsToAsk(columns: readonly Column[]): string {
  return ["acceptedAt", ...columns.filter(({ key }) => !IN_ROW.includes(key)).map(({ key }) => key)].join(",");
}

/** A page of the list, and the least that fills a screen. */
const [MOST, LEAST] = [60, 20];
/** What a row takes by itself and for each field asked besides, bytes; and what one request may give. */
const [ROW, FIELD, REQUEST] = [1_350, 60, 85_000];

/** How many rows are asked for at once, so that no answer is too much for a slow line: fewer with many columns. */
export const rowsAtOnce = (fields: string): number =>
  Math.max(LEAST, Math.min(MOST, Math.floor(REQUEST / (ROW + FIELD * fields.split(",").length))));

/** Columns whose values every row has. */
const IN_ROW = [
  "labels",
  "history",
  "status",
  "number",
  "subject",
  "service",
  "address",
  "client",
  "company",
  "team",
  "assignee",
  "controller",
  "channel",
  "priority",
  "created",
  "updated",
  "resumeAt",
  "due",
  "reactionDue",
  "rating",
  "attachments",
  "incidentNumber",
  "acceptedAt",
];

/**
 * The columns that fit beside an open ticket: what stands last goes first, the labels stay, and so do the first three.
 * @param room for columns, px
 */
export function fitting<C extends Column & { set?: number }>(columns: readonly C[], room: number): C[] {
  const kept = [...columns];
  while (leastWidth(kept) > room) {
    const last = kept.findLastIndex(({ key }, at) => key !== "labels" && at >= KEPT);
    if (last < 0) break;
    kept.splice(last, 1);
  }
  return kept;
}
const KEPT = 3;

/** The next order after a click on a header: one way, the other way, the usual one. Times begin with the latest. */
export function nextSort(sort: string | undefined, { key, field }: Column): string | undefined {
  const latestFirst = field?.type === "moment" || field?.type === "date";
  const [first, second] = latestFirst ? [`-${key}`, key] : [key, `-${key}`];
  return sort === first ? second : sort === second ? undefined : first;
}

/** How the list is ordered by the column now; the list's usual order shows no arrow. */
export function sortOf(sort: string | undefined, key: string): "ascending" | "descending" | undefined {
  if (sort === key) return "ascending";
  return sort === `-${key}` ? "descending" : undefined;
}

/** What the server is asked for: whatever the column, tickets that ask for attention come first (decision 29). */
export function askedSort(sort: string | undefined, labels: readonly Label[]): string {
  return [writeAttention(labels), sort ?? "-updated"].filter(Boolean).join(",");
}
