/** Every type of field that a workspace can have of its own, used for everything at once, without a restart. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { CUSTOM_TYPES, type CustomType } from "../core/fields/field.ts";
import { verifyTickets } from "../server/operate/verify-tickets.ts";
import { type TestApp, testApp } from "./app.ts";
import { addFields, fileOf as file, TYPES } from "./field-types.ts";
import { ticketOf } from "./ticket-of.ts";

describe("a field of every type", () => {
  let app: TestApp;
  const numbers: number[] = [];
  const held: Record<string, unknown>[] = [{}, {}];
  before(async () => {
    app = await testApp();
    await app.as("boss").patch("/workspace", { settings: { macros: true } });
    // The application runs already, and has read the fields that there are.
    await app.as("dina").get("/tickets?fields=number");
    for (const [at, values] of (await addFields(app)).entries()) Object.assign(held[at] ?? {}, values);
    for (const [at, subject] of ["Кран", "Лифт стоит"].entries()) {
      numbers.push((await ticketOf(app, { subject, custom: held[at] })).number);
      app.clock.pass(60_000);
    }
  });
  after(() => app.close());
  const found = async (query: string) =>
    (await app.as("dina").get(`/tickets?${query}`)).body.items.map(({ number }) => number);

  it("[B-FLD-01] is at once API field, column, filter, sort key, export field, condition and template variable", async () => {
    const keys = CUSTOM_TYPES.map((type) => `custom.f_${type}`);
    const dina = app.as("dina");
    const { custom = {} } = (await dina.get(`/tickets/${numbers[0]}`)).body;
    const list = (await dina.get(`/tickets?sort=number&fields=${keys.join()}`)).body.items;
    const offered = (await dina.get("/export-fields")).body.modes[0]?.groups.flatMap(({ fields }) => fields) ?? [];
    const described = (await dina.get("/fields")).body.items;
    const begun = await dina.post("/exports", { format: "jsonl", fields: ["number", ...keys], sort: "number" });
    assert.equal(begun.status, 201, begun.text);
    const sheet = await dina.post("/exports", { format: "csv", fields: keys, sort: "number" });
    await app.work();
    const lines = (await dina.get(`/exports/${begun.body.id}/file`)).text.trim().split("\n");
    const csv = (await dina.get(`/exports/${sheet.body.id}/file`)).text;
    const exported: Record<string, unknown>[] = lines.map((line) => JSON.parse(line));
    const text = keys.map((key) => `{{${key}}}`).join(" | ");
    const macro = await dina.post("/macros", { name: "Всё", actions: [{ do: "note", text }] });
    await dina.post(`/tickets/${numbers[0]}/macros/${macro.body.id}`, {});
    const notes = (await dina.get(`/tickets/${numbers[0]}/notes`)).body.items;
    const said = notes.at(-1)?.text.split(" | ") ?? [];
    for (const [at, type] of CUSTOM_TYPES.entries()) {
      const key = `custom.f_${type}`;
      const { where, said: expected, listed } = TYPES[type];
      assert.ok(custom[`f_${type}`] !== undefined && custom[`f_${type}`] !== null, `API: ${type}`);
      const column = list[0]?.fields?.[key];
      assert.deepEqual(column, listed ? listed(app) : custom[`f_${type}`], `column: ${type}`);
      const condition = `${key}${where(app)}`;
      assert.deepEqual(await found(`where=${encodeURIComponent(condition)}`), [numbers[0]], `filter: ${condition}`);
      assert.equal((await dina.post("/conditions/preview", { where: condition })).body.total, 1, `condition: ${type}`);
      const field = described.find((one) => one.key === key);
      assert.ok(field?.filterable, type);
      if (field.sortable) {
        assert.deepEqual(await found(`sort=${key}`), numbers, `up: ${type}`);
        assert.deepEqual(await found(`sort=-${key}`), numbers.toReversed(), `down: ${type}`);
      }
      assert.equal(field.sortable, !["longtext", "lists", "person"].includes(type), type);
      assert.ok(
        offered.some((one) => one.key === key),
        `offered for export: ${type}`,
      );
      assert.deepEqual(exported[0]?.[key], column, `export: ${type}`);
      const word = said[at] ?? "";
      assert.ok(typeof expected === "string" ? word === expected : expected.test(word), `text: ${type} says ${word}`);
    }
    assert.match(csv, /Адрес <https:\/\/a\.example\/x>;акт 1\.pdf;-2/);
    const rule = { name: "Всё", kind: "routing", result: { priority: "high" } };
    const condition = CUSTOM_TYPES.map((type) => `custom.f_${type}${TYPES[type].where(app)}`).join(" ");
    assert.equal((await app.as("boss").post("/rules", { ...rule, condition })).status, 201);
    const { f_file: _, ...again } = held[0] ?? {};
    const act = await file(app, "акт 2.pdf");
    assert.equal((await ticketOf(app, { subject: "Кран", custom: { ...again, f_file: act } })).priority, "high");
    assert.equal((await ticketOf(app, { subject: "Кран", custom: again })).priority ?? null, null);
  });

  it("counts a formula in the write that changes what it reads, and tells both in one event", async () => {
    const id = numbers[1];
    const edit = (body: object) => app.as("dina").patch(`/tickets/${id}`, body);
    assert.equal((await edit({ subject: "Да" })).body.custom?.f_formula, -6);
    const { items } = (await app.as("dina").get(`/tickets/${id}/events`)).body;
    const changes = items.find(({ kind }) => kind === "fields.changed")?.data.changes as Record<
      string,
      { from: Record<string, unknown>; to: Record<string, unknown> }
    >;
    assert.deepEqual(Object.keys(changes).toSorted(), ["custom", "subject"]);
    assert.deepEqual([changes.custom?.from.f_formula, changes.custom?.to.f_formula], [10, -6]);
    const written = await edit({ custom: { f_formula: 100 } });
    assert.deepEqual([written.status, written.problem.refusals?.[0]?.code], [422, "field-read-only"]);
  });

  it("counts all tickets anew by a job when a formula is changed, and leaves their last change where it was", async () => {
    const boss = app.as("boss");
    const { items } = (await boss.get("/fields")).body;
    const field = items.find(({ key }) => key === "custom.f_formula");
    assert.equal(field?.formula?.text, "length(subject) * 2 - 10");
    const before = (await boss.get(`/tickets/${numbers[0]}`)).body;
    const bad = await boss.patch(`/fields/${field?.id}`, { formula: "[Нет такого] + custom.f_formula" });
    assert.deepEqual(
      [bad.status, bad.problem.code, bad.problem.refusals?.[0]?.params?.field],
      [422, "field/formula-wrong", "Нет такого"],
    );
    const cycle = await boss.post("/fields/check-formula", {
      key: "custom.f_formula",
      formula: "custom.f_formula + 1",
    });
    assert.equal(cycle.body.problems[0]?.code, "formula-cycle");
    const tried = await boss.post("/fields/check-formula", { formula: "[Поле number] * 2", ticket: numbers[0] });
    assert.deepEqual([tried.body.result, tried.body.value], ["number", -5]);
    assert.equal((await boss.patch(`/fields/${field?.id}`, { formula: "[Поле number] * 2" })).status, 200);
    await app.work();
    const after = (await boss.get(`/tickets/${numbers[0]}`)).body;
    assert.deepEqual([after.custom?.f_formula, after.updatedAt], [-5, before.updatedAt]);
    assert.deepEqual(await found(`where=${encodeURIComponent("custom.f_formula:20")}`), [numbers[1]]);
    assert.deepEqual((await verifyTickets(app.owner)).faults, []);
  });

  it("names everything that uses a field before it is switched off, loses a value or becomes another type", async () => {
    const boss = app.as("boss");
    const { items } = (await boss.get("/fields")).body;
    const idOf = (type: CustomType) => items.find(({ key }) => key === `custom.f_${type}`)?.id ?? "";
    const uses = async (id: string, query = "") =>
      (await boss.get(`/fields/${id}/uses?${query}`)).body.items.map(({ kind, name }) => [kind, name]);
    assert.deepEqual(await uses(idOf("number")), [
      ["routing", "Всё"],
      ["macro", "Всё"],
      ["field", "Поле formula"],
      ["tickets", "4"],
    ]);
    assert.deepEqual(await uses(idOf("list"), `option=${encodeURIComponent("Альфа")}`), [
      ["routing", "Всё"],
      ["tickets", "3"],
    ]);
    const refused = async (
      change: Promise<{ status: number; problem: { code: string; refusals?: { code: string }[] } }>,
    ) => {
      const { status, problem } = await change;
      return [status, problem.code, problem.refusals?.map(({ code }) => code)];
    };
    const used = ["used-by-routing", "used-by-macro", "used-by-field"];
    const off = boss.patch(`/fields/${idOf("number")}`, { active: false });
    assert.deepEqual(await refused(off), [409, "field/in-use", used]);
    const type = boss.patch(`/fields/${idOf("number")}`, { type: "text" });
    assert.deepEqual(await refused(type), [409, "field/in-use", [...used, "used-by-tickets"]]);
    const value = boss.patch(`/fields/${idOf("list")}`, { options: ["Бета"] });
    assert.deepEqual(await refused(value), [409, "field/in-use", ["used-by-routing"]]);
    assert.deepEqual(await refused(boss.delete(`/fields/${idOf("number")}`)), [
      409,
      "field/in-use",
      [...used, "used-by-tickets"],
    ]);
    const anyway = await boss.patch(`/fields/${idOf("list")}`, { options: ["Бета"], anyway: true });
    assert.deepEqual(anyway.body.options, ["Бета"]);
    const fresh = await boss.post("/fields", { name: "Ничей", type: "text" });
    assert.equal((await boss.patch(`/fields/${fresh.body.id}`, { type: "number" })).body.type, "number");
  });

  it("gives files of fields only to be saved, to those who see ticket and field, and puts one upload on one ticket", async () => {
    const path = `/files/${String(held[0]?.f_file)}`;
    const got = await app.as("dina").get(path);
    assert.equal(got.bytes.toString(), "bytes of акт 1.pdf");
    assert.match(String(got.headers["content-disposition"]), /^attachment;/);
    assert.equal((await app.as("ada").get(path)).status, 404, "hidden from clients");
    assert.equal((await app.as("max").get(path)).status, 404, "another workspace");
    const { items } = (await app.as("boss").get("/fields")).body;
    const id = items.find(({ key }) => key === "custom.f_file")?.id;
    const { engineer } = app.cast.roles;
    const change = (access: object) => app.as("boss").patch(`/fields/${id}`, { access });
    await app.as("dina").post(`/tickets/${numbers[0]}/assign`, { assignees: [app.cast.people.ben.id] });
    await change({ roles: { [engineer]: "hidden" } });
    assert.equal((await app.as("ben").get(path)).status, 404, "hidden from his role");
    await change({ roles: {}, client: "read" });
    assert.equal((await app.as("ada").get(path)).status, 200, "open to clients");
    const stolen = await app.as("dina").patch(`/tickets/${numbers[1]}`, { custom: { f_file: held[0]?.f_file } });
    assert.deepEqual([stolen.status, stolen.problem.refusals?.[0]?.code], [422, "not-a-file"]);
    await app.as("dina").patch(`/tickets/${numbers[0]}`, { custom: { f_file: null } });
    assert.equal((await app.as("dina").get(path)).status, 404, "taken out");
  });

  it("opens links of harmless schemes only", async () => {
    const put = (f_link: unknown) => app.as("dina").patch(`/tickets/${numbers[0]}`, { custom: { f_link } });
    for (const url of [
      "javascript:alert(1)",
      "data:text/html,x",
      "JaVaScript:alert(1)",
      "https://a@b.example",
      "x y",
      "//a",
    ]) {
      const refused = await put(url);
      assert.deepEqual([refused.status, refused.problem.refusals?.[0]?.code], [422, "not-a-link"], url);
    }
    for (const [given, url] of [
      ["example.com/a", "https://example.com/a"],
      ["mailto:a@b.example", "mailto:a@b.example"],
      ["tel:+7 912 000-00-00", "tel:+79120000000"],
    ]) {
      assert.deepEqual((await put(given)).body.custom?.f_link, { url });
    }
  });

  it("asks tickets of a service type for its fields alone", async () => {
    const { services } = app.cast;
    const type = (await app.as("boss").get("/services")).body.items.find(({ id }) => id === services.plumbing)?.type.id;
    const other = await app.as("boss").post("/service-types", { name: "Другой", process: "housing" });
    const add = (name: string, serviceTypes: unknown[]) =>
      app.as("boss").post("/fields", { name, key: name, type: "text", required: true, serviceTypes });
    assert.equal((await add("mine", [type])).status, 201);
    assert.equal((await add("theirs", [other.body.id])).status, 201);
    assert.equal((await add("nobodys", [app.cast.people.ben.id])).status, 422);
    const order = { subject: "Кран", service: services.plumbing, form: { room: "Кухня" } };
    const refused = await app.as("dina").post("/tickets", order);
    assert.deepEqual(
      refused.problem.refusals?.map(({ field }) => field),
      ["custom.mine"],
    );
    const done = await app.as("dina").post("/tickets", { ...order, custom: { mine: "да" } });
    assert.equal(done.status, 201);
  });
});
