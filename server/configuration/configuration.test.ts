import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

type File = {
  format: string;
  fields: { key: string; name: string; type: string }[];
  processes: { key: string; start: string; statuses: Record<string, { colour: string; handsTo?: { team: string } }> }[];
  rules: { kind: string; name: string; condition: string; result: { team?: string } }[];
};

describe("the configuration as a file", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
    const boss = app.as("boss");
    const { plumbing } = app.cast.teams;
    await boss.post("/fields", { key: "meter", name: "Счётчик", type: "list", options: ["ХВС", "ГВС"] });
    const made = (await boss.post("/processes", { key: "repairs", name: "Ремонт" })).body;
    const definition = made.draft?.definition;
    const { in_work } = definition?.statuses ?? {};
    assert.ok(definition && in_work);
    const needs = [{ kind: "field" as const, field: "custom.meter" }];
    const statuses = { ...definition.statuses, in_work: { ...in_work, handsTo: { team: plumbing }, needs } };
    await boss.put("/processes/repairs/draft", { definition: { ...definition, statuses } });
    assert.equal((await boss.post("/processes/repairs/publish", {})).status, 201);
    for (const name of ["Первое", "Второе"]) {
      const rule = { kind: "routing", name, condition: "status:in_work custom.meter:ХВС", result: { team: plumbing } };
      assert.equal((await boss.post("/rules", rule)).status, 201);
    }
  });
  after(() => app.close());

  const exported = async (name: "boss" | "max"): Promise<{ text: string; file: File }> => {
    const { text } = (await app.as(name).get("/configuration")).body;
    return { text, file: JSON.parse(text) };
  };
  const max = () => app.as("max");
  const changes = (items: { part: string; key: string; change: string }[]) =>
    items.filter(({ change }) => change !== "same").map(({ part, key, change }) => [part, key, change]);

  it("[B-PROC-04] shows the differences first, and then everything behaves elsewhere as it does here", async () => {
    const { text, file } = await exported("boss");
    assert.ok(text.split("\n").length > 100, "a thing a line");
    assert.equal((await exported("boss")).text, text);
    assert.equal(
      file.processes.find(({ key }) => key === "repairs")?.statuses.in_work?.handsTo?.team,
      "{{team:Сантехники}}",
    );
    const before = await exported("max");
    const preview = (await max().post("/configuration/preview", { text })).body;
    assert.deepEqual(changes(preview.items), [
      ["field", "meter", "added"],
      ["process", "repairs", "added"],
      ["rule", "routing/Первое", "added"],
      ["rule", "routing/Второе", "added"],
    ]);
    assert.ok(preview.items.every(({ faults }) => faults.length === 0));
    assert.equal((await exported("max")).text, before.text, "a preview writes nothing");

    assert.deepEqual((await max().post("/configuration", { text })).body, preview);
    assert.equal((await exported("max")).text, text);
    assert.deepEqual(changes((await max().post("/configuration/preview", { text })).body.items), []);
    const behaviour = [];
    for (const name of ["boss", "max"] as const) {
      const who = app.as(name);
      const type = (await who.post("/service-types", { name: "Ремонт", process: "repairs" })).body.id;
      const service = (await who.post("/services", { name: "Ремонт насоса", type })).body.id;
      const ticket = (await who.post("/tickets", { subject: "Насос", service, custom: { meter: "ХВС" } })).body;
      const refused = await who.post(`/tickets/${ticket.id}/move`, { to: "nowhere" });
      const moved = (await who.post(`/tickets/${ticket.id}/move`, { to: "in_work" })).body;
      behaviour.push([
        ticket.status,
        ticket.moves.map(({ to }) => to),
        refused.status,
        moved.team?.name,
        moved.moves.map(({ to }) => to),
      ]);
    }
    assert.deepEqual(behaviour[1], behaviour[0]);
    assert.equal(behaviour[0]?.[3], "Сантехники");
  });

  it("[B-PROC-04] changes what is otherwise thing by thing, and brings the rules into the order of the file", async () => {
    const { file } = await exported("max");
    const { in_work } = file.processes.find(({ key }) => key === "repairs")?.statuses ?? {};
    assert.ok(in_work);
    in_work.colour = "teal";
    file.rules.reverse();
    const { items } = (await max().post("/configuration", { text: JSON.stringify(file) })).body;
    assert.deepEqual(
      items.filter(({ change }) => change !== "same").map(({ key, differences }) => [key, differences]),
      [["repairs", [{ at: "statuses.in_work.colour", kind: "changed", before: "blue", after: "teal" }]]],
    );
    assert.deepEqual(
      (await exported("max")).file.rules.map(({ name }) => name),
      ["Второе", "Первое"],
    );
    assert.equal((await max().get("/processes/repairs/versions")).body.items.length, 2);
  });

  it("takes over nothing of a file in which anything is wrong, and says where", async () => {
    const { text, file } = await exported("max");
    const [process] = file.processes;
    assert.ok(process);
    process.start = "nowhere";
    const [rule] = file.rules;
    assert.ok(rule);
    rule.result = { team: "{{team:Водолазы}}" };
    const wrong = JSON.stringify(file);
    const { items } = (await max().post("/configuration/preview", { text: wrong })).body;
    const faults = items.flatMap(({ part, faults }) => faults.map(({ code }) => [part, code]));
    assert.ok(
      faults.some(([part, code]) => part === "process" && code === "start-missing"),
      JSON.stringify(faults),
    );
    assert.ok(
      faults.some(([part, code]) => part === "rule" && code === "unknown-name"),
      JSON.stringify(faults),
    );
    const refused = await max().post("/configuration", { text: wrong });
    assert.deepEqual([refused.status, refused.problem.code], [422, "configuration/faulty"]);
    assert.equal((await exported("max")).text, text);
    for (const broken of [
      "{]",
      '{"format":"other"}',
      '{"format":"pult-configuration/1","fields":[],"processes":[{}],"rules":[]}',
    ]) {
      const answer = await max().post("/configuration/preview", { text: broken });
      assert.deepEqual([answer.status, answer.problem.code], [422, "configuration/unreadable"], broken);
      assert.notEqual(answer.problem.refusals?.[0]?.message, "");
    }
  });

  it("carries formulas, and fields of cards, whichever stands first", async () => {
    const boss = app.as("boss");
    for (const field of [
      { key: "sum", name: "Сумма", type: "number" },
      { key: "tier", name: "Тариф", type: "text", subject: "contact" },
      { key: "twice", name: "Дважды", type: "formula", formula: "[Сумма] * 2" },
    ]) {
      assert.equal((await boss.post("/fields", field)).status, 201);
    }
    const { file } = await exported("boss");
    const text = JSON.stringify({ ...file, fields: file.fields.toReversed() });
    const { items } = (await max().post("/configuration", { text })).body;
    assert.deepEqual(
      items.flatMap(({ faults }) => faults),
      [],
    );
    const fields = (await max().get("/fields")).body.items;
    assert.equal(fields.find(({ key }) => key === "custom.twice")?.formula?.text, "custom.sum * 2");
    const cards = (await max().get("/fields?subject=contact")).body.items;
    assert.deepEqual(
      cards.map(({ key }) => key),
      ["custom.tier"],
    );
    assert.deepEqual(changes((await max().post("/configuration/preview", { text })).body.items), []);
  });

  it("is for those who set the desk up", async () => {
    for (const name of ["dina", "rita", "ada"] as const) {
      assert.equal((await app.as(name).get("/configuration")).status, 403);
      assert.equal((await app.as(name).post("/configuration", { text: "{}" })).status, 403);
    }
  });
});
