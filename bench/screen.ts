import { now } from "./clock.ts";
import { type Change, readStream } from "./read-stream.ts";

/** The console collects changes for so long before it asks for their rows (`web/console/tickets/list`), ms. */
const TOGETHER = 120;

/** A list of the console that is open: it follows the stream and loads the rows that changed, as the console does. */
export type Screen = {
  /** When the row with this subject stood on the screen first; throws when it does not come in time. */
  shown: (subject: string) => Promise<number>;
  close: () => Promise<void>;
};

const PATIENCE_MS = 60_000;

export async function openScreen(url: string, headers: Record<string, string>): Promise<Screen> {
  const rows = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  const changed = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();

  async function load(numbers: readonly number[]): Promise<void> {
    const query = new URLSearchParams({ where: `number:${numbers.join(",")}`, fields: "acceptedAt", limit: "200" });
    const answer = await fetch(`${url}/api/v1/tickets?${query}`, { headers });
    const { items }: { items: { subject: string }[] } = JSON.parse(await answer.text());
    const at = now();
    for (const { subject } of items) {
      if (rows.has(subject)) continue;
      rows.set(subject, at);
      waiting.get(subject)?.(at);
    }
  }
  const hear = ({ number }: Change) => {
    changed.add(number);
    timer ??= setTimeout(() => {
      timer = undefined;
      const numbers = [...changed];
      changed.clear();
      // What fails here is missed by whoever waits for it.
      working = Promise.allSettled([working, load(numbers)]).then(() => undefined);
    }, TOGETHER);
  };
  const stream = await readStream(url, headers, hear);
  return {
    shown(subject) {
      const at = rows.get(subject);
      if (at !== undefined) return Promise.resolve(at);
      return new Promise((done, failed) => {
        const late = setTimeout(() => failed(new Error(`"${subject}" does not come on the screen`)), PATIENCE_MS);
        waiting.set(subject, (shownAt) => {
          clearTimeout(late);
          done(shownAt);
        });
      });
    },
    async close() {
      clearTimeout(timer);
      stream.close();
      await working;
    },
  };
}
