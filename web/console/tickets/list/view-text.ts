import { isLabel, LABELS, type Label, readAttention } from "../../../../core/condition/attention.ts";
import type { Registry } from "../../../../core/fields/registry.ts";
import { type Layout, readLayout } from "./columns.ts";
import type { LabelRanks } from "./label-ranks.ts";

/** The columns as an address has them: `status,number:90,subject`, widths in px. */
export const writeColumns = (layout: Layout): string =>
  layout.map(({ key, width }) => (width === undefined ? key : `${key}:${width}`)).join(",");

/** The columns of an address or a view; nothing where there are none to be read. */
export function readColumns(text: string | undefined): Layout | undefined {
  const read = (text ?? "").split(",").flatMap((word) => {
    const [, key, width] = /^([\p{L}\p{N}_.]+)(?::(\d{1,4}))?$/u.exec(word.trim()) ?? [];
    return key === undefined ? [] : [{ key, ...(width === undefined ? {} : { width: Number(width) }) }];
  });
  return read.length > 0 ? readLayout(read) : undefined;
}

const NONE = "none";

/** The labels that lift tickets as an address has them, highest first: `unseen.important`; `none` for none. */
export const writeLabels = (labels: readonly Label[]): string => labels.join(".") || NONE;

export function readLabels(text: string | undefined): readonly Label[] | undefined {
  if (text === undefined) return undefined;
  const labels = text.split(".").filter(isLabel);
  return labels.length > 0 || text === NONE ? [...new Set(labels)] : undefined;
}

/** The order of a view: the labels that lift tickets, and what they are ordered by below them. */
export function readViewSort(sort: string | undefined): { labels: readonly Label[]; order: string } | undefined {
  if (sort === undefined) return undefined;
  const [first = "", ...rest] = sort.split(",");
  const labels = readAttention(first);
  const order = labels ? rest.join(",") : sort;
  // The list's usual order shows no arrow.
  return { labels: labels ?? [], order: order === "-updated" ? "" : order };
}

/** The same labels as ranks: those that lift nothing stand below. */
export const ranksOf = (labels: readonly Label[]): LabelRanks => ({
  order: [...new Set([...labels, ...LABELS])],
  off: LABELS.filter((label) => !labels.includes(label)),
});

/** The order as far as the list can still be put in it, and the fields by which it cannot: gone, or not for this person. */
export function readOrder(
  text: string | undefined,
  registry: Registry,
): { order: string | undefined; gone: readonly string[] } {
  const words = (text ?? "").split(",").map((word) => word.trim());
  const fieldOf = (word: string) => word.replace(/^[-+]/, "");
  const kept = words.filter((word) => registry.find(fieldOf(word))?.sortable);
  const gone = words.filter((word) => word !== "" && !kept.includes(word)).map(fieldOf);
  return { order: kept.slice(0, MOST_STEPS).join(",") || undefined, gone };
}
/** As many fields as the server orders by. */
const MOST_STEPS = 5;
