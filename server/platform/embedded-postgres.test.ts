import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Client } from "pg";
import { findPostgres, startPostgres, stopPostgres } from "./embedded-postgres.ts";
import { aliveProcess, endOrphans, readPostmaster } from "./postgres-process.ts";

/** Closed to everyone but us, as root's home and fresh temporary folders are. */
const closed = mkdtempSync(join(tmpdir(), "pult-embedded-"));
const folder = join(closed, "data");
const settings = { shared_buffers: "16MB", max_connections: "20" };

/** Another process that starts the server and then waits for its end. */
async function otherProcess() {
  const code = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, "embedded-postgres.ts"))};
    const server = await startPostgres({ folder: ${JSON.stringify(folder)}, settings: ${JSON.stringify(settings)} });
    console.log(server.url);
    process.on("SIGTERM", () => server.stop().then(() => process.exit(0)));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_TEST_CONTEXT: "" },
  });
  const ended = new Promise((done) => child.once("exit", done));
  const url = await new Promise<string>((done) => child.stdout.once("data", (line) => done(String(line).trim())));
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { url, end };
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe("the embedded PostgreSQL", () => {
  after(async () => {
    await stopPostgres(folder);
    rmSync(closed, { recursive: true, force: true });
  });

  it("runs in a folder that only we may enter, keeps its data and knows Cyrillic", async () => {
    const first = await startPostgres({ folder, settings });
    assert.equal(first.alreadyRunning, false);
    await query(first.url, "create extension pg_trgm; create table kept as select lower('ЁЖ') as word");
    await first.stop();
    assert.equal(await findPostgres(folder), null);

    const second = await startPostgres({ folder, settings });
    assert.deepEqual(
      await query(
        second.url,
        "select word, similarity(word, 'ёжик') > 0.3 as alike, current_setting('fsync') as fsync from kept",
      ),
      [{ word: "ёж", alike: true, fsync: "on" }],
    );
    assert.equal(statSync(join(folder, "postgres", "password")).mode & 0o077, 0);
    await second.stop();
  });

  it("reads into its memory after a start what was asked before, when it is told to", async () => {
    const first = await startPostgres({ folder, settings });
    await query(first.url, "create table asked as select n from generate_series(1, 100000) n");
    await query(first.url, "select count(*) from asked");
    await first.stop();

    const second = await startPostgres({ folder, settings });
    await query(second.url, "create extension pg_buffercache");
    const held = async () => {
      const which = "relfilenode = pg_relation_filenode('asked')";
      return (await query(second.url, `select from pg_buffercache where ${which}`)).length;
    };
    assert.equal(await held(), 0);
    await second.recall();
    assert.ok((await held()) > 100);
    assert.deepEqual(await query(second.url, "select from pg_extension where extname = 'pg_prewarm'"), []);
    await second.stop();
  });

  it("lets a second process join the running server and leave it alone", async () => {
    const owner = await otherProcess();
    const guest = await startPostgres({ folder, settings });
    assert.equal(guest.alreadyRunning, true);
    assert.equal(guest.url, owner.url);
    await guest.stop();
    assert.equal(await findPostgres(folder), owner.url);
    await owner.end("SIGTERM");
    assert.equal(await findPostgres(folder), null);
  });

  it("takes over the server of a process that was killed, and stops it with itself", async () => {
    const killed = await otherProcess();
    await killed.end("SIGKILL");
    assert.equal(await findPostgres(folder), killed.url, "the database outlives its starter");
    const heir = await startPostgres({ folder, settings });
    assert.equal(heir.alreadyRunning, false);
    await heir.stop();
    assert.equal(await findPostgres(folder), null);
  });

  if (process.platform === "linux") {
    it("ends what is left of a killed server and does not notice it, and starts", async () => {
      const killed = await startPostgres({ folder, settings });
      const cluster = join(folder, "postgres", "cluster");
      const { pid } = (await readPostmaster(cluster)) ?? assert.fail();
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
      // One that nobody waits for.
      const titleOf = (child: number) => readFileSync(`/proc/${child}/cmdline`, "utf8");
      const deaf = children.find((child) => titleOf(child).includes("logical replication launcher")) ?? assert.fail();
      process.kill(deaf, "SIGSTOP");
      await endOrphans(cluster);
      assert.equal(await findPostgres(folder), killed.url, "of one that lives nothing is ended");
      process.kill(pid, "SIGKILL");
      while (await readPostmaster(cluster)) await setImmediate();
      await endOrphans(cluster);
      while ((await aliveProcess(deaf)) !== null) await setImmediate();
      // As it is left by one who was cut off while he wrote it.
      writeFileSync(join(folder, "postgres", "owner.json"), "");
      const again = await startPostgres({ folder, settings });
      assert.equal(again.alreadyRunning, false);
      await again.stop();
    });
  }

  it("makes one cluster when two start at once", async () => {
    const fresh = join(closed, "fresh");
    const [one, two] = await Promise.all([
      startPostgres({ folder: fresh, settings }),
      startPostgres({ folder: fresh, settings }),
    ]);
    assert.equal(one.url, two.url);
    await stopPostgres(fresh);
  });
});
