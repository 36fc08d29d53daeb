import { stopPostgres } from "../../server/platform/embedded-postgres.ts";
import { figure, type Line, percentile } from "../figure.ts";
import { startServer } from "../server-process.ts";

const LIMIT = 3_000;

/** From the spawning of `node server/main.ts` to its first healthy answer, its own PostgreSQL started on the way. */
export const start: Line = {
  name: "start",
  about: "start of server and database, the data already there",
  needs: "size",
  async run(stage) {
    const times = await stage.restart(async () => {
      const taken: number[] = [];
      for (let turn = 0; turn < (stage.quick ? 1 : 6); turn++) {
        const server = await startServer(stage.folder);
        taken.push(server.startedIn);
        await server.stop();
        // It has stopped its database; after a failure it may not have.
        await stopPostgres(stage.folder);
      }
      // The first one finds files that nobody has read since the last change.
      return taken.length > 1 ? taken.slice(1) : taken;
    });
    await stage.settle();
    const p95 = percentile(times, 0.95);
    return [
      figure("start", "database already there", {
        size: stage.size,
        p50: percentile(times, 0.5),
        p95,
        must: `≤ ${LIMIT / 1000} s`,
        pass: p95 <= LIMIT,
        parts: { starts: times.length },
      }),
    ];
  },
};
