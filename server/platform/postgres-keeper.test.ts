import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { findPostgres, stopPostgres } from "./embedded-postgres.ts";
import { keepPostgres } from "./postgres-keeper.ts";
import { readPostmaster } from "./postgres-process.ts";

const folder = mkdtempSync(join(tmpdir(), "pult-kept-"));
const settings = { shared_buffers: "16MB", max_connections: "20" };

describe("the keeper of PostgreSQL", () => {
  after(async () => {
    await stopPostgres(folder);
    rmSync(folder, { recursive: true, force: true });
  });

  it("starts it again at its address when it was killed, and stops the one that runs in the end", async () => {
    const said: string[] = [];
    const kept = await keepPostgres({ folder, settings }, () => ({ error: (_, message) => said.push(message) }));
    assert.ok(Number(new URL(kept.url).port) < 32_768, "no outgoing connection may take the port meanwhile");
    const first = await readPostmaster(join(folder, "postgres", "cluster"));
    assert.ok(first);
    process.kill(first.pid, "SIGKILL");
    let again: string | null = null;
    while (again === null || (await readPostmaster(join(folder, "postgres", "cluster")))?.pid === first.pid) {
      await sleep(50);
      again = await findPostgres(folder);
    }
    assert.equal(again, kept.url);
    assert.equal(said[0], "PostgreSQL has ended and is started again");
    await kept.stop();
    assert.equal(await findPostgres(folder), null);
    assert.equal(await readPostmaster(join(folder, "postgres", "cluster")), null);
  });
});
