/** Chance that is the same at every run: the choices of tickets, words and people. */
export type Random = {
  /** A whole number below `end`. */
  below: (end: number) => number;
  pick: <T>(items: readonly T[]) => T;
};

/** Mulberry32 over a hash of the name. */
export function seeded(name: string): Random {
  let state = 2166136261;
  for (const char of name) state = Math.imul(state ^ char.charCodeAt(0), 16777619);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error(`Nothing to choose from: ${name}`);
      return item;
    },
  };
}
