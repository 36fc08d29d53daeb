import { type Figure, figure } from "./figure.ts";

const LIMIT = 1.5;

/** How much slower the list is in the largest desk than in the smallest: a row for each person it was measured for. */
export function growthOf(figures: readonly Figure[]): Figure[] {
  const lists = figures.filter(
    ({ line, p95, size, parts }) => line === "list" && p95 !== null && size !== null && parts.who !== undefined,
  );
  return [...Map.groupBy(lists, ({ parts }) => String(parts.who))].flatMap(([who, own]) => {
    const [first, last] = [own[0], own.at(-1)];
    if (!first?.p95 || !last?.p95 || first === last) return [];
    const times = last.p95 / first.p95;
    return figure("growth", `list of the ${who}, from ${first.size} to ${last.size} tickets`, {
      value: `${times.toFixed(2)} ×`,
      must: `≤ ${LIMIT} ×`,
      pass: times <= LIMIT,
      parts: { "p50 ×": Math.round(((last.p50 ?? 0) / (first.p50 ?? 1)) * 100) / 100 },
    });
  });
}
