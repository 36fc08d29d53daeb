import { Problem } from "../platform/http/problem.ts";

/** How many failures are forgiven, within how long, per key. */
export type AttemptLimit = { most: number; minutes: number };

/** Counts what was tried in vain and says when it is enough. */
export type Attempts = {
  /** Throws 429 while a key has used up its attempts. */
  check: (keys: readonly string[], now: Date) => void;
  /** One more for each key. */
  count: (keys: readonly string[], now: Date) => void;
  /** Success: what was counted is forgotten. */
  forget: (keys: readonly string[]) => void;
};

/** Keys held at most: a flood of made-up addresses must not fill the memory. */
const MOST_KEYS = 50_000;

/**
 * Attempts in the memory of this process. With several nodes each counts for itself, which multiplies the limit by
 * their number and no more. The wait is the same whether or not the account exists.
 */
export function makeAttempts({ most, minutes }: AttemptLimit): Attempts {
  const counted = new Map<string, { count: number; until: number }>();
  const live = (key: string, now: Date) => {
    const entry = counted.get(key);
    return entry && entry.until > now.getTime() ? entry : null;
  };
  return {
    check(keys, now) {
      if (!keys.some((key) => (live(key, now)?.count ?? 0) >= most)) return;
      throw new Problem(429, "session/too-many-attempts", `Too many attempts. Try again in ${minutes} minutes.`);
    },
    count(keys, now) {
      for (const key of keys) {
        const count = (live(key, now)?.count ?? 0) + 1;
        // Taken out first, so that the map stays in the order of age.
        counted.delete(key);
        counted.set(key, { count, until: now.getTime() + minutes * 60_000 });
        const oldest = counted.size > MOST_KEYS ? counted.keys().next().value : undefined;
        if (oldest !== undefined) counted.delete(oldest);
      }
    },
    forget(keys) {
      for (const key of keys) counted.delete(key);
    },
  };
}
