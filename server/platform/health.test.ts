import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { makeHealthLook } from "./health.ts";
import { enqueue } from "./jobs.ts";

const WORKSPACE = "019a0000-0000-7000-8000-000000000000";

describe("what is not well", () => {
  let database: TestDatabase;
  let folder: string;
  before(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), "pult-test-health-"));
  });
  after(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });
  const look = (more: { now?: () => Date; folder?: string } = {}) =>
    makeHealthLook({ owner: database.owner, now: () => new Date(), folder, letterTask: "letter", ...more });
  const named = async (more: Parameters<typeof look>[0] = {}) =>
    (await look(more)()).map(({ part, state, note }) => [part, state, note]);
  /** A job of the queue as it stands after what `set` says. */
  const job = async (task: string, set: ReturnType<typeof sql>) => {
    await database.owner.transaction().execute((tx) => enqueue(tx, task, { workspaceId: WORKSPACE }, {}));
    await sql`update graphile_worker._private_jobs set ${set}`.execute(database.owner);
  };
  const clear = () => sql`delete from graphile_worker._private_jobs`.execute(database.owner);

  it("is nothing on a good day, and one look does for all who ask within a moment", async () => {
    assert.deepEqual(await named(), []);
    const one = look();
    assert.equal(one(), one());
  });

  it("is mail while a letter is tried again, and no more when it is given up", async () => {
    await job("letter", sql`last_error = 'nobody answers', attempts = 1, run_at = now() + interval '1 minute'`);
    assert.deepEqual(await named(), [["mail", "degraded", "letters-wait"]]);
    await sql`update graphile_worker._private_jobs set attempts = max_attempts`.execute(database.owner);
    assert.deepEqual(await named(), []);
    await clear();
  });

  it("is the jobs when what is due is not done", async () => {
    await job("timer", sql`run_at = now() - interval '2 minutes'`);
    assert.deepEqual(await named(), [["jobs", "degraded", "behind"]]);
    await clear();
  });

  it("is the clock when it differs from the database's by more than a minute, either way", async () => {
    for (const hours of [1, -1]) {
      const now = () => new Date(Date.now() + hours * 3_600_000);
      assert.deepEqual(await named({ now }), [["clock", "degraded", "differs"]]);
    }
  });

  it("is the disk when no file can be written, and says to everybody only what to do", async () => {
    const blocked = join(folder, "file");
    await writeFile(blocked, "");
    const found = await look({ folder: blocked })();
    assert.deepEqual(
      found.map(({ part, state, note }) => [part, state, note]),
      [["disk", "down", "no-room"]],
    );
    assert.ok(found.every(({ mend }) => mend !== "" && !mend.includes(folder)));
  });
});
