import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

describe("fields of contacts, companies and places", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const codes = (answer: { problem: { refusals?: { code: string; field?: string }[] } }) =>
    answer.problem.refusals?.map(({ code, field }) => [field, code]);
  const card = ({ text }: { text: string }): { id: string; custom: Record<string, unknown> } => JSON.parse(text);
  const add = (subject: string, key: string, more: object = {}) =>
    app.as("boss").post("/fields", { name: key, key, subject, type: "text", ...more });

  for (const [subject, path, named] of [
    ["contact", "/contacts", {}],
    ["company", "/companies", {}],
    ["place", "/places", { kind: "group" }],
  ] as const) {
    it(`are kept on the card of a ${subject}, asked for when it is added, and hidden by role`, async () => {
      const boss = app.as("boss");
      assert.equal((await add(subject, "tier", { type: "list", options: ["A", "B"], required: true })).status, 201);
      const hidden = { roles: { [app.cast.roles.admin]: "read" } };
      const told = await add(subject, "told", { access: hidden });
      assert.equal((await add(subject, "tier")).status, 409, "the same key twice");
      const post = (custom: object | undefined) =>
        boss.post(path, { name: `Новый ${subject}`, ...named, ...(custom ? { custom } : {}) });
      assert.deepEqual(codes(await post(undefined)), [["custom.tier", "field-required"]]);
      assert.deepEqual(codes(await post({ tier: "C", told: "x", gone: 1 })), [
        ["custom.tier", "unknown-option"],
        ["custom.told", "field-read-only"],
        ["custom.gone", "unknown-field"],
      ]);
      const made = await post({ tier: "A" });
      const { id, custom } = card(made);
      assert.deepEqual([made.status, custom], [201, { tier: "A" }]);
      const one = `${path}/${id}` as const;
      assert.deepEqual(card(await boss.patch(one, { custom: { tier: "B" } })).custom, { tier: "B" });
      assert.deepEqual(card(await boss.patch(one, { note: "Иначе" })).custom, { tier: "B" });
      const uses = (await boss.get(`/fields/${(await fieldOf(subject, "tier"))?.id}/uses`)).body.items;
      assert.deepEqual(uses, [{ kind: "records", name: "1", id: null, breaks: false }]);
      await boss.patch(`/fields/${told.body.id}`, { access: { roles: { [app.cast.roles.admin]: "hidden" } } });
      await app.owner
        .updateTable(subject)
        .set({ custom: JSON.stringify({ tier: "B", told: "тайна" }) })
        .where("id", "=", id)
        .execute();
      assert.deepEqual(card(await boss.get(one)).custom, { tier: "B" });
      assert.doesNotMatch((await boss.get(path)).text, /тайна/);
    });
  }

  const fieldOf = async (subject: "contact" | "company" | "place", key: string) =>
    (await app.as("boss").get(`/fields?subject=${subject}`)).body.items.find((one) => one.key === `custom.${key}`);

  it("are no fields of tickets, and know no service types", async () => {
    const { items } = (await app.as("boss").get("/fields")).body;
    assert.ok(!items.some(({ custom }) => custom));
    const wheres = await app.as("boss").get("/tickets?where=custom.tier:A");
    assert.equal(wheres.status, 422);
    const refused = await add("contact", "typed", { serviceTypes: [app.cast.people.ben.id] });
    assert.deepEqual([refused.status, refused.problem.code], [422, "field/type-not-here"]);
  });
});
