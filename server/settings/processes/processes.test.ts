import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Process, Status } from "../../../core/process/process.ts";
import { type TestApp, testApp } from "../../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../../test/company-desk.ts";
import { COMPANIES } from "../../../test/process-case.ts";
import { processDesk, step, TEXT, targets, withStatus } from "../../../test/process-desk.ts";

describe("processes", () => {
  let app: TestApp;
  let desk: CompanyDesk;
  before(async () => {
    app = await testApp();
    desk = await companyDesk(app);
  });
  after(() => app.close());

  const boss = () => app.as("boss");
  const of = () => processDesk(app);
  const openFor = (service: string) => desk.ticket({ service });

  it("[P-ROUTE-01] begins a process that new tickets follow, with stages added and removed", async () => {
    const made = (await of().begin("repairs")).body;
    assert.deepEqual([made.published, made.draft?.base, made.faults, made.version], [null, null, [], 1]);
    const list = (await boss().get("/processes")).body.items.map(({ key }) => key);
    assert.ok(!list.includes("repairs"), "nothing runs a draft");
    assert.deepEqual(
      (await boss().get("/process-drafts")).body.items.map(({ key, base }) => [key, base]),
      [["repairs", null]],
    );
    assert.equal((await boss().post("/service-types", { name: "Рано", process: "repairs" })).status, 422);
    assert.equal((await of().publish("repairs", (process) => process)).body.version, 1);
    const service = await of().serviceOf("Ремонт", "repairs");
    const first = await openFor(service);
    assert.deepEqual(targets(first), ["in_work", "done"]);

    const { in_work: _, ...rest } = made.draft?.definition.statuses ?? {};
    const answer = await of().publish("repairs", (process) => {
      const gone = (list: readonly string[]) => list.filter((key) => key !== "in_work");
      const moves = process.moves.filter(({ to }) => to !== "in_work");
      const { runs, stops } = process.clocks.resolution;
      return withStatus(
        {
          ...process,
          statuses: rest,
          moves: moves.map((move) => ({ ...move, from: gone(move.from) })),
          on: [],
          clocks: { ...process.clocks, resolution: { runs: gone(runs), stops } },
        },
        "workshop",
        { name: TEXT("В мастерской") },
        [
          step(["new"], "workshop", "В мастерскую"),
          step(["workshop"], "done", "Готово"),
          step(["done"], "new", "Снова"),
        ],
      );
    });
    assert.equal(answer.body.version, 2);
    assert.deepEqual(targets(await openFor(service)).sort(), ["done", "workshop"]);
    assert.deepEqual(targets((await app.as("dina").get(`/tickets/${first.id}`)).body), ["in_work", "done"]);
  });

  it("[P-STAT-05] offers the changed statuses on a new ticket of the service whose process was changed", async () => {
    await of().begin("visits", { copyOf: COMPANIES.key });
    await of().publish("visits", (process) =>
      withStatus(process, "on_way", {}, [step(["open"], "on_way", "Выехал"), step(["on_way"], "resolved", "Решить")]),
    );
    const own = (await boss().post("/services", { name: "Выезд", type: desk.type, process: "visits" })).body;
    assert.equal(own.process, "visits");
    assert.ok(targets(await openFor(own.id)).includes("on_way"));
    assert.ok(!targets(await desk.ticket()).includes("on_way"), "other services of the type keep its process");
    assert.deepEqual((await of().get("visits")).services, [{ id: own.id, name: "Выезд" }]);
    const unknown = await boss().patch(`/services/${own.id}`, { process: "nothing" });
    assert.deepEqual([unknown.status, unknown.problem.refusals?.[0]?.field], [422, "process"]);
    assert.equal((await boss().patch(`/services/${own.id}`, { process: null })).body.process, null);
    assert.ok(!targets(await openFor(own.id)).includes("on_way"));
  });

  it("[B-PROC-02] names each planted fault at its place, keeps the draft and publishes nothing", async () => {
    await of().begin("faulty");
    const { draft, version } = await of().get("faulty");
    assert.ok(draft);
    const planted = withStatus(draft.definition, "island", { needs: [{ kind: "field", field: "custom.gone" }] }, []);
    planted.moves = [...planted.moves, step(["new"], "nowhere", "Никуда")];
    const { faults } = (await boss().post("/processes/faulty/check", { definition: planted })).body;
    const expected = [
      ["unknown-status", "moves[3].to"],
      ["unknown-field", "statuses.island.needs"],
      ["unreachable", "statuses.island"],
      ["dead-end", "statuses.island"],
    ];
    assert.deepEqual(
      faults.map(({ code, at }) => [code, at]),
      expected,
    );
    assert.deepEqual((await of().save("faulty", planted, version)).body.faults, faults);
    const refused = await boss().post("/processes/faulty/publish", {});
    assert.deepEqual(
      [refused.status, refused.problem.code, refused.problem.refusals?.map(({ code, field }) => [code, field])],
      [422, "process/invalid", expected],
    );
    assert.equal((await of().get("faulty")).published, null);
    const misshapen = { ...draft.definition, statuses: { new: { colour: "pink" } } };
    assert.ok([400, 422].includes((await boss().put("/processes/faulty/draft", { definition: misshapen })).status));
    assert.equal((await boss().delete("/processes/faulty/draft")).status, 204);
    assert.equal((await boss().get("/processes/faulty")).status, 404);
  });

  it("[B-PROC-03] lists versions with what is different, and takes an earlier one back", async () => {
    await of().begin("versions");
    await of().publish("versions", (process) => process, { note: "Первая" });
    const green = (process: Process): Process => {
      const { in_work } = process.statuses;
      assert.ok(in_work);
      return { ...process, statuses: { ...process.statuses, in_work: { ...in_work, colour: "green" } } };
    };
    await of().publish("versions", green, { note: "Позеленела" });
    const { items } = (await boss().get("/processes/versions/versions")).body;
    assert.deepEqual(
      items.map(({ version, current, note, by }) => [version, current, note, by?.id]),
      [
        [2, true, "Позеленела", app.cast.people.boss.id],
        [1, false, "Первая", app.cast.people.boss.id],
      ],
    );
    const second = (await boss().get("/processes/versions/versions/2")).body;
    assert.deepEqual(
      [second.against, second.differences],
      [1, [{ at: "statuses.in_work.colour", kind: "changed", before: "blue", after: "green" }]],
    );
    const back = (await boss().post("/processes/versions/revert", { version: 1 })).body;
    assert.deepEqual([back.draft?.base, back.draft?.definition.statuses.in_work?.colour], [2, "blue"]);
    assert.equal((await boss().post("/processes/versions/publish", {})).body.version, 3);
    assert.equal((await boss().get("/processes/versions/versions/9")).status, 404);
  });

  it("lets no change get lost between two who edit, and none between two who publish", async () => {
    await of().begin("shared");
    await of().publish("shared", (process) => process);
    const { published } = await of().get("shared");
    assert.ok(published);
    assert.equal((await of().save("shared", published.definition, 0)).status, 200);
    const late = await of().save("shared", { ...published.definition, responsible: "both" }, 0);
    assert.deepEqual([late.status, late.problem.code], [412, "process/changed-meanwhile"]);
    await boss().post("/processes/shared/statuses", {
      key: "checked",
      name: "Проверено",
      category: "open",
      colour: "teal",
      from: ["new"],
      to: ["done"],
    });
    const over = await boss().post("/processes/shared/publish", {});
    assert.deepEqual([over.status, over.problem.code], [409, "process/published-meanwhile"]);
    const rebased = await boss().put("/processes/shared/draft", { definition: published.definition, base: 2 });
    assert.equal(rebased.body.draft?.base, 2);
    assert.equal((await boss().post("/processes/shared/publish", {})).body.version, 3);
    assert.equal((await boss().post("/processes/shared/publish", {})).problem.code, "process/no-draft");
  });

  it("[U-SYS-09] keeps statuses of the system as they are called, and lets both their colours be changed", async () => {
    await of().begin("system");
    await of().publish("system", (process) => ({
      ...process,
      statuses: Object.fromEntries(
        Object.entries(process.statuses).map(([key, one]) => [key, { ...one, locked: true }]),
      ),
    }));
    const changed = (more: Partial<Status>) => (process: Process) => {
      const { new: first } = process.statuses;
      assert.ok(first);
      return { ...process, statuses: { ...process.statuses, new: { ...first, ...more } } };
    };
    for (const more of [{ name: TEXT("Всё") }, { category: "closed" as const }]) {
      const { problem } = await of().publish("system", changed(more));
      assert.ok(problem.refusals?.some(({ code, field }) => code === "locked-changed" && field === "statuses.new"));
      await boss().delete("/processes/system/draft");
    }
    assert.equal((await of().publish("system", changed({ colour: "dark", textColour: "amber" }))).status, 201);
    const { statusView } = await openFor(await of().serviceOf("Система", "system"));
    assert.deepEqual([statusView.colour, statusView.textColour], ["dark", "amber"]);
  });

  it("[U-STAT-02, U-STAT-03, U-CUST-01] lets administrators alone add a status beside those of the system", async () => {
    await of().begin("support_like");
    await of().publish("support_like", (process) => ({
      ...process,
      statuses: Object.fromEntries(
        Object.entries(process.statuses).map(([key, one]) => [key, { ...one, locked: true }]),
      ),
    }));
    for (const name of ["dina", "rita", "ada"] as const) {
      assert.equal((await app.as(name).get("/processes/support_like")).status, 403);
      assert.equal((await app.as(name).post("/processes", { key: "theirs", name: "Их" })).status, 403);
    }
    const added = await of().publish("support_like", (process) =>
      withStatus(
        process,
        "waiting_part",
        { category: "paused", name: TEXT("Ждём деталь") },
        [step(["in_work"], "waiting_part", "Ждать деталь"), step(["waiting_part"], "done", "Готово")].map((move) =>
          move.to === "done" ? { ...move, from: ["waiting_part"] } : move,
        ),
      ),
    );
    assert.equal(added.status, 201, added.text);
    const ticket = await openFor(await of().serviceOf("Поддержка", "support_like"));
    await app.as("dina").post(`/tickets/${ticket.id}/move`, { to: "in_work" });
    const moved = (await app.as("dina").post(`/tickets/${ticket.id}/move`, { to: "waiting_part" })).body;
    assert.deepEqual(
      [moved.status, moved.category, moved.statusView.name.ru],
      ["waiting_part", "paused", "Ждём деталь"],
    );
  });

  it("takes every key once, and copies nothing that is not there", async () => {
    const taken = await of().begin(COMPANIES.key);
    assert.deepEqual([taken.status, taken.problem.code], [409, "process/key-taken"]);
    const unknown = await of().begin("copy", { copyOf: "nothing" });
    assert.deepEqual([unknown.status, unknown.problem.refusals?.[0]?.field], [422, "copyOf"]);
    assert.equal((await of().begin("Own")).status, 422);
    assert.equal((await of().begin("copy", { name: " " })).status, 422);
  });
});
