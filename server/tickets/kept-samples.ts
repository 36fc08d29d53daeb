/** A sample is a guess, and as good half a minute later: for the total, the next page, and the list after each change. */
const KEPT = 30_000;
/** Texts of conditions, some 200 bytes each. */
const MOST = 5_000;

type Kept = { at: number; sample: unknown };
const samples = new Map<string, Kept>();

/** The keys under which the two samples of a condition are kept: of all tickets, and of those that changed last. */
export type Keep = { everywhere: string; latest: string; now: number };

/** Of a condition as it was written, and of what one person sees. */
export function keepFor(workspaceId: string, personId: string, where: string, now: Date): Keep {
  const key = `${workspaceId} ${personId} ${where}`;
  return { everywhere: key, latest: `latest ${key}`, now: now.getTime() };
}

/** Of words alone in all tickets, which are the same for everybody. */
export const keepForWords = (workspaceId: string, words: string, keep: Keep): Keep => ({
  ...keep,
  everywhere: `words ${workspaceId} ${words}`,
  latest: `${keep.latest} ${words}`,
});

/** The sample with this key, taken now or not long ago. Samples decide how tickets are found, never which. */
export async function kept<T>(key: string, now: number, take: () => Promise<T>): Promise<T> {
  const known = samples.get(key);
  if (known && Math.abs(now - known.at) < KEPT) return known.sample as T;
  const sample = await take();
  samples.delete(key);
  samples.set(key, { at: now, sample });
  for (const oldest of samples.keys()) {
    if (samples.size <= MOST) break;
    samples.delete(oldest);
  }
  return sample;
}
