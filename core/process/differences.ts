import type { Process } from "./process.ts";
import { same } from "./same.ts";

/**
 * One thing that is otherwise: `at` is its place (`statuses.open.colour`, `moves.resolved.label`), as it is after the
 * change, or as it was where it is gone.
 */
export type Difference = {
  at: string;
  kind: "added" | "removed" | "changed";
  before?: unknown;
  after?: unknown;
};

/** Parts that say nothing about how tickets go. */
const ASIDE = ["version", "layout", "statuses", "stages", "moves", "on"];

/** What is different between two processes, thing by thing: statuses by key, moves by where they lead. */
export function differences(before: Process, after: Process): Difference[] {
  return [
    ...ofParts("", without(before, ASIDE), without(after, ASIDE)),
    ...ofStatuses(before, after),
    ...ofStages(before, after),
    ...ofLists("moves", before.moves, after.moves, ({ key, to }) => key ?? to),
    ...ofLists("on", before.on, after.on, ({ event }) => event),
  ];
}

function ofStatuses(before: Process, after: Process): Difference[] {
  const [was, is] = [Object.keys(before.statuses), Object.keys(after.statuses)];
  const changed: Difference[] = [...new Set([...is, ...was])].flatMap((key): Difference[] => {
    const [old, now] = [before.statuses[key], after.statuses[key]];
    if (!old) return [{ at: `statuses.${key}`, kind: "added", after: now }];
    if (!now) return [{ at: `statuses.${key}`, kind: "removed", before: old }];
    return ofParts(`statuses.${key}.`, old, now);
  });
  return [
    ...changed,
    ...(isReordered(was, is) ? [{ at: "statuses", kind: "changed", before: was, after: is } as const] : []),
  ];
}

/** Whether those that were there and are still stand in another order. */
function isReordered(was: readonly string[], is: readonly string[]): boolean {
  const stay = (keys: readonly string[], others: readonly string[]) => keys.filter((key) => others.includes(key));
  return !same(stay(was, is), stay(is, was));
}

/** The stages as one thing: a ticket begins in the first, so their order counts too. */
function ofStages({ stages: old }: Process, { stages: now }: Process): Difference[] {
  const found = ofParts("", { stages: old }, { stages: now });
  const [was, is] = [Object.keys(old ?? {}), Object.keys(now ?? {})];
  return found.length === 0 && isReordered(was, is)
    ? [{ at: "stages", kind: "changed", before: was, after: is }]
    : found;
}

/** Lists whose items have no key of their own: the same ones first, then those that lead to the same, then the rest. */
function ofLists<T extends object>(
  name: string,
  before: readonly T[],
  after: readonly T[],
  wordOf: (item: T) => string,
): Difference[] {
  const rest = before.filter((old) => !after.some((now) => same(old, now)));
  const found = after.flatMap((now): Difference[] => {
    if (before.some((old) => same(old, now))) return [];
    const index = rest.findIndex((old) => wordOf(old) === wordOf(now));
    const [old] = index < 0 ? [] : rest.splice(index, 1);
    if (!old) return [{ at: `${name}.${wordOf(now)}`, kind: "added", after: now }];
    return ofParts(`${name}.${wordOf(now)}.`, old, now);
  });
  const gone = rest.map((old): Difference => ({ at: `${name}.${wordOf(old)}`, kind: "removed", before: old }));
  return [...found, ...gone];
}

/** What is different between two things, part by part; nested things are told whole. */
export function ofParts(place: string, before: object, after: object): Difference[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((part): Difference[] => {
    const [old, now]: unknown[] = [was.get(part), is.get(part)];
    if (same(old, now)) return [];
    const at = `${place}${part}`;
    if (old === undefined) return [{ at, kind: "added", after: now }];
    if (now === undefined) return [{ at, kind: "removed", before: old }];
    return [{ at, kind: "changed", before: old, after: now }];
  });
}

const without = (thing: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(thing).filter(([name]) => !names.includes(name)));
