import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { readXlsx } from "hucre/xlsx";
import { type Caller, type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";
import { diskStorage } from "../files/storage.ts";
import { cleanExports } from "./clean-exports.ts";

describe("exports", () => {
  let app: TestApp;
  const numbers: number[] = [];
  before(async () => {
    app = await testApp();
    const { places } = app.cast;
    for (const [subject, place] of [
      ["=1+1", places.flat12],
      ["-5", places.flat12],
      ['Течёт; "батарея"\nв комнате', places.flat12],
      ["Темно", places.flat21],
      ["Лифт стоит", places.flat21],
    ] as const) {
      numbers.push((await ticketOf(app, { subject, place })).number);
      app.clock.pass(60_000);
    }
  });
  after(() => app.close());

  async function exported(who: Caller, body: Record<string, unknown>) {
    const begun = await who.post("/exports", { format: "jsonl", fields: ["number"], sort: "number", ...body });
    assert.equal(begun.status, 201, begun.text);
    await app.work();
    const { body: done } = await who.get(`/exports/${begun.body.id}`);
    assert.equal(done.state, "ready", JSON.stringify(done));
    const file = await who.get(`/exports/${begun.body.id}/file`);
    return { begun: begun.body, done, file };
  }
  const lines = (text: string): Record<string, unknown>[] =>
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  const numbersIn = (text: string) => (text === "" ? [] : lines(text).map(({ number }) => number));
  const dina = () => app.as("dina");
  const boss = () => app.as("boss");

  it("[H-XLS-02] [H-FILT-25] [H-XLS-05] [H-XLS-10] writes the list as it is filtered and ordered, a row a ticket, by a job", async () => {
    const where = 'site:"Ленина 5"';
    const begun = await dina().post("/exports", {
      format: "csv",
      fields: ["number", "subject"],
      where,
      sort: "-number",
    });
    assert.deepEqual([begun.status, begun.body.state, begun.body.total], [201, "waiting", null]);
    assert.equal((await dina().get(`/exports/${begun.body.id}/file`)).status, 404);
    await app.work();
    const { body: done } = await dina().get(`/exports/${begun.body.id}`);
    assert.deepEqual([done.state, done.total, done.written, done.name], ["ready", 3, 3, "Заявки 2026-10-14 12-05.csv"]);
    const file = await dina().get(`/exports/${begun.body.id}/file`);
    const [first, second, third] = numbers;
    assert.equal(
      file.bytes.toString(),
      `\ufeffНомер;Тема\r\n${third};"Течёт; ""батарея""\nв комнате"\r\n${second};-5\r\n${first};'=1+1\r\n`,
    );
    assert.equal(file.bytes.length, done.size);
    assert.equal(file.headers["content-type"], "text/csv; charset=utf-8");
    assert.match(String(file.headers["content-disposition"]), /^attachment; .*UTF-8''%D0%97/);
    const everything = await exported(dina(), {});
    assert.deepEqual(numbersIn(everything.file.text), numbers);
    assert.deepEqual(
      (await dina().get("/exports")).body.items.map(({ id }) => id),
      [everything.done.id, done.id],
    );
  });

  it("[H-XLS-12] [H-CANC-06] writes reason and comment of a cancellation", async () => {
    const ticket = await ticketOf(app, { subject: "Отмена", place: app.cast.places.flat21 });
    await app.as("ada").post(`/tickets/${ticket.id}/cancel`, { reasons: ["Уже не нужно"], comment: "Сами справились" });
    const fields = ["status", "cancelReason", "cancelComment"];
    const { file } = await exported(dina(), { format: "csv", fields, where: `number:${ticket.number}` });
    assert.match(file.text, /\r\nОтменено[^;]*;Уже не нужно;Сами справились\r\n$/);
  });

  it("writes a workbook of real numbers, moments, links and texts that another library reads", async () => {
    await boss().post("/fields", { name: "Сумма", type: "money", key: "sum" });
    await boss().post("/fields", { name: "Осмотр", type: "date", key: "seen" });
    const ticket = await ticketOf(app, {
      subject: "=cmd|'/c calc'!A0",
      custom: { sum: { amount: -150_050, currency: "RUB" }, seen: "2026-10-01" },
      assignees: [app.cast.people.ben.id],
    });
    const fields = [
      "number",
      "status",
      "subject",
      "created",
      "custom.sum",
      "custom.seen",
      "assignee",
      "address",
      "team",
    ];
    const { file, done } = await exported(dina(), { format: "xlsx", fields, where: `number:${ticket.number}` });
    assert.match(done.name, /\.xlsx$/);
    const [sheet] = (await readXlsx(file.bytes)).sheets;
    assert.ok(sheet);
    assert.equal(sheet.name, "Заявки");
    const [head, row] = sheet.rows;
    assert.deepEqual(head?.slice(0, 4), ["Номер", "Статус", "Тема", "Создана"]);
    const [number, status, subject, created, sum, seen, assignee] = row ?? [];
    assert.deepEqual(
      [number, status, subject, sum, assignee],
      [ticket.number, "Ожидание", "=cmd|'/c calc'!A0", -1500.5, "Ben Cast"],
    );
    assert.deepEqual([created, seen], [new Date("2026-10-14T12:05:00Z"), new Date("2026-10-01T00:00:00Z")]);
    const cell = sheet.cells?.get("1,0");
    assert.match(
      String(cell?.formula),
      new RegExp(`^HYPERLINK\\("http://localhost:4000/tickets/${ticket.number}",${ticket.number}\\)$`),
    );
  });

  it("[H-XLS-06] [H-XLS-11] offers eight groups of fields, own ones at once, and what was ticked last", async () => {
    const { modes, chosen } = (await app.as("boss").get("/export-fields")).body;
    assert.deepEqual(chosen, []);
    const groups = modes[0]?.groups ?? [];
    assert.deepEqual(
      groups.map(({ group }) => group),
      ["main", "client", "site", "responsibles", "rating", "status", "deadlines", "finance"],
    );
    assert.ok(groups[7]?.fields.some(({ key }) => key === "custom.sum"));
    assert.ok(groups[6]?.fields.some(({ key }) => key === "solutionTime"));
    await exported(boss(), { format: "csv", fields: ["due", "number"] });
    assert.deepEqual((await boss().get("/export-fields")).body.chosen, [
      { mode: "tickets", format: "csv", fields: ["due", "number"] },
    ]);
  });

  it("tells how long the work took and was to take since its acceptance, as spans that sheets add up", async () => {
    const { ben } = app.cast.people;
    const { number } = await ticketOf(app, { subject: "Труба", assignees: [ben.id] });
    const move = async (to: string, more: object = {}) =>
      assert.equal((await app.as("ben").post(`/tickets/${number}/move`, { to, ...more })).status, 200);
    const times = ["plannedTime", "executionTime"];
    const where = `number:${number}`;
    const listed = async () =>
      (await boss().get(`/tickets?fields=${times}&where=${encodeURIComponent(where)}`)).body.items[0]?.fields;
    app.clock.pass(7 * 60_000);
    await move("in_progress");
    assert.deepEqual(await listed(), { plannedTime: null, executionTime: null });
    const dueAt = new Date(app.clock.now().getTime() + 86_400_000).toISOString();
    assert.equal((await boss().post(`/tickets/${number}/plan`, { dueAt })).status, 200);
    app.clock.pass(26 * 3_600_000 + 3 * 60_000);
    await move("done");
    const took = { plannedTime: 86_400, executionTime: 93_780 };
    assert.deepEqual(await listed(), took);
    const { groups = [] } = (await boss().get("/export-fields")).body.modes[0] ?? {};
    const offered = groups.find(({ group }) => group === "deadlines")?.fields.map(({ key }) => key) ?? [];
    assert.deepEqual(
      times.filter((key) => offered.includes(key)),
      times,
    );
    const { file } = await exported(boss(), { format: "xlsx", fields: times, where });
    const [sheet] = (await readXlsx(file.bytes)).sheets;
    assert.deepEqual(sheet?.rows[0], ["Плановое время выполнения", "Время выполнения"]);
    // A span is a number of days, which a sheet shows as hours: read as a moment it lies so far behind its first day.
    const seconds = sheet?.rows[1]?.map((span) => (Number(span) - Date.UTC(1899, 11, 31)) / 1000);
    assert.deepEqual(seconds, [took.plannedTime, took.executionTime]);
    const lasted = async (ask: string) => numbersIn((await exported(boss(), { where: `${where} ${ask}` })).file.text);
    assert.deepEqual([await lasted("executionTime>93000"), await lasted("executionTime<93000")], [[number], []]);
  });

  it("shows nothing that the list would not: other sites, fields hidden from the role, rights taken since", async () => {
    const role = app.cast.roles.engineer;
    const { items } = (await boss().get("/roles")).body;
    const { permissions } = items.find(({ id }) => id === role) ?? assert.fail();
    const give = async (list: readonly string[]) =>
      assert.equal((await boss().patch(`/roles/${role}`, { permissions: list })).status, 200);
    assert.equal((await app.as("ben").post("/exports", { format: "csv", fields: ["number"] })).status, 403);
    await give([...permissions, "report.export"]);
    const his = numbersIn((await exported(app.as("ben"), {})).file.text);
    assert.ok(his.includes(numbers[0]) && !his.includes(numbers[4]), JSON.stringify(his));

    const access = { roles: { [role]: "hidden" } };
    assert.equal((await boss().post("/fields", { name: "Тайна", type: "text", key: "secret", access })).status, 201);
    const offered = JSON.stringify((await app.as("ben").get("/export-fields")).body);
    assert.ok(!offered.includes("custom.secret") && offered.includes("custom.sum"));
    const asked = await app.as("ben").post("/exports", { format: "csv", fields: ["number", "custom.secret"] });
    assert.deepEqual(
      asked.problem.refusals?.map(({ code, field }) => [field, code]),
      [["fields", "unknown-field"]],
    );

    const late = (await app.as("ben").post("/exports", { format: "csv", fields: ["number"] })).body;
    await give(permissions);
    await app.work();
    const row = await app.owner.selectFrom("ticket_export").selectAll().where("id", "=", late.id).executeTakeFirst();
    assert.deepEqual([row?.fault, row?.size, row?.ended_at !== null], ["no-permission", null, true]);
  });

  it("is for whom it was made, can be broken off, and refuses what cannot be read and too many", async () => {
    const begun = (await dina().post("/exports", { format: "csv", fields: ["number"] })).body;
    assert.equal((await boss().get(`/exports/${begun.id}`)).status, 404);
    assert.equal((await boss().get(`/exports/${begun.id}/file`)).status, 404);
    assert.equal((await app.as("max").post(`/exports/${begun.id}/cancel`)).status, 404);
    assert.equal((await app.as("rita").post("/exports", { format: "csv", fields: ["number"] })).status, 403);
    assert.equal((await app.as("ada").get("/exports")).status, 403);
    assert.equal((await dina().post(`/exports/${begun.id}/cancel`)).body.state, "cancelled");
    await app.work();
    assert.deepEqual(
      [(await dina().get(`/exports/${begun.id}`)).body.state, (await dina().get(`/exports/${begun.id}/file`)).status],
      ["cancelled", 404],
    );

    const wrong = await dina().post("/exports", { format: "csv", fields: ["number"], where: "colour:red" });
    assert.equal(wrong.problem.code, "condition/invalid");
    for (const body of [{ format: "pdf", fields: ["number"] }, { format: "csv", fields: [] }, { format: "csv" }]) {
      assert.equal((await dina().post("/exports", body)).status, 422);
    }
    for (let count = 0; count < 3; count++) await dina().post("/exports", { format: "csv", fields: ["number"] });
    const fourth = await dina().post("/exports", { format: "csv", fields: ["number"] });
    assert.deepEqual([fourth.status, fourth.problem.code], [409, "export/too-many-exports"]);
    await app.work();
  });

  it("keeps a file for a day, and leaves nothing of it behind", async () => {
    const { done } = await exported(dina(), { format: "xlsx" });
    const storage = diskStorage(app.filesFolder);
    assert.deepEqual(await readdir(storage.scratch), []);
    app.clock.pass(24 * 3_600_000);
    const gone = await dina().get(`/exports/${done.id}/file`);
    assert.deepEqual([gone.status, gone.problem.code], [410, "export/export-expired"]);
    assert.ok(await storage.open({ workspaceId: app.cast.workspaceId, id: done.id }));
    await cleanExports(app.owner, storage, app.clock.now());
    assert.equal((await dina().get(`/exports/${done.id}`)).body.state, "expired");
    const shelves = await readdir(join(app.filesFolder, app.cast.workspaceId), { recursive: true });
    assert.ok(!shelves.some((name) => name.endsWith(done.id)), "The bytes are still there");
  });
});
