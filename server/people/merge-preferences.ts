/** Which change of which browser something is. */
export type Sent = { by: string; number: number };

/** What is kept of a person's preferences: the values, and where those that came in an order came from, by name. */
export type KeptPreferences = { values: Record<string, unknown>; order: Record<string, Sent> };

/** The JSON columns of a person's row, which hold what was put there. */
export const keptOf = (row: { preferences: unknown; preference_order: unknown }): KeptPreferences => ({
  values: row.preferences as KeptPreferences["values"],
  order: row.preference_order as KeptPreferences["order"],
});
/** The same columns, to be written. */
export const columnsOf = ({ values, order }: KeptPreferences) => ({
  preferences: JSON.stringify(values),
  preference_order: JSON.stringify(order),
});

/** Of so many names the order is remembered, those changed last. */
const MOST_NAMES = 200;

/**
 * What is named is replaced, null takes it away, the rest stays. What one browser has sent before a change of the same
 * preference that is here already is passed over: it was overtaken on the way. Between browsers, and of whoever names
 * no order, the last to come holds.
 */
export function mergePreferences(
  { values, order }: KeptPreferences,
  change: Readonly<Record<string, unknown>>,
  sent?: Sent,
): KeptPreferences {
  const taken = Object.entries(change).filter(([name]) => {
    const last = order[name];
    return !last || !sent || last.by !== sent.by || last.number <= sent.number;
  });
  const merged = Object.entries({ ...values, ...Object.fromEntries(taken) }).filter(([, value]) => value !== null);
  const named = new Set(taken.map(([name]) => name));
  const orders = [
    ...Object.entries(order).filter(([name]) => !named.has(name)),
    ...(sent ? [...named].map((name): [string, Sent] => [name, sent]) : []),
  ];
  return { values: Object.fromEntries(merged), order: Object.fromEntries(orders.slice(-MOST_NAMES)) };
}
