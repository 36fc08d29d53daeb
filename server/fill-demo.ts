import { existsSync } from "node:fs";
import { migrate, pendingUpgrade } from "./platform/migrate.ts";

/** What `tools/scale` offers; an installation may come without it. */
type ScaleTool = {
  fillScale: (options: {
    ownerUrl: string;
    workspace: string;
    tickets: number;
    seed: number;
    onProgress: (progress: never) => void;
    signal: AbortSignal;
  }) => Promise<{ complete: boolean }>;
  /** A line for people. */
  describeProgress: (progress: never) => string;
};

const MOST_TICKETS = 10_000_000;
/** Between two lines of progress where they are not written over each other, ms. */
const PAUSE_MS = 10_000;

/**
 * Fills a demo workspace with so many tickets. Progress goes to stderr. Ctrl-C stops it after what is just being
 * written; stopped or killed, it goes on with the same command.
 */
export async function fillDemo(
  ownerUrl: string,
  { workspace, tickets, seed }: { workspace: string; tickets: string; seed: string },
): Promise<string> {
  const count = wholeNumber("tickets", tickets);
  if (count > MOST_TICKETS) throw new Error(`--tickets may be ${MOST_TICKETS} at most.`);
  const options = { ownerUrl, workspace, tickets: count, seed: wholeNumber("seed", seed) };
  const { fillScale, describeProgress } = await scaleTool();
  if ((await pendingUpgrade(ownerUrl)).length > 0) {
    throw new Error("The database is of an older Pult: start Pult once, which saves it and brings it up to date.");
  }
  await migrate(ownerUrl);
  const stopping = new AbortController();
  const stop = () => {
    // A second one means it.
    if (stopping.signal.aborted) process.exit(1);
    console.error("\nStopping after what is just being written…");
    stopping.abort();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const told = teller();
  const onProgress = (progress: never) => told(describeProgress(progress));
  const { complete } = await fillScale({ ...options, onProgress, signal: stopping.signal });
  if (process.stderr.isTTY) process.stderr.write("\n");
  if (complete) return `The workspace ${workspace} has its ${count} tickets.`;
  throw new Error(
    "Stopped. Until the same command has run to its end the lists are slow, for indexes are missing; it goes on where it was.",
  );
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${option} is a whole number: ${text} is not.`);
  return Number(text);
}

/** Lines that take each other's place on a terminal, and come now and then elsewhere. */
function teller(): (line: string) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (line) => {
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\x1b[K${line}`);
      return;
    }
    if (performance.now() - last < PAUSE_MS) return;
    last = performance.now();
    console.error(line);
  };
}

async function scaleTool(): Promise<ScaleTool> {
  const tool = new URL("../tools/scale/fill-scale.ts", import.meta.url);
  if (!existsSync(tool)) throw new Error("There is no demo in this installation.");
  return import(tool.href);
}
