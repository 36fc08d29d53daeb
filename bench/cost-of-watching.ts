/**
 * `node bench/cost-of-watching.ts`: what figures and traces cost (docs/operate/watch.md): processor time of a server for
 * each request, without them, with figures, with traces, and with both. Processor time and not speed, so that a machine
 * with other work does not matter much; each way is taken several times in turn, and the median told.
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { makeWorld } from "../test/faults/world.ts";

const REQUESTS = 2_000;
const TURNS = 3;
const AT_ONCE = 4;
/** Of the processor time in /proc, a second. */
const TICKS = 100;

const collector = createServer((request, response) => void request.resume().on("end", () => response.end("{}")));
await new Promise<void>((done) => collector.listen(0, "127.0.0.1", () => done()));
const address = collector.address();
const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
const PULT_METRICS_TOKEN = "figures-of-this-measurement";
const WAYS: Record<string, Record<string, string>> = {
  plain: {},
  figures: { PULT_METRICS_TOKEN },
  traces: { OTEL_EXPORTER_OTLP_ENDPOINT },
  both: { PULT_METRICS_TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT },
};

const world = await makeWorld();
const DATABASE_URL = (await world.databaseUrl()) ?? "";
const spent = new Map<string, number[]>();
try {
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [way, more] of Object.entries(WAYS)) {
      const server = await world.run(`${way}-${turn}`, { env: { DATABASE_URL, PULT_WORKERS: "0", ...more } });
      const ask = async (count: number, path: string) => {
        const headers = { authorization: `Bearer ${world.cast.people.dina.token}` };
        let left = count;
        const asker = async () => {
          while (left-- > 0) {
            const answer = await fetch(`${server.url}/api/v1${path}`, { headers });
            if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
            await answer.arrayBuffer();
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, asker));
      };
      // Until what is run often is compiled.
      await ask(REQUESTS / 2, "/tickets?limit=50");
      const before = await processorTime(server.pid());
      await ask(REQUESTS, "/tickets?limit=50");
      spent.set(way, [...(spent.get(way) ?? []), ((await processorTime(server.pid())) - before) / REQUESTS]);
      await server.stop();
    }
  }
  const median = (all: readonly number[]) => all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0;
  const plain = median(spent.get("plain") ?? []);
  for (const [way, all] of spent) {
    const each = all.map((ms) => ms.toFixed(2)).join(", ");
    console.log(
      `${way}: ${median(all).toFixed(2)} ms a request, ${(median(all) / plain).toFixed(2)} × plain (${each})`,
    );
  }
} finally {
  await world.close();
  collector.close();
}

/** Of the process so far, ms. */
async function processorTime(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8");
  const [user = 0, system = 0] = status
    .slice(status.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13)
    .map(Number);
  return ((user + system) * 1_000) / TICKS;
}
