/** What lifts a ticket in an employee's list, in the usual order: the first stands highest [H-SORT-09, H-SORT-11]. */
export const LABELS = ["important", "unseen", "reaction", "resolution", "unread"] as const;
export type Label = (typeof LABELS)[number];

/** What the order reads of a ticket's labels; a breach lifts a ticket only while there is work on it. */
export type Labelled = {
  important?: string | null;
  unseen?: number;
  breached?: readonly string[];
  unread?: boolean;
  category: string;
};

const KEY = "attention";
const WORKED_ON: readonly string[] = ["new", "open", "paused"];

/** Whether it is the key of a label. */
export const isLabel = (word: unknown): word is Label => LABELS.some((label) => label === word);

/**
 * Reads the part of an order that lifts tickets by their labels: `attention` is the usual ranking,
 * `attention:unseen.reaction` one of a person's own, in which the labels left out lift nothing. Undefined for any
 * other part of an order, null for one that names what is no label.
 */
export function readAttention(part: string): readonly Label[] | null | undefined {
  const [key, ranked, ...more] = part.trim().split(":");
  if (key !== KEY) return undefined;
  if (ranked === undefined) return LABELS;
  const words = ranked.split(".");
  const labels = words.filter(isLabel);
  return more.length === 0 && labels.length === words.length ? [...new Set(labels)] : null;
}

/** Writes it as `readAttention` reads it; nothing for no labels. */
export function writeAttention(labels: readonly Label[]): string {
  if (labels.length === 0) return "";
  const isUsual = labels.length === LABELS.length && labels.every((label, at) => label === LABELS[at]);
  return isUsual ? KEY : `${KEY}:${labels.join(".")}`;
}

/** Whether the ticket has the label, as far as the order goes. */
export function hasLabel(label: Label, { important, unseen = 0, breached = [], unread, category }: Labelled): boolean {
  if (label === "important") return important !== null && important !== undefined;
  if (label === "unseen") return unseen > 0;
  if (label === "unread") return unread === true;
  return breached.includes(label) && WORKED_ON.includes(category);
}

/** Those that are of the ticket and alike for everybody, each a bit of `labelBits`. */
const STORED = LABELS.filter((label) => label !== "unread");

const bitsOf = (has: (label: Label) => boolean): number =>
  STORED.reduce((bits, label, at) => (has(label) ? bits | (1 << at) : bits), 0);

/** The labels of the ticket itself as one number, 0 for none: all tickets with the same ones lie together. */
export const labelBits = (ticket: Labelled): number => bitsOf((label) => hasLabel(label, ticket));

/** How high a ticket stands in this ranking, from 0 for none of its labels. `bits` as `labelBits` writes them. */
export const heightOf = (labels: readonly Label[], bits: number, unread: boolean): number =>
  labels.reduce((height, label) => {
    const has = label === "unread" ? unread : (bits & (1 << STORED.indexOf(label))) !== 0;
    return height * 2 + Number(has);
  }, 0);

/**
 * Every set of the ticket's own labels, as `labelBits` writes them, but for the one of none. Null for a ranking that
 * leaves one of them out: tickets with different sets rank alike there.
 */
export const rankedBits = (labels: readonly Label[]): number[] | null =>
  STORED.every((label) => labels.includes(label))
    ? Array.from({ length: bitsOf(() => true) }, (_, at) => at + 1)
    : null;

/** Negative where the first ticket stands above the other by its labels: rank by rank, then the more unseen messages. */
export function byLabels(labels: readonly Label[], one: Labelled, other: Labelled): number {
  for (const label of labels) {
    const differs = Number(hasLabel(label, other)) - Number(hasLabel(label, one));
    if (differs !== 0) return differs;
  }
  return labels.includes("unseen") ? (other.unseen ?? 0) - (one.unseen ?? 0) : 0;
}
