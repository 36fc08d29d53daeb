import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { perConfiguration } from "./configuration.ts";
import { appDatabase, configurationChanged, inWorkspace, type Tx } from "./database.ts";
import { newId } from "./ids.ts";

let db: TestDatabase;
const ours = newId();
const theirs = newId();
let reads = 0;

/** The name of the workspace, as a part of what is set up. */
const nameOf = (tx: Tx, id: string) =>
  perConfiguration(tx, id, "name", async () => {
    reads += 1;
    return (await tx.selectFrom("workspace").select("name").where("id", "=", id).executeTakeFirstOrThrow()).name;
  });
const rename = (tx: Tx, name: string) => tx.updateTable("workspace").set({ name }).where("id", "=", ours).execute();

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

describe("what administrators set up", () => {
  it("is read once, and again after any change, whoever made it", async () => {
    reads = 0;
    for (let i = 0; i < 3; i++) assert.equal(await inWorkspace(db.app, ours, (tx) => nameOf(tx, ours)), "ours");
    assert.equal(reads, 1);
    await sql`update workspace set name = 'by hand' where id = ${ours}`.execute(db.owner);
    assert.equal(await inWorkspace(db.app, ours, (tx) => nameOf(tx, ours)), "by hand");
    assert.equal(await inWorkspace(db.app, theirs, (tx) => nameOf(tx, theirs)), "theirs");
    assert.equal(reads, 3);
  });

  it("counts a changed process, field and service type as changes", async () => {
    const version = async () =>
      (
        await sql<{ configuration: number }>`select configuration from workspace
      where id = ${ours}`.execute(db.owner)
      ).rows[0]?.configuration;
    const seen = [await version()];
    await sql`insert into process (workspace_id, key, version, definition) values (${ours}, 'p', 1, '{}')`.execute(
      db.owner,
    );
    seen.push(await version());
    await sql`insert into service_type (workspace_id, id, name, process_key) values (${ours}, ${newId()}, 't', 'p')`.execute(
      db.owner,
    );
    seen.push(await version());
    await sql`insert into custom_field (workspace_id, id, key, name, type) values (${ours}, ${newId()}, 'k', 'n', 'text')`.execute(
      db.owner,
    );
    seen.push(await version());
    assert.equal(new Set(seen).size, 4);
  });

  it("is read anew by the transaction that changes it, and stays for others until the commit", async () => {
    await inWorkspace(db.app, ours, (tx) => nameOf(tx, ours));
    await inWorkspace(db.app, ours, async (tx) => {
      configurationChanged(tx);
      await rename(tx, "changed");
      assert.equal(await nameOf(tx, ours), "changed");
      assert.equal(await inWorkspace(db.app, ours, (other) => nameOf(other, ours)), "by hand");
    });
    assert.equal(await inWorkspace(db.app, ours, (tx) => nameOf(tx, ours)), "changed");
  });

  it("is not kept from a change that was rolled back", async () => {
    const undone = inWorkspace(db.app, ours, async (tx) => {
      configurationChanged(tx);
      await rename(tx, "never");
      await nameOf(tx, ours);
      throw new Error("undone");
    });
    await assert.rejects(undone, /undone/);
    assert.equal(await inWorkspace(db.app, ours, (tx) => nameOf(tx, ours)), "changed");
  });
});

describe("prepared statements", () => {
  it("are prepared anew when a migration has changed what they answer", async () => {
    await sql`create table thing (id int); grant select on thing to pult_app; insert into thing values (1)`.execute(
      db.owner,
    );
    const app = appDatabase(db.url, { connections: 1 });
    const ask = () =>
      inWorkspace(app, ours, async (tx) => (await sql`select * from thing where id = ${1}`.execute(tx)).rows);
    for (let i = 0; i < 3; i++) assert.deepEqual(await ask(), [{ id: 1 }]);
    await sql`alter table thing add column name text default 'new'`.execute(db.owner);
    assert.deepEqual(await ask(), [{ id: 1, name: "new" }]);
    await app.destroy();
  });
});
