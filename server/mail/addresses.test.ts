import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import { newId } from "../platform/ids.ts";
import { createWorkspace } from "../settings/create-workspace.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const take = (who: "boss" | "max", address: string) => app.as(who).post("/mail-addresses", { address });

describe("an address of the desk", () => {
  it("is of one workspace, whatever its letters' case; another one takes it when it was given back", async () => {
    const mine = await take("boss", "Desk@firm.example");
    assert.equal(mine.status, 201);
    for (const who of ["boss", "max"] as const) {
      const { status, problem } = await take(who, "desk@FIRM.example");
      assert.deepEqual([status, problem.code, problem.refusals?.[0]?.field], [409, "mail/address-taken", "address"]);
    }
    await app.as("boss").delete(`/mail-addresses/${mine.body.id}`);
    assert.equal((await take("max", "desk@firm.example")).status, 201);
    const preset = { preset: "housing", name: "Ещё один" };
    await createWorkspace(app.owner, { ...preset, slug: "first" });
    await app.owner.updateTable("workspace").set({ slug: "renamed" }).where("slug", "=", "first").execute();
    // The short name is free, the address that would come of it is not.
    await assert.rejects(createWorkspace(app.owner, { ...preset, slug: "first" }), { code: "workspace/slug-taken" });
  });

  it("[B-OPS-07] two workspaces take at once: one gets it, the other is refused by name", async () => {
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all([
        take("boss", `both-${round}@firm.example`),
        take("max", `both-${round}@firm.example`),
      ]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
      assert.equal(answers.find(({ status }) => status === 409)?.problem.code, "mail/address-taken");
    }
  });

  for (const [end, status] of [
    ["keeps it", 409],
    ["gives it up", 201],
  ] as const) {
    it(`waits for another workspace that is about to take it, and ${status === 409 ? "is refused when that" : "gets it when that"} ${end}`, async () => {
      const address = `${status}@firm.example`;
      const stop = new Error("given up");
      const held = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      const first = app.owner.transaction().execute(async (tx) => {
        await tx
          .insertInto("mail_address")
          .values({ workspace_id: app.cast.workspaceId, id: newId(), address, name: "" })
          .execute();
        held.resolve();
        await goOn.promise;
        if (status === 201) throw stop;
      });
      await held.promise;
      const second = take("max", address);
      while (!(await somebodyWaits()));
      goOn.resolve();
      await first.catch((error) => assert.equal(error, stop));
      assert.equal((await second).status, status);
    });
  }

  it("is not taken by a transaction that would not see who took it meanwhile", async () => {
    const stale = app.owner
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute((tx) =>
        tx
          .insertInto("mail_address")
          .values({ workspace_id: app.cast.workspaceId, id: newId(), address: "stale@firm.example", name: "" })
          .execute(),
      );
    await assert.rejects(stale, /read what is committed/);
  });

  async function somebodyWaits(): Promise<boolean> {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`.execute(app.db);
    return (rows[0]?.n ?? 0) > 0;
  }
});
