import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { PRESETS } from "../../presets/presets.ts";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { checkActions } from "../automation/check-actions.ts";
import { loadTriggers } from "../automation/load-triggers.ts";
import { inWorkspace } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import { checkTemplate } from "../templates/check-template.ts";
import { createWorkspace } from "./create-workspace.ts";
import { loadProcess } from "./load-process.ts";
import { loadWholeRegistry } from "./load-registry.ts";
import { loadSettings } from "./load-settings.ts";

describe("createWorkspace", () => {
  let db: TestDatabase;
  before(async () => {
    db = await testDatabase();
  });
  after(() => db.close());
  const namesIn = async (
    table: "client_category" | "service_type" | "role" | "service" | "custom_field",
    id: string,
  ) => {
    const rows = await db.owner
      .selectFrom(table)
      .select("name")
      .where("workspace_id", "=", id)
      .orderBy("position")
      .execute();
    return rows.map(({ name }) => name);
  };

  for (const preset of PRESETS) {
    it(`begins with triggers and canned replies of the preset ${preset.key} that can be used as they are`, async () => {
      const { id } = await createWorkspace(db.owner, { preset: preset.key, name: "Наш дом", slug: `a-${preset.key}` });
      const { triggers = [], cannedReplies = [] } = preset.workspace;
      await inWorkspace(db.app, id, async (tx) => {
        const registry = await loadWholeRegistry(tx, id);
        const rules = await loadTriggers(tx, id, new Date());
        assert.equal(rules.length, triggers.filter(({ off }) => !off).length);
        for (const { asked, actions } of rules) {
          assert.ok(asked);
          await checkActions(tx, id, actions);
        }
        const rows = await tx.selectFrom("canned_reply").select("text").execute();
        assert.equal(rows.length, cannedReplies.flatMap(({ replies }) => replies).length);
        for (const { text } of rows) checkTemplate(text, registry);
      });
    });

    it(`makes a whole desk of the preset ${preset.key}`, async () => {
      const made = await createWorkspace(db.owner, { preset: preset.key, name: "Наш дом" });
      assert.equal(made.slug, preset.workspace.mailbox);
      assert.deepEqual(
        [...made.roles.keys()],
        preset.workspace.roles.map(({ key }) => key),
      );
      assert.equal(made.roles.get("administrator"), made.administratorRoleId);
      assert.deepEqual(
        await namesIn("role", made.id),
        preset.workspace.roles.map(({ name }) => name.ru),
      );
      assert.equal((await namesIn("service_type", made.id)).length, preset.workspace.serviceTypes.length);
      const desk = await inWorkspace(db.app, made.id, (tx) => loadSettings(tx, made.id));
      assert.deepEqual([desk.zone, desk.locale, desk.name], ["Europe/Moscow", "ru", "Наш дом"]);
      const { otherReason } = preset.workspace;
      assert.equal(desk.settings.cancelReasons.includes(desk.settings.otherReason), otherReason !== null);
      const process = await inWorkspace(db.app, made.id, (tx) => loadProcess(tx, made.id, preset.process.key));
      const { stages = {}, ...rest } = process;
      const { stages: _, ...wanted } = preset.process;
      assert.deepEqual(rest, wanted);
      const teams = await db.owner.selectFrom("team").select("id").where("workspace_id", "=", made.id).execute();
      for (const { team } of Object.values(stages)) {
        assert.ok(team === undefined || teams.some(({ id }) => id === team));
      }
      assert.equal((await namesIn("service", made.id)).length, (preset.workspace.services ?? []).length);
      assert.equal((await namesIn("custom_field", made.id)).length, (preset.workspace.fields ?? []).length);
      const number = await inWorkspace(db.app, made.id, (tx) =>
        sql<{ n: number }>`select next_ticket_number(${made.id}) as n`.execute(tx),
      );
      assert.equal(number.rows[0]?.n, 1);
      const { rows } = await sql<{
        workspace_id: string;
      }>`select * from workspace_of_address(${`${made.slug}@localhost`})`.execute(db.app);
      assert.equal(rows[0]?.workspace_id, made.id);
    });
  }

  it("[O-STAT-01] gives a service company exactly four statuses", async () => {
    const made = await createWorkspace(db.owner, { preset: "helpdesk", name: "Четыре", slug: "four" });
    const rows = await db.owner.selectFrom("process").select("key").where("workspace_id", "=", made.id).execute();
    assert.equal(rows.length, 1);
    const { statuses } = await inWorkspace(db.app, made.id, (tx) => loadProcess(tx, made.id, rows[0]?.key ?? ""));
    const names = Object.values(statuses).map(({ name }) => name.ru);
    assert.deepEqual(names, ["Открыта", "Отложена", "Решена", "Закрыта"]);
  });

  it("[O-CAT-03] gives a service company exactly three categories of clients", async () => {
    const made = await createWorkspace(db.owner, { preset: "helpdesk", name: "Сервис", slug: "service" });
    assert.deepEqual(await namesIn("client_category", made.id), ["Клиент", "Партнер", "VIP-клиент"]);
    const english = await createWorkspace(db.owner, {
      preset: "helpdesk",
      name: "Service",
      slug: "english",
      locale: "en",
    });
    assert.deepEqual(await namesIn("client_category", english.id), ["Client", "Partner", "VIP client"]);
  });

  it("refuses an unknown preset or zone and a slug that is taken, and leaves nothing", async () => {
    const refused = async (input: Parameters<typeof createWorkspace>[1]) => {
      const before = await db.owner.selectFrom("workspace").select("id").execute();
      const found = { code: "" };
      await assert.rejects(createWorkspace(db.owner, input), (error) => {
        found.code = error instanceof Problem ? error.code : String(error);
        return true;
      });
      assert.equal((await db.owner.selectFrom("workspace").select("id").execute()).length, before.length);
      return found.code;
    };
    assert.equal(await refused({ preset: "nothing", name: "А" }), "setup/unknown-preset");
    assert.equal(
      await refused({ preset: "housing", name: "А", slug: "a1", timeZone: "Луна" }),
      "workspace/unknown-zone",
    );
    assert.equal(await refused({ preset: "housing", name: "А" }), "workspace/slug-taken");
  });
});
