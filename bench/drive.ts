import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Figure, percentile } from "./figure.ts";
import type { Act, LoadOrder, LoadResult } from "./load.ts";
import type { Stage } from "./stage.ts";

const LOAD = fileURLToPath(new URL("load.ts", import.meta.url));

/** What a load gave: the time of the slowest kind of request, acts a second, and every kind by itself. */
export type Driven = { p50: number; p95: number; rate: number; parts: Figure["parts"] };

/**
 * Lets `stage.clients` clients do the acts over and over, from a second process. The times are of single answers: p50
 * and p95 are those of the slowest kind of request, `rate` counts whole acts. Throws when anything is refused.
 */
export async function drive(stage: Stage, acts: readonly Act[]): Promise<Driven> {
  await tryEach(stage, acts);
  const { kinds, answers, seconds, refused } = await load({
    url: stage.url,
    connections: stage.clients,
    warmUp: stage.warmUp,
    seconds: stage.seconds,
    acts,
  });
  if (Object.keys(refused).length > 0) throw new Error(`Not everything was answered: ${JSON.stringify(refused)}`);
  const perAct = acts.reduce((sum, act) => sum + act.length, 0) / acts.length;
  const parts: Figure["parts"] = {};
  let slowest = { p50: Number.NaN, p95: 0 };
  for (const [kind, times] of Object.entries(kinds)) {
    const own = { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
    parts[`${kind} p50`] = round(own.p50);
    parts[`${kind} p95`] = round(own.p95);
    parts[`${kind} p99`] = round(percentile(times, 0.99));
    if (own.p95 > slowest.p95) slowest = own;
  }
  return { ...slowest, rate: answers / perAct / seconds, parts };
}

export const round = (value: number): number => Math.round(value * 100) / 100;

function load(order: LoadOrder): Promise<LoadResult> {
  return new Promise((done, failed) => {
    const child = fork(LOAD, { stdio: ["ignore", "inherit", "inherit", "ipc"], serialization: "advanced" });
    child.once("message", (result) => done(result as LoadResult));
    child.once("error", failed);
    child.once("exit", (code) => code !== 0 && failed(new Error(`The load ended with ${code}`)));
    child.send(order);
  });
}

/** One act by hand: a request that is refused is told with its answer, which the load would not do. */
async function tryEach({ url }: Stage, acts: readonly Act[]): Promise<void> {
  for (const { method, path, headers, body } of acts[0] ?? []) {
    const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  }
}
