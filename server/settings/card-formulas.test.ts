import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { createContactFromMail } from "../clients/find-client.ts";
import { inWorkspace } from "../platform/database.ts";

type Card = { id: string; version: number; custom: Record<string, unknown> };

describe("formulas of contacts, companies and places", () => {
  let app: TestApp;
  const boss = () => app.as("boss");
  before(async () => {
    app = await testApp();
    const permissions = ["section.clients", "section.companies", "section.places", "ticket.write"];
    const role = { permissions, id: app.cast.roles.dispatcher };
    await app.owner.updateTable("role").set({ permissions }).where("id", "=", role.id).execute();
  });
  after(() => app.close());
  const card = ({ text }: { text: string }): Card => JSON.parse(text);
  const codes = ({ problem }: { problem: { refusals?: { code: string; field?: string }[] } }) =>
    problem.refusals?.map(({ code }) => code);
  const add = (subject: string, key: string, more: object) =>
    boss().post("/fields", { name: key, key, subject, type: "formula", ...more });

  for (const [subject, path, named, builtIn, never] of [
    ["contact", "/contacts", {}, "name", "lastSeen"],
    ["company", "/companies", {}, "name", "subject"],
    ["place", "/places", { kind: "group" }, "address", "path"],
  ] as const) {
    const check = (formula: string, key?: string) =>
      boss().post("/fields/check-formula", { formula, subject, ...(key ? { key } : {}) });

    it(`are checked against the fields of a ${subject} while they are written`, async () => {
      assert.equal((await add(subject, "area", { type: "number" })).status, 201);
      assert.equal((await add(subject, "rent", { formula: `[area] * 2 + length(${builtIn})` })).status, 201);
      assert.equal((await check("custom.rent / 2")).body.result, "number");
      assert.equal((await check('contains(tags, "VIP")')).body.result, "yesno");
      for (const [formula, code, key] of [
        [never, subject === "contact" ? "formula-field-not-read" : "formula-unknown-field"],
        ["custom.nothing", "formula-unknown-field"],
        ["custom.area + note", "formula-wrong-kind"],
        ["custom.rent + 1", "formula-cycle", "custom.rent"],
      ] as const) {
        assert.equal((await check(formula, key)).body.problems[0]?.code, code, formula);
      }
      const wrong = await add(subject, "wrong", { formula: "[nothing] + 1" });
      assert.deepEqual([wrong.status, wrong.problem.code], [422, "field/formula-wrong"]);
    });

    it(`are counted in the write of what a ${subject} is counted from, and written by nobody`, async () => {
      const made = card(await boss().post(path, { name: "Ряд 1", ...named, custom: { area: 10 } }));
      assert.deepEqual(made.custom, { area: 10, rent: 25 });
      const one = `${path}/${made.id}` as const;
      const changed = card(await boss().patch(one, { custom: { area: 1 } }));
      assert.deepEqual([changed.custom, changed.version], [{ area: 1, rent: 7 }, made.version + 1]);
      assert.deepEqual(card(await boss().patch(one, { name: "Ряд 1, да" })).custom, { area: 1, rent: 11 });
      assert.deepEqual(card(await boss().patch(one, { custom: { area: null } })).custom, { area: null });
      const written = await boss().patch(one, { custom: { rent: 100 } });
      assert.deepEqual([written.status, codes(written)], [422, ["field-read-only"]]);
      const whole = card(await boss().patch(one, { custom: { area: 2 } })).custom;
      assert.equal((await boss().patch(one, { custom: whole })).status, 200, "sent back as it was read");
      const begun = await boss().post(path, { name: "Ряд 0", ...named, custom: { area: 1, rent: 1 } });
      assert.deepEqual(codes(begun), ["field-read-only"]);
    });

    it(`are asked and ordered by in the list of a ${subject}, and hidden with what they are counted from`, async () => {
      await boss().post(path, { name: "Ряд 2", ...named, custom: { area: 50 } });
      const found = async (query: string) =>
        (JSON.parse((await boss().get(`${path}?${query}`)).text) as { items: { name: string }[] }).items
          .map(({ name }) => name)
          .filter((name) => name.startsWith("Ряд"));
      assert.deepEqual(await found(`where=${encodeURIComponent("custom.rent>100")}`), ["Ряд 2"]);
      assert.deepEqual(await found("where=custom.rent:any&sort=custom.rent"), ["Ряд 1, да", "Ряд 2"]);
      assert.deepEqual(await found("where=custom.rent:any&sort=-custom.rent"), ["Ряд 2", "Ряд 1, да"]);
      const { admin } = app.cast.roles;
      await add(subject, "secret", { type: "number", access: { employee: "hidden", roles: { [admin]: "write" } } });
      await add(subject, "twice", { formula: "custom.secret * 2" });
      await add(subject, "thrice", { formula: "custom.twice + 1" });
      const named2 = { name: "Тайный", ...named, custom: { secret: 21 } };
      const { id, custom } = card(await boss().post(path, named2));
      assert.deepEqual([custom.twice, custom.thrice], [42, 43]);
      assert.deepEqual(card(await app.as("dina").get(`${path}/${id}`)).custom, {});
      const { items } = (await app.as("dina").get(`/fields?subject=${subject}`)).body;
      assert.deepEqual(
        items.map(({ key }) => key),
        ["custom.area", "custom.rent"],
      );
      for (const query of ["where=custom.thrice:43", "sort=custom.twice"]) {
        assert.equal((await app.as("dina").get(`${path}?${query}`)).status, 422, query);
      }
    });

    it(`are counted anew for every ${subject} by a job when one is changed`, async () => {
      await app.work();
      const { items } = (await boss().get(`/fields?subject=${subject}`)).body;
      const idOf = (key: string) => items.find((field) => field.key === `custom.${key}`)?.id ?? "";
      const all = async () =>
        (JSON.parse((await boss().get(`${path}?where=custom.area:any`)).text) as { items: Card[] }).items;
      const before = await all();
      assert.equal((await boss().patch(`/fields/${idOf("rent")}`, { formula: "[area] * 3" })).status, 200);
      const runs = async () => (await boss().get(`/fields/formula-runs?subject=${subject}`)).body.items;
      const [begun] = await runs();
      assert.deepEqual([begun?.seen, begun?.finishedAt, begun?.startedBy?.name], [0, null, app.cast.people.boss.name]);
      await app.work();
      const after = await all();
      assert.deepEqual(
        after.map(({ custom }) => custom.rent),
        after.map(({ custom }) => Number(custom.area) * 3),
      );
      assert.deepEqual(
        after.map(({ version }) => version),
        before.map(({ version }) => version + 1),
      );
      const [done] = await runs();
      assert.deepEqual([done?.seen, done?.moved], [done?.total, before.length]);
      assert.ok(done?.finishedAt);
      assert.deepEqual((await boss().get("/fields/formula-runs")).body.items, [], "no run through tickets");
      await boss().post(`/fields/formula-runs?subject=${subject}`);
      await app.work();
      assert.equal((await runs())[0]?.moved, 0, "what is right is left alone");
      const off = await boss().patch(`/fields/${idOf("area")}`, { active: false });
      assert.deepEqual([off.status, codes(off)], [409, ["used-by-field"]]);
      assert.equal((await boss().delete(`/fields/${idOf("thrice")}`)).status, 204, "what was counted goes with it");
    });
  }

  it("are counted by imports, letters, access to the portal and an address that changes above", async () => {
    assert.equal((await add("contact", "loud", { formula: 'if(portal, "!", upper(name))' })).status, 201);
    assert.equal((await add("place", "loud", { formula: 'upper(address) & coalesce(account, "")' })).status, 201);
    const table = (account: string) =>
      `Дом;Квартира;Лицевой счёт;Житель;Email\n"ул. Новая, 1";5;${account};Иванов Иван;i@example.org`;
    const send = async (account: string) =>
      assert.equal((await boss().post("/places/import", { text: table(account), dryRun: false })).status, 200);
    type Rows = { items: (Card & { name: string })[] };
    const found = async (path: string): Promise<Rows["items"]> =>
      (JSON.parse((await boss().get(path)).text) as Rows).items;
    await send("");
    assert.deepEqual(
      (await found("/places?where=address:Новая")).map(({ custom }) => custom.loud),
      ["УЛ. НОВАЯ, 1", "УЛ. НОВАЯ, 1, КВ. 5"],
    );
    await send("77-1");
    const [site, flat] = await found("/places?where=address:Новая");
    assert.equal(flat?.custom.loud, "УЛ. НОВАЯ, 1, КВ. 577-1");
    await boss().patch(`/places/${site?.id}`, { name: "ул. Старая, 2" });
    assert.deepEqual(
      (await found("/places?where=address:Старая")).map(({ custom }) => custom.loud),
      ["УЛ. СТАРАЯ, 2", "УЛ. СТАРАЯ, 2, КВ. 577-1"],
    );
    const [resident] = await found("/contacts?where=email:i@example.org");
    assert.equal(resident?.custom.loud, "ИВАНОВ ИВАН");
    const opened = await boss().post(`/contacts/${resident?.id}/access`, { access: true, invite: false });
    assert.equal(opened.body.custom.loud, "!");
    const { workspaceId } = app.cast;
    const sender = { email: "new@example.org", name: "Новый", companyId: null, now: app.clock.now() };
    await inWorkspace(app.db, workspaceId, (tx) => createContactFromMail(tx, workspaceId, sender));
    assert.equal((await found("/contacts?where=email:new@example.org"))[0]?.custom.loud, "НОВЫЙ");
  });
});
