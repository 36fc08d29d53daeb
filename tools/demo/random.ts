/** Numbers that look like chance and are the same for the same seed. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next: () => number;
  /** A whole number, both bounds included. */
  int: (min: number, max: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
  weighted: <T>(list: readonly T[], weight: (item: T) => number) => T;
  /** So many different ones of a list, in the order of chance. */
  some: <T>(list: readonly T[], count: number) => T[];
  /** Between the bounds, near the lower one more often: how long people take. */
  span: (min: number, max: number) => number;
};

/** A generator of its own for each thing that is made up, so that one does not change the others. */
export function randomOf(seed: string): Random {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(next() * list.length)];
    if (item === undefined) throw new Error(`Nothing to pick from (${seed})`);
    return item;
  };
  return {
    next,
    pick,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    weighted(list, weight) {
      let left = next() * list.reduce((sum, item) => sum + weight(item), 0);
      for (const item of list) {
        left -= weight(item);
        if (left < 0) return item;
      }
      return pick(list);
    },
    some(list, count) {
      const rest = [...list];
      const found: (typeof rest)[number][] = [];
      while (found.length < count && rest.length > 0) found.push(...rest.splice(Math.floor(next() * rest.length), 1));
      return found;
    },
    span: (min, max) => min * (max / min) ** next(),
  };
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619);
  return value;
}
