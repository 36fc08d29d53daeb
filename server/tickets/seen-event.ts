import { same } from "../../core/process/same.ts";

type Reason = { rule: string; facts: Record<string, unknown> };
type Told = { kind: string; data: Record<string, unknown>; why: unknown };

/**
 * An event as somebody may read it from whom fields are hidden ([B-FLD-04]): their values, old and new, are left out
 * wherever they stand, in what changed and in why. Null when nothing else happened.
 * @param hidden keys of fields, without `custom.`
 */
export function seenEvent<E extends Told>(event: E, hidden: ReadonlySet<string>): E | null {
  if (hidden.size === 0) return event;
  const data = seenRecord(event.data, hidden);
  const seen = { ...event, data, why: seenPart(event.why, hidden) };
  if (event.kind !== "fields.changed" || !isRecord(data.changes)) return seen;
  const changes = Object.entries(data.changes).filter(
    ([, change]) => !isRecord(change) || !same(change.from, change.to),
  );
  return changes.length === 0 ? null : { ...seen, data: { ...data, changes: Object.fromEntries(changes) } };
}

/** The reasons alone, as he may read them. */
export const seenWhy = <R extends Reason>(why: readonly R[], hidden: ReadonlySet<string>): R[] =>
  why.map((reason) => ({ ...reason, facts: seenRecord(reason.facts, hidden) }));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const named = (text: unknown, hidden: ReadonlySet<string>): boolean =>
  typeof text === "string" && text.startsWith("custom.") && hidden.has(text.slice("custom.".length));

/** A condition in which a hidden field stands is not quoted. */
function seenText(text: string, hidden: ReadonlySet<string>): string {
  const keys = text.match(/custom\.[a-z0-9_]+/g) ?? [];
  return keys.some((key) => named(key, hidden)) ? "" : text;
}

function seenPart(value: unknown, hidden: ReadonlySet<string>): unknown {
  if (typeof value === "string") return seenText(value, hidden);
  if (Array.isArray(value)) {
    const left = value.filter((one) => !named(one, hidden) && !(isRecord(one) && named(one.field, hidden)));
    return left.map((one) => seenPart(one, hidden));
  }
  return isRecord(value) ? seenRecord(value, hidden) : value;
}

function seenRecord(record: Record<string, unknown>, hidden: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]): [string, unknown][] => {
      if (named(key, hidden)) return [];
      if (key === "custom" && isRecord(value)) return [[key, seenValues(value, hidden)]];
      return [[key, seenPart(value, hidden)]];
    }),
  );
}

/** Values by the key of the field, or two such records: before and after. */
function seenValues(values: Record<string, unknown>, hidden: ReadonlySet<string>): Record<string, unknown> {
  const isChange = "from" in values && "to" in values && (isRecord(values.from) || isRecord(values.to));
  if (isChange) {
    const end = (side: unknown) => (isRecord(side) ? seenValues(side, hidden) : side);
    return { from: end(values.from), to: end(values.to) };
  }
  return Object.fromEntries(Object.entries(values).filter(([key]) => !hidden.has(key)));
}
