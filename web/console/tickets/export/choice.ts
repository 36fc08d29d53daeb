import type { Answer } from "../../../kit/api.ts";

export type Offered = Answer<"listExportFields">;
export type Group = Offered["modes"][number]["groups"][number];

/** What is ticked at first: what was ticked last time as far as it is still there, else what the list shows now. */
export function firstChoice(groups: readonly Group[], last: readonly string[], shown: readonly string[]): string[] {
  const known = keysOf(groups);
  const kept = last.filter((key) => known.includes(key));
  return kept.length > 0 ? kept : shown.filter((key) => known.includes(key));
}

export const keysOf = (groups: readonly Group[]): string[] =>
  groups.flatMap(({ fields }) => fields.map(({ key }) => key));

/** With all of these, or without any of them when all are ticked already. */
export function toggledAll(chosen: readonly string[], keys: readonly string[]): string[] {
  const rest = chosen.filter((key) => !keys.includes(key));
  return keys.every((key) => chosen.includes(key)) ? rest : [...rest, ...keys];
}

/** In the order in which they are offered, which is that of the columns. */
export const inOrder = (groups: readonly Group[], chosen: readonly string[]): string[] =>
  keysOf(groups).filter((key) => chosen.includes(key));
