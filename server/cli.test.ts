import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../test/app.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

/** Runs the command on the database of the test. */
function pult(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "cli.ts"), ...args], {
    env: { ...process.env, DATABASE_URL: app.url, PULT_SECRET: "x".repeat(32) },
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  return new Promise((done) => child.on("close", (code) => done({ code, out, err })));
}

describe("the command line", () => {
  it("prints a token and nothing else", async () => {
    const { code, out } = await pult("token", "--email", "Dina@cast.example");
    assert.equal(code, 0);
    assert.match(out, /^pult_[\w-]{43}\n$/);
    const me = await app.with({ authorization: `Bearer ${out.trim()}` }).get("/me");
    assert.equal(me.body.person.id, app.cast.people.dina.id);
  });

  it("[B-TIME-03] says whether the log was altered, and where", async () => {
    const { body: ticket } = await app.as("dina").post("/tickets", { subject: "Кран", channel: "call" });
    const whole = await pult("verify");
    assert.deepEqual([whole.code, whole.err], [0, ""]);
    assert.match(
      whole.out,
      /^Nothing was altered: \d+ events of 1 tickets, 0 seals\.\nEvery ticket is .* and 0 files .*\n$/,
    );
    await sql`update event set data = '{}' where ticket_id = ${ticket.id} and ticket_seq = 1`.execute(app.owner);
    const altered = await pult("verify");
    assert.deepEqual([altered.code, altered.out], [1, ""]);
    assert.match(
      altered.err,
      new RegExp(`event 1 of ticket ${ticket.number} \\(${ticket.id}\\) is not what was written`),
    );
  });

  it("says on stderr what is wrong", async () => {
    const unknown = await pult("token", "--email", "nobody@cast.example");
    assert.deepEqual([unknown.code, unknown.out], [1, ""]);
    assert.match(unknown.err, /^Nobody with the address nobody@cast.example/);
    const elsewhere = await pult("token", "--email", "dina@cast.example", "--workspace", "elsewhere");
    assert.deepEqual([elsewhere.code, elsewhere.out], [1, ""]);
    const missing = await pult("token");
    assert.deepEqual([missing.code, missing.out], [2, ""]);
    assert.match(missing.err, /--email is missing/);
    assert.match((await pult("dance")).err, /Usage/);
  });

  it("fills demo workspaces only, with whole numbers of tickets", async () => {
    const half = await pult("demo", "--workspace", "cast", "--tickets", "0.5");
    assert.deepEqual([half.code, half.out], [1, ""]);
    assert.match(half.err, /--tickets is a whole number/);
    const many = await pult("demo", "--workspace", "cast", "--tickets", "10000001");
    assert.match(many.err, /may be 10000000 at most/);
    const other = await pult("demo", "--workspace", "cast", "--tickets", "10");
    assert.deepEqual([other.code, other.out], [1, ""]);
    assert.match(other.err, /Only the workspace \w+ can be filled, not cast/);
  });
});
