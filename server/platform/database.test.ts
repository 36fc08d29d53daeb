import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { after, before, describe, it } from "node:test";
import { getHeapSpaceStatistics } from "node:v8";
import { sql } from "kysely";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { openProxy, through } from "../../test/faults/proxy.ts";
import { appDatabase, brokenConstraint, inWorkspace, sqlState, type Tx } from "./database.ts";
import { isDatabaseAway } from "./database-away.ts";
import { newId } from "./ids.ts";
import { PLANNED_EACH_TIME } from "./prepared-statements.ts";

let db: TestDatabase;
const ours = newId();
const theirs = newId();

before(async () => {
  db = await testDatabase();
  for (const [id, slug] of [
    [ours, "ours"],
    [theirs, "theirs"],
  ] as const) {
    await db.owner.insertInto("workspace").values({ id, slug, name: slug, preset: "p" }).execute();
  }
});
after(() => db.close());

const slugs = (tx: Tx) => tx.selectFrom("workspace").select("slug").execute();

describe("the walls between workspaces", () => {
  it("[B-SEC-03] shows nothing without a workspace, and only its own rows with one", async () => {
    assert.deepEqual(await db.app.selectFrom("workspace").selectAll().execute(), []);
    assert.deepEqual(await inWorkspace(db.app, ours, slugs), [{ slug: "ours" }]);
    // The connection goes back to the pool without its workspace.
    assert.deepEqual(await db.app.selectFrom("workspace").selectAll().execute(), []);
  });

  it("[B-SEC-03] lets nothing be written behind another's wall", async () => {
    const rename = (tx: Tx) =>
      tx.updateTable("workspace").set({ name: "x" }).where("id", "=", theirs).executeTakeFirst();
    assert.equal((await inWorkspace(db.app, ours, rename)).numUpdatedRows, 0n);
    const values = { id: newId(), slug: "third", name: "Third", preset: "p" };
    await assert.rejects(
      inWorkspace(db.app, ours, (tx) => tx.insertInto("workspace").values(values).execute()),
      (error) => sqlState(error) === "42501",
    );
  });

  it("[B-SEC-03] covers every table that carries a workspace", async () => {
    const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity`.execute(
      db.owner,
    );
    assert.deepEqual(rows, [], "Give these tables a policy like the others have");
  });

  it("takes nothing but an id for the workspace", async () => {
    await assert.rejects(inWorkspace(db.app, "'; drop table ticket; --", slugs), TypeError);
  });
});

describe("inWorkspace", () => {
  it("rolls back what threw", async () => {
    const insert = (tx: Tx) =>
      tx.insertInto("workspace").values({ id: ours, slug: "again", name: "again", preset: "p" }).execute();
    const failed = inWorkspace(db.app, ours, async (tx) => {
      await tx.updateTable("workspace").set({ name: "changed" }).execute();
      await insert(tx);
    });
    await assert.rejects(
      failed,
      (error) => sqlState(error) === "23505" && brokenConstraint(error) === "workspace_pkey",
    );
    const row = await db.owner.selectFrom("workspace").select("name").where("id", "=", ours).executeTakeFirst();
    assert.equal(row?.name, "ours");
  });

  it("tries again what a deadlock broke off", async () => {
    const key = (n: number) => (tx: Tx) => sql`select pg_advisory_xact_lock(${n})`.execute(tx);
    const bothHaveOne = Promise.withResolvers<void>();
    let holding = 0;
    let runs = 0;
    const cross = (first: number, second: number) =>
      inWorkspace(db.app, ours, async (tx) => {
        runs++;
        await key(first)(tx);
        if (++holding === 2) bothHaveOne.resolve();
        await bothHaveOne.promise;
        await key(second)(tx);
      });
    await Promise.all([cross(1, 2), cross(2, 1)]);
    assert.equal(runs, 3);
  });

  it("gives up after three tries", async () => {
    let runs = 0;
    const broken = inWorkspace(db.app, ours, async (tx) => {
      runs++;
      await sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(tx);
    });
    await assert.rejects(broken, /again/);
    assert.equal(runs, 3);
  });

  it("answers each of what is asked at once by itself, in its order, and runs nothing after one that fails", async () => {
    const one = (tx: Tx, text: string) => sql<{ a: string }>`select ${text} as a`.execute(tx);
    const answers = await inWorkspace(db.app, ours, (tx) =>
      Promise.all([one(tx, "first"), slugs(tx), sql<{ a: string }>`select 'plain' as a`.execute(tx), one(tx, "last")]),
    );
    assert.deepEqual(
      answers.map((answer) => ("rows" in answer ? answer.rows[0]?.a : answer[0]?.slug)),
      ["first", "ours", "plain", "last"],
    );
    const ended: string[] = [];
    const failed = inWorkspace(db.app, ours, async (tx) => {
      const asked = [one(tx, "before"), sql`select ${1}::int / 0`.execute(tx), one(tx, "after")];
      for (const { status } of await Promise.allSettled(asked)) ended.push(status);
      return Promise.all(asked);
    });
    await assert.rejects(failed, (error) => sqlState(error) === "22012");
    assert.deepEqual(ended, ["fulfilled", "rejected", "rejected"]);
    assert.deepEqual(await inWorkspace(db.app, ours, slugs), [{ slug: "ours" }]);
  });

  it("rolls back though something asked meanwhile fails after it, and tells what failed first", async () => {
    const failed = inWorkspace(db.app, ours, async (tx) => {
      await slugs(tx);
      const broken = sql`select ${1}::int / 0`.execute(tx);
      // Asked once the answer to the first is on its way: it goes with the end of the transaction.
      const late = broken.catch(() => sql`select ${2}::int`.execute(tx));
      late.catch(() => {});
      await broken;
    });
    await assert.rejects(failed, (error) => sqlState(error) === "22012");
    for (let i = 0; i < 12; i++) assert.deepEqual(await inWorkspace(db.app, ours, slugs), [{ slug: "ours" }]);
  });

  it("lets nobody go on in a transaction that has ended, nor send what has no text", async () => {
    let kept: Tx | undefined;
    await inWorkspace(db.app, ours, async (tx) => {
      kept = tx;
    });
    await assert.rejects(slugs(kept ?? assert.fail()), /has ended/);
    await assert.rejects(
      inWorkspace(db.app, ours, (tx) => sql`select ${new Date(Number.NaN)}::timestamptz`.execute(tx)),
      RangeError,
    );
  });

  it("keeps a transaction that is opened inside out of the workspace", async () => {
    const seen = await inWorkspace(db.app, ours, () => db.app.transaction().execute(slugs));
    assert.deepEqual(seen, []);
  });
});

describe("what the driver returns", () => {
  it("has numbers for bigint, texts for dates, intervals and numeric, dates for moments", async () => {
    const { rows } =
      await sql`select 9007199254740991::bigint as big, array[1, null]::bigint[] as bigs, '{}'::bigint[] as none,
      date '2026-01-31' as day, array[date '2026-01-31'] as days, 1.50::numeric as exact, interval '1 day 2 hours' as span,
      timestamptz '2026-01-31 10:00+03' as moment, array['a,b', null] as texts`.execute(db.app);
    assert.deepEqual(rows[0], {
      big: 9007199254740991,
      bigs: [1, null],
      none: [],
      day: "2026-01-31",
      days: ["2026-01-31"],
      exact: "1.50",
      span: "P1DT2H",
      moment: new Date("2026-01-31T07:00:00Z"),
      texts: ["a,b", null],
    });
    await assert.rejects(sql`select 9007199254740993::bigint`.execute(db.app), RangeError);
  });
});

describe("a connection that breaks", () => {
  it("in the moment in which it is made tells whoever asks for it, and does not end the process", async () => {
    // Ready for questions, and "terminating connection due to unexpected postmaster exit", in one piece.
    const welcome = Buffer.from("R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I", "latin1");
    const goodbye = Buffer.from("E\0\0\0\x1aSFATAL\0C57P01\0Mended\0\0", "latin1");
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.end(Buffer.concat([welcome, goodbye])));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.address();
    assert.ok(address && typeof address === "object");
    const lost = appDatabase(`postgres://a:b@127.0.0.1:${address.port}/c`, { connections: 2 });
    for (let turn = 0; turn < 3; turn += 1) await assert.rejects(inWorkspace(lost, ours, slugs), isDatabaseAway);
    await lost.destroy();
    server.close();
  });

  it("is lost when the answer stays out, and another takes its place", async () => {
    const way = await openProxy(db.url);
    const patient = appDatabase(through(db.url, way), { connections: 1, patience: 300 });
    assert.deepEqual(await inWorkspace(patient, ours, slugs), [{ slug: "ours" }]);
    way.be("silent");
    await assert.rejects(inWorkspace(patient, ours, slugs), isDatabaseAway);
    way.be("well");
    assert.deepEqual(await inWorkspace(patient, ours, slugs), [{ slug: "ours" }]);
    await patient.destroy();
    await way.close();
  });
});

it("lets go of rows at once: pages of a long walk do not pile up until all memory is cleaned", async () => {
  const page = sql`${sql.raw(PLANNED_EACH_TIME)} fetch 250 from pages`;
  const grown = await inWorkspace(db.app, ours, async (tx) => {
    await sql`declare pages no scroll cursor for
      select n::text as a, repeat('a', 500) as b, repeat('b', 500) as c, now() as d from generate_series(1, 60000) n`.execute(
      tx,
    );
    const before = oldBytes();
    let most = before;
    for (let seen = 0; seen < 60_000; ) {
      seen += (await page.execute(tx)).rows.length;
      most = Math.max(most, oldBytes());
    }
    return most - before;
  });
  assert.ok(grown < 10 * 2 ** 20, `${grown} bytes were kept of 60 MB`);
});

/** Bytes of what has outlived the quick collections of garbage. */
const oldBytes = (): number =>
  getHeapSpaceStatistics().find((space) => space.space_name === "old_space")?.space_used_size ?? 0;
