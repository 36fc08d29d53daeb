/** What measures and waits; tests put their own in its place. Milliseconds. */
export type Pace = { now: () => number; pause: (milliseconds: number) => Promise<void> };

/** Answers come at whole multiples of this after the question, ms. */
const STEP_MS = 250;

/**
 * Does the work and answers at the next whole step after the question, so that the time says nothing about what was
 * found. Work that fails takes as long.
 */
export async function evenly<T>(pace: Pace, work: () => Promise<T>): Promise<T> {
  const start = pace.now();
  try {
    return await work();
  } finally {
    const spent = pace.now() - start;
    await pace.pause((Math.floor(spent / STEP_MS) + 1) * STEP_MS - spent);
  }
}
