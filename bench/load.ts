/**
 * The process that asks: `drive.ts` starts it and gives it one order by message. Clients are autocannon's; each asks
 * one thing after the other, from another place of the same circle. Times are kept one by one, because autocannon's own
 * summary has no p95 and knows no kinds of requests.
 */
import autocannon from "autocannon";

/** One request. `kind` groups the times. */
export type Call = {
  kind: string;
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
};
/** What one person does in one go, for example all that a screen asks for. */
export type Act = readonly Call[];

export type LoadOrder = { url: string; connections: number; warmUp: number; seconds: number; acts: readonly Act[] };
export type LoadResult = {
  /** Times of answers in ms, by kind. */
  kinds: Record<string, number[]>;
  /** Answers that came, in how many seconds. */
  answers: number;
  seconds: number;
  /** Answers by status where it was not 2xx, and requests without one. */
  refused: Record<string, number>;
};

/** After so many answers V8 has compiled what a load needs; a slow machine takes longer to give them than a quick one. */
const WARM = 1_500;
/** So often the warm-up is done at most. */
const WARM_UPS = 4;

async function run({ url, connections, warmUp, seconds, acts }: LoadOrder): Promise<LoadResult> {
  let answers = 0;
  for (let turn = 0; warmUp > 0 && turn < WARM_UPS && answers < WARM; turn++)
    answers += (await fire(url, connections, warmUp, acts)).answers;
  return fire(url, connections, seconds, acts);
}

function fire(url: string, connections: number, seconds: number, acts: readonly Act[]): Promise<LoadResult> {
  const result: LoadResult = { kinds: {}, answers: 0, seconds, refused: {} };
  const circles = new Map<autocannon.Client, { calls: Call[]; at: number }>();
  let clients = 0;
  const started = performance.now();
  return new Promise((done, failed) => {
    const instance = autocannon(
      {
        url,
        connections,
        duration: seconds,
        timeout: 60,
        setupClient: (client) => {
          const first = Math.floor((clients++ * acts.length) / connections);
          const calls = [...acts.slice(first), ...acts.slice(0, first)].flat();
          circles.set(client, { calls, at: 0 });
          client.setRequests(calls.map(({ method, path, headers, body }) => ({ method, path, headers, body })));
        },
      },
      (error, { errors, timeouts }) => {
        result.seconds = (performance.now() - started) / 1000;
        if (errors + timeouts > 0) result.refused["no answer"] = errors + timeouts;
        if (error) failed(error);
        else done(result);
      },
    );
    instance.on("response", (client, status, _bytes, time) => {
      const circle = circles.get(client);
      const call = circle?.calls[circle.at++ % circle.calls.length];
      if (!call) return;
      result.answers++;
      if (status < 200 || status >= 300) result.refused[status] = (result.refused[status] ?? 0) + 1;
      else if (result.kinds[call.kind]?.push(time) === undefined) result.kinds[call.kind] = [time];
    });
  });
}

if (import.meta.main) {
  process.once("message", (order: LoadOrder) => {
    run(order).then(
      (result) => process.send?.(result, () => process.disconnect?.()),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}
