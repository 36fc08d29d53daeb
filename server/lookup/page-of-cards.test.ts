import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

const TABLES = [
  ["contact", "/contacts", "name"],
  ["company", "/companies", "name"],
  ["place", "/places", "address"],
] as const;

/** One field of every type that cards may have. */
const FIELDS = [
  { key: "words", type: "text" },
  { key: "story", type: "longtext" },
  { key: "count", type: "number" },
  { key: "day", type: "date" },
  { key: "tier", type: "list", options: ["A", "B"] },
  { key: "marks", type: "lists", options: ["x", "y"] },
  { key: "agreed", type: "yesno" },
  { key: "keeper", type: "person" },
  { key: "rent", type: "money" },
  { key: "site", type: "link" },
  { key: "secret", type: "text" },
];

/** Three of each, with values, and all others without. Nobody but the administrator knows of `secret`. */
describe("lists by the fields of contacts, companies and places", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
    const { admin, dispatcher } = app.cast.roles;
    const { people } = app.cast;
    const values = [
      { words: "Лифт есть", count: 7, day: "2026-01-05", tier: "B", marks: ["x", "y"], agreed: true, secret: "а" },
      { words: "лифта нет", count: -2.5, day: "2026-03-01", tier: "A", marks: ["y"], agreed: false, secret: "б" },
      { count: 7, tier: "A", keeper: people.ben.id, secret: "в" },
    ];
    const more = [
      { story: "Долгая история", site: { url: "https://a.example/door", text: "Дверь" } },
      { rent: { amount: 150_000, currency: "RUB" } },
      { rent: { amount: 90_000, currency: "RUB" } },
    ];
    for (const [subject, path] of TABLES) {
      for (const field of FIELDS) {
        const access = field.key === "secret" ? { access: { employee: "hidden", roles: { [admin]: "write" } } } : {};
        const made = await app.as("boss").post("/fields", { name: field.key, subject, ...field, ...access });
        assert.equal(made.status, 201, made.text);
      }
      for (const [i, own] of values.entries()) {
        const named = { name: `Ряд ${i + 1}`, ...(subject === "place" ? { kind: "group", code: `Р-${i}` } : {}) };
        const made = await app.as("boss").post(path, { ...named, note: "Заметка", custom: { ...own, ...more[i] } });
        assert.equal(made.status, 201, made.text);
      }
    }
    await app.owner
      .updateTable("role")
      .set({ permissions: ["section.clients", "section.companies", "section.places", "ticket.write"] })
      .where("id", "=", dispatcher)
      .execute();
  });
  after(() => app.close());
  type Row = { id: string; name: string };
  const ask = async (path: string, query: Record<string, string>, who: "boss" | "dina" = "boss") => {
    const answer = await app.as(who).get(`${path}?${new URLSearchParams(query)}`);
    return {
      status: answer.status,
      text: answer.text,
      ...(JSON.parse(answer.text) as { items: Row[]; next?: string }),
    };
  };
  const rows = async (path: string, query: Record<string, string>) => {
    const { items, text } = await ask(path, query);
    assert.ok(items, text);
    return items.flatMap(({ name }) => /^Ряд (\d)$/.exec(name)?.[1] ?? []).join("");
  };

  for (const [subject, path, name] of TABLES) {
    it(`asks every type of field of a ${subject}`, async () => {
      const asked: [string, string][] = [
        ["custom.words:лифт", "12"],
        ['custom.words:"лифт есть"', "1"],
        ["custom.story:история", "1"],
        ["custom.count:7", "13"],
        ["custom.count<0", "2"],
        ["custom.day>2026-02-01", "2"],
        ["custom.tier:A", "23"],
        ["custom.tier:A,B -custom.tier:B", "23"],
        ["custom.marks:x", "1"],
        ["custom.marks:y", "12"],
        ["custom.agreed:yes", "1"],
        ["custom.agreed:none custom.count:any", "3"],
        [`custom.keeper:${app.cast.people.ben.id}`, "3"],
        [`custom.keeper:"${app.cast.people.ben.name}"`, "3"],
        ["custom.rent>1000", "2"],
        ["custom.site:дверь", "1"],
        ["custom.site:a.example", "1"],
        ["note:Заметка (custom.tier:B or custom.count<0)", "12"],
        [`${name}:Ряд custom.secret:б`, "2"],
      ];
      for (const [where, found] of asked) assert.equal(await rows(path, { where, sort: name }), found, where);
      assert.equal(await rows(path, { where: "custom.tier:A", search: "Ряд 3" }), "3");
    });

    it(`puts them in the order of a ${subject}'s fields, what is equal by its id, page by page`, async () => {
      const orders: [string, string][] = [
        ["custom.count", "213"],
        ["-custom.count", "312"],
        ["-custom.tier,custom.count", "123"],
        ["custom.day", "12"],
        ["-custom.rent", "23"],
        ["custom.agreed", "21"],
        ["custom.site", "1"],
        [`-${name}`, "321"],
      ];
      for (const [sort, order] of orders) {
        const all = await rows(path, { sort, where: "custom.count:any" });
        assert.ok(all.startsWith(order), `${sort}: ${all}`);
      }
      for (const sort of ["custom.count", "-custom.tier,custom.day", name]) {
        const whole = (await ask(path, { sort, limit: "200" })).items.map(({ id }) => id);
        const paged: string[] = [];
        for (let cursor: string | undefined, i = 0; i < 50; i++) {
          const page = await ask(path, { sort, limit: "2", ...(cursor ? { cursor } : {}) });
          paged.push(...page.items.map(({ id }) => id));
          cursor = page.next;
          if (!cursor) break;
        }
        assert.deepEqual(paged, whole, sort);
      }
      const { next = "" } = await ask(path, { sort: name, limit: "1" });
      assert.equal((await ask(path, { sort: `-${name}`, cursor: next })).status, 422, "a cursor of another order");
    });

    it(`hides a field of a ${subject} from conditions and from the order`, async () => {
      for (const query of ["where=custom.secret:any", "where=secret:any", "sort=-custom.secret"]) {
        const refused = await ask(path, Object.fromEntries(new URLSearchParams(query)), "dina");
        assert.equal(refused.status, 422, refused.text);
        assert.match(refused.text, /unknown-field/);
      }
      const listed = await ask(path, { where: "custom.tier:A" }, "dina");
      assert.equal(listed.items.length, 2);
      assert.doesNotMatch(listed.text, /secret/);
      assert.doesNotMatch((await ask(path, { sort: "гибискус" }, "dina")).text, /secret/, "nor among what it offers");
    });

    it(`knows a field of a ${subject} that was added or switched off a moment ago`, async () => {
      const added = await app.as("boss").post("/fields", { name: "Новое", key: "fresh", type: "yesno", subject });
      assert.equal(
        (await ask(path, { where: "custom.fresh:none custom.count:any", sort: "custom.fresh" })).items.length,
        3,
      );
      await app.as("boss").patch(`/fields/${added.body.id}`, { active: false });
      assert.equal((await ask(path, { where: "custom.fresh:none" })).status, 422);
    });
  }

  it("is for those who may leaf through the list, and never for clients", async () => {
    assert.equal((await app.as("ben").get("/companies?sort=name")).status, 403);
    assert.equal((await app.as("ada").get("/places?where=note:any")).status, 403);
    assert.equal((await app.as("ada").get("/places?sort=account")).status, 403);
    const { max } = app.cast.people;
    assert.equal(
      (await app.as("max").get("/contacts?where=custom.tier:A")).status,
      422,
      `${max.name} has no such field`,
    );
  });

  it("shows an employee with some places what is his alone", async () => {
    const { siteA, siteB } = app.cast.places;
    const seen = await app.as("ben").get("/places?where=kind:site&sort=address");
    const ids = (JSON.parse(seen.text) as { items: Row[] }).items.map(({ id }) => id);
    assert.ok(ids.includes(siteA) && !ids.includes(siteB), seen.text);
  });
});
