import { setTimeout as sleep } from "node:timers/promises";
import { now } from "../clock.ts";
import { type Figure, figure, type Line, percentile } from "../figure.ts";
import { openSender } from "../letters.ts";
import { openScreen } from "../screen.ts";
import type { Stage } from "../stage.ts";

const IDLE_LIMIT = 500;
const BUSY_LIMIT = 2_000;
const BUSY_RATE = 50;

/**
 * From the moment in which the sender begins to hand a letter over, to the row in a list that is open elsewhere, its
 * wait for further changes included.
 */
export const letter: Line = {
  name: "letter",
  about: "a letter handed over by SMTP until its ticket stands on a screen",
  needs: "size",
  async run(stage) {
    const idle = await idleLetters(stage, stage.quick ? 3 : 40);
    await stage.sweep();
    const busy = await busyLetters(stage, stage.quick ? 5 : BUSY_RATE);
    await stage.sweep();
    return [idle, busy];
  },
};

async function onScreen<T>(stage: Stage, work: (arrive: (turn: number) => Promise<number>) => Promise<T>): Promise<T> {
  const run = Date.now().toString(36);
  const screen = await openScreen(stage.url, await stage.signIn(stage.people.administrator.email));
  const sender = await openSender(stage, "letters");
  try {
    return await work(async (turn) => {
      const subject = `Заявка ${run}-${turn}`;
      const begun = now();
      const seen = screen.shown(subject);
      await sender.send(turn, subject);
      return (await seen) - begun;
    });
  } finally {
    sender.close();
    await screen.close();
  }
}

function idleLetters(stage: Stage, count: number): Promise<Figure> {
  return onScreen(stage, async (arrive) => {
    const times: number[] = [];
    // The first one opens the connection and warms up.
    for (let turn = 0; turn <= count; turn++) {
      const time = await arrive(turn);
      if (turn > 0) times.push(time);
    }
    return shownFigure(stage, "one at a time", times, IDLE_LIMIT);
  });
}

function busyLetters(stage: Stage, rate: number): Promise<Figure> {
  return onScreen(stage, async (arrive) => {
    const letters: Promise<number>[] = [];
    const begun = now();
    const count = Math.ceil(rate * Math.max(stage.seconds, 1));
    for (let turn = 0; turn < count; turn++) {
      await sleep(Math.max(0, begun + (turn * 1000) / rate - now()));
      const arriving = arrive(turn);
      // Looked at when all are sent; until then a late one is no unheard failure.
      arriving.catch(() => {});
      letters.push(arriving);
    }
    const times = await Promise.all(letters);
    return shownFigure(stage, `${rate} letters a second`, times, BUSY_LIMIT);
  });
}

function shownFigure(stage: Stage, what: string, times: readonly number[], limit: number): Figure {
  const p95 = percentile(times, 0.95);
  return figure("letter", what, {
    size: stage.size,
    p50: percentile(times, 0.5),
    p95,
    must: `p95 ≤ ${limit / 1000} s`,
    pass: p95 <= limit,
    parts: { letters: times.length, p99: Math.round(percentile(times, 0.99)), slowest: Math.round(Math.max(...times)) },
  });
}
