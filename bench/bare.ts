/**
 * The same work without us: prepared statements by the same driver from Node, over as many connections as the load has
 * clients, each connection one act after the other, as the owner of the tables (no walls, no session, no HTTP).
 */
import pg from "pg";
import { percentile } from "./figure.ts";
import type { Stage } from "./stage.ts";

/** Runs one named prepared statement on the act's connection. */
export type Ask = (name: string, text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>;
/** One act: `turn` counts acts over all connections and chooses its values. */
export type BareAct = (ask: Ask, turn: number) => Promise<unknown>;

export async function bare(stage: Stage, act: BareAct): Promise<{ rate: number; p50: number; p95: number }> {
  const clients = await Promise.all(
    Array.from({ length: stage.clients }, async () => {
      const client = new pg.Client({ connectionString: stage.databaseUrl, options: "-c timezone=UTC" });
      await client.connect();
      return client;
    }),
  );
  let turn = 0;
  const runFor = async (seconds: number) => {
    const times: number[] = [];
    const started = performance.now();
    const end = started + seconds * 1000;
    await Promise.all(
      clients.map(async (client) => {
        const ask: Ask = (name, text, values = []) => client.query({ name, text, values: [...values] });
        while (performance.now() < end) {
          const begun = performance.now();
          await act(ask, turn++);
          times.push(performance.now() - begun);
        }
      }),
    );
    return { times, seconds: (performance.now() - started) / 1000 };
  };
  try {
    await runFor(stage.warmUp);
    const { times, seconds } = await runFor(stage.seconds);
    return { rate: times.length / seconds, p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
