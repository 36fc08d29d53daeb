import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readPostmaster } from "../../server/platform/postgres-process.ts";
import { drive } from "../drive.ts";
import { figure, type Line } from "../figure.ts";
import { type Memory, memoryOf } from "../memory-of.ts";
import type { Stage } from "../stage.ts";
import { lookAtList } from "../views.ts";

type Both = { server: Memory; database: Memory };

/** Of the server's process and of all of the database's, right after a start and at most while the list is asked for. */
export const memory: Line = {
  name: "memory",
  about: "memory of server and database, at rest and loaded",
  needs: "size",
  async run(stage) {
    await stage.restart(async () => {});
    await sleep(stage.quick ? 200 : 5_000);
    const rest = await look(stage);
    await stage.settle();
    const headers = await stage.signIn(stage.people.administrator.email);
    let most = rest;
    let isOver = false;
    const watching = (async () => {
      while (!isOver) {
        most = larger(most, await look(stage));
        await sleep(250);
      }
    })();
    await drive(stage, [lookAtList({ where: "" }, headers)]).finally(() => {
      isOver = true;
    });
    await watching;
    return (["server", "database"] as const).map((name) =>
      figure("memory", name, {
        size: stage.size,
        value: `${megabytes(rest[name].pss)} at rest, ${megabytes(most[name].pss)} loaded`,
        parts: {
          "at rest pss": rest[name].pss,
          "at rest rss": rest[name].rss,
          "loaded pss": most[name].pss,
          "loaded rss": most[name].rss,
        },
      }),
    );
  },
};

async function look(stage: Stage): Promise<Both> {
  const postmaster = await readPostmaster(join(stage.folder, "postgres", "cluster"));
  return { server: memoryOf(stage.server.pid), database: memoryOf(postmaster?.pid ?? 0) };
}

const larger = (a: Both, b: Both): Both => ({
  server: a.server.pss >= b.server.pss ? a.server : b.server,
  database: a.database.pss >= b.database.pss ? a.database : b.database,
});

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;
