/** Counts how often something has happened in this process since it began, by what tells such things apart. */
export class Tally {
  readonly #counts = new Map<string, { labels: readonly string[]; count: number }>();

  /** One more with these labels; they are words of ours, a handful of each, never of people. */
  add(...labels: readonly string[]): void {
    const key = labels.join("\n");
    const entry = this.#counts.get(key);
    if (entry) entry.count += 1;
    else this.#counts.set(key, { labels, count: 1 });
  }

  read(): { labels: readonly string[]; count: number }[] {
    return [...this.#counts.values()];
  }
}

/** Letters: `in` or `out`, and what became of them. */
export const LETTERS = new Tally();
/** Jobs: the task, and `done`, `failed` (it is tried again) or `given-up`. */
export const JOBS = new Tally();
