import { isLabel, LABELS, type Label } from "../../../../core/condition/attention.ts";

/** [H-SORT-10] How a person ranks the labels: all of them in their order, and those that lift nothing. */
export type LabelRanks = { order: readonly Label[]; off: readonly Label[] };
export const USUAL_RANKS: LabelRanks = { order: LABELS, off: [] };

/** What is kept, read with care: labels that came later stand last. */
export function readRanks(kept: unknown): LabelRanks {
  if (typeof kept !== "object" || kept === null) return USUAL_RANKS;
  const known = (value: unknown): Label[] => (Array.isArray(value) ? value.filter(isLabel) : []);
  const order = known("order" in kept ? kept.order : undefined);
  return {
    order: [...new Set([...order, ...LABELS])],
    off: known("off" in kept ? kept.off : undefined),
  };
}

/** The labels that lift tickets, highest first. */
export const lifting = ({ order, off }: LabelRanks): readonly Label[] => order.filter((label) => !off.includes(label));

/** [H-SORT-09] With one label put where another stands. */
export function rankedAt(ranks: LabelRanks, label: Label, to: Label): LabelRanks {
  const from = ranks.order.indexOf(label);
  const place = ranks.order.indexOf(to);
  const taken = ranks.order[from];
  if (!taken || place < 0) return ranks;
  return { ...ranks, order: ranks.order.toSpliced(from, 1).toSpliced(place, 0, taken) };
}

/** [H-SORT-08] With one label that lifts tickets, or does not. */
export const switched = (ranks: LabelRanks, label: string): LabelRanks => ({
  ...ranks,
  off: ranks.order.filter((one) => ranks.off.includes(one) !== (one === label)),
});

/** [H-SORT-07] With all labels on or off. */
export const allSwitched = (ranks: LabelRanks, on: boolean): LabelRanks => ({ ...ranks, off: on ? [] : LABELS });
