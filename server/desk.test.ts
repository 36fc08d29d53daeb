import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { makeCast } from "../test/cast.ts";
import { testDatabase } from "../test/database.ts";
import { openLive } from "../test/live-stream.ts";
import { type Desk, startDesk } from "./desk.ts";
import { type Config, readConfig } from "./platform/config.ts";
import type { Db } from "./platform/database.ts";
import { findPostgres } from "./platform/embedded-postgres.ts";

let folder: string;
let webFolder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "pult-desk-"));
  webFolder = join(folder, "web");
  for (const path of ["console", "portal", "assets"]) await mkdir(join(webFolder, path), { recursive: true });
  await writeFile(join(webFolder, "console/index.html"), "<title>console</title>");
  await writeFile(join(webFolder, "portal/index.html"), "<title>portal</title>");
  await writeFile(join(webFolder, "portal/manifest.webmanifest"), "{}");
  await writeFile(join(webFolder, "assets/console-1a2b.js"), "export {};");
});
after(() => rm(folder, { recursive: true, force: true }));

const configOf = (name: string, more: Partial<Config> = {}): Config => ({
  ...readConfig({
    PULT_DATA: join(folder, name),
    PULT_LOG: "silent",
    HOST: "127.0.0.1",
    PORT: "0",
    PULT_SMTP_PORT: "0",
  }),
  ...more,
});
const get = async (desk: Desk, path: string) => {
  const answer = await fetch(desk.address + path);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

describe("startDesk", () => {
  it("serves API, web and letters from an empty folder, and leaves nothing running", async () => {
    let health: number | undefined;
    const config = configOf("empty");
    const desk = await startDesk(config, {
      demo: false,
      webFolder,
      prepare: async ({ owner }) => {
        // Before anybody is served; the tables are there.
        health = (await owner.selectFrom("workspace").selectAll().execute()).length;
      },
    });
    assert.equal(health, 0);
    const answer = await get(desk, "/api/v1/health");
    assert.deepEqual(JSON.parse(answer.text), { status: "ok", database: "embedded" });
    assert.ok(desk.smtpPort > 0);
    await desk.stop();
    assert.equal(await findPostgres(config.dataFolder), null);
    await assert.rejects(get(desk, "/api/v1/health"));
  });

  it("gives pages to addresses of people, files for ever, and problems to programs", async () => {
    const database = await testDatabase();
    const desk = await startDesk(configOf("web", { databaseUrl: database.url, workers: 0 }), {
      demo: false,
      webFolder,
    });
    for (const path of ["/", "/tickets/12", "/settings/mail", "/portals"]) {
      assert.equal((await get(desk, path)).text, "<title>console</title>", path);
    }
    for (const path of ["/portal", "/portal/", "/portal/requests/7?tab=chat"]) {
      assert.equal((await get(desk, path)).text, "<title>portal</title>", path);
    }
    const page = await get(desk, "/");
    assert.equal(page.headers.get("cache-control"), "no-cache");
    assert.match(page.headers.get("content-security-policy") ?? "", /script-src 'self';/);
    const script = await get(desk, "/assets/console-1a2b.js");
    assert.equal(script.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.match(script.headers.get("content-type") ?? "", /javascript/);
    for (const path of ["/assets/gone.js", "/api/v1/nothing", "/api", "/favicon.ico", "/../package.json"]) {
      const missing = await get(desk, path);
      assert.equal(missing.status, 404, path);
      assert.match(missing.headers.get("content-type") ?? "", /problem\+json/, path);
    }
    await desk.stop();
    await database.close();
  });

  it("stops in order: running requests answered, live streams ended", async () => {
    const database = await testDatabase();
    const cast = await makeCast(database.owner, new Date());
    const desk = await startDesk(configOf("stop", { databaseUrl: database.url }), { demo: false, webFolder });
    const headers = { authorization: `Bearer ${cast.people.dina.token}`, "content-type": "application/json" };
    const stream = await openLive(desk.address, headers);
    // Held up in the database, so that they run for sure when the desk is told to stop.
    const holder = await database.owner.startTransaction().execute();
    await sql`lock table ticket in exclusive mode`.execute(holder);
    const running = Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        fetch(`${desk.address}/api/v1/tickets`, {
          method: "POST",
          headers,
          body: JSON.stringify({ subject: `Заявка ${n}`, channel: "call" }),
        }).then((answer) => answer.status),
      ),
    );
    while ((await waitingFor(database.owner)) < 5) await new Promise((done) => setTimeout(done, 20));
    const stopped = desk.stop();
    await stream.ended;
    await holder.commit().execute();
    await stopped;
    assert.deepEqual(await running, [201, 201, 201, 201, 201]);
    assert.equal((await database.owner.selectFrom("ticket").select("id").execute()).length, 5);
    await database.close();
  });

  it("stops what it has begun when a later part cannot start", async () => {
    const database = await testDatabase();
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((done) => taken.once("listening", done));
    const address = taken.address();
    const smtpPort = address && typeof address === "object" ? address.port : 0;
    const config = configOf("taken", { databaseUrl: database.url, smtpPort });
    await assert.rejects(startDesk(config, { demo: false, webFolder }), { code: "EADDRINUSE" });
    taken.close();
    const desk = await startDesk(config, { demo: false, webFolder });
    await desk.stop();
    await database.close();
  });
});

/** How many statements wait for the lock on the tickets. */
async function waitingFor(owner: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_locks where not granted and relation = 'ticket'::regclass`.execute(owner);
  return rows[0]?.count ?? 0;
}
