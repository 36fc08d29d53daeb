import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

describe("GET /places", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const names = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map(({ name }) => name);

  it("gives the roots, then the children of a place with their ways up", async () => {
    const { cast } = app;
    assert.deepEqual(names(await app.as("dina").get("/places")), ["Северная"]);
    assert.deepEqual(names(await app.as("dina").get("/places?roots=true")), ["Северная"]);
    const sites = await app.as("dina").get(`/places?parent=${cast.places.quarter}`);
    assert.deepEqual(names(sites).toSorted(), ["ул. Ленина, 5", "ул. Мира, 8"]);
    const [flat] = (await app.as("dina").get(`/places?parent=${cast.places.floorA}&limit=1`)).body.items;
    assert.equal(flat?.address, "ул. Ленина, 5, кв. 12");
    assert.deepEqual(flat?.parent, { id: cast.places.floorA, name: "3" });
    assert.deepEqual(
      flat?.ancestors.map(({ kind }) => kind),
      ["group", "quarter", "site", "entrance", "floor"],
    );
  });

  it("finds by words of the address in any order, by account and beneath a place", async () => {
    const { cast } = app;
    assert.deepEqual(names(await app.as("dina").get("/places?search=12 ленина")), ["12"]);
    assert.deepEqual(names(await app.as("dina").get("/places?search=мира&kind=unit")), ["21"]);
    assert.deepEqual(names(await app.as("dina").get("/places?search=%25")), []);
    assert.deepEqual(names(await app.as("dina").get(`/places?under=${cast.places.siteA}&kind=unit`)), ["12", "13"]);
    await app.as("dina").patch(`/places/${cast.places.flat13}`, { account: "4400-13" });
    assert.deepEqual(names(await app.as("dina").get("/places?search=4400-13")), ["13"]);
  });

  it("stands in the order in which people count, in the tree, found by words and as a list, page by page", async () => {
    const { places } = app.cast;
    const add = (name: string) => app.as("boss").post("/places", { parent: places.floorB, kind: "unit", name });
    const added: string[] = [];
    for (const name of ["100", "2", "10", "9А"]) added.push((await add(name)).body.id);
    const counted = ["2", "9А", "10", "21", "100"];
    for (const asked of [`parent=${places.floorB}`, `under=${places.floorB}`, "kind=unit&search=мира"]) {
      const found: string[] = [];
      let next: string | undefined;
      do {
        const page = await app.as("dina").get(`/places?${asked}&limit=2${next ? `&cursor=${next}` : ""}`);
        found.push(...names(page));
        next = page.body.next;
      } while (next);
      assert.deepEqual(found, counted, asked);
    }
    const list = names(await app.as("dina").get("/places?where=kind:unit&sort=address"));
    assert.deepEqual(list.slice(-5), counted);
    for (const id of added) await app.as("boss").delete(`/places/${id}`);
  });

  it("pages through everything once", async () => {
    const { cast } = app;
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const page = await app
        .as("dina")
        .get(`/places?under=${cast.places.group}&limit=2${next ? `&cursor=${next}` : ""}`);
      seen.push(...page.body.items.map(({ id }) => id));
      next = page.body.next;
    } while (next);
    assert.equal(seen.length, 10);
    assert.equal(new Set(seen).size, 10);
    const first = await app.as("dina").get(`/places?parent=${cast.places.floorA}&limit=1`);
    assert.deepEqual(
      names(await app.as("dina").get(`/places?parent=${cast.places.floorA}&limit=1&cursor=${first.body.next}`)),
      ["13"],
    );
    assert.equal((await app.as("dina").get("/places?cursor=zzz")).problem.code, "cursor/invalid");
  });

  it("shows an employee with one site that site and what stands above it", async () => {
    const { cast } = app;
    assert.deepEqual(names(await app.as("ben").get("/places")), ["Северная"]);
    assert.deepEqual(names(await app.as("ben").get(`/places?parent=${cast.places.quarter}`)), ["ул. Ленина, 5"]);
    assert.deepEqual(names(await app.as("ben").get("/places?search=мира")), []);
    assert.equal((await app.as("ben").get(`/places/${cast.places.siteB}`)).status, 404);
    assert.equal((await app.as("ben").get(`/places?parent=${cast.places.siteB}`)).status, 404);
    assert.equal((await app.as("ben").get(`/places/${cast.places.group}`)).status, 200);
  });

  it("shows a contact the own unit and what stands above it, without what is for employees", async () => {
    const { cast } = app;
    await app
      .as("dina")
      .patch(`/places/${cast.places.flat12}`, { note: "злая собака", tags: ["vip"], account: "12-1" });
    const own = await app.as("ada").get("/places");
    assert.deepEqual(names(own), ["Северная", "Заречье", "ул. Ленина, 5", "1", "3", "12"]);
    const flat = own.body.items.at(-1);
    assert.deepEqual([flat?.note, flat?.tags, flat?.account, flat?.occupants], ["", [], "12-1", undefined]);
    assert.equal((await app.as("ada").get(`/places/${cast.places.flat13}`)).status, 404);
    assert.deepEqual(names(await app.as("ada").get("/places?search=13")), []);
    assert.deepEqual(names(await app.as("ada").get(`/places?contact=${cast.people.vera.id}`)), []);
  });

  it("keeps notes, and tells employees who lives there", async () => {
    const { cast } = app;
    await app.as("dina").patch(`/places/${cast.places.siteA}`, { note: "ключ у вахты" });
    await app.as("dina").patch(`/places/${cast.places.flat13}`, { note: "не звонить" });
    assert.equal((await app.as("dina").get(`/places/${cast.places.siteA}`)).body.note, "ключ у вахты");
    assert.equal((await app.as("dina").get(`/places/${cast.places.flat13}`)).body.note, "не звонить");
    const flat = await app.as("dina").get(`/places/${cast.places.flat12}`);
    assert.deepEqual(
      flat.body.occupants?.map(({ name, basis }) => [name, basis]),
      [
        ["Ada Cast", "owner"],
        ["Vera Cast", "tenant"],
      ],
    );
    assert.equal((await app.as("rita").get(`/places/${cast.places.flat12}`)).body.occupants, undefined);
    assert.deepEqual(names(await app.as("dina").get(`/places?contact=${cast.people.ada.id}`)), ["12"]);
  });

  it("keeps strangers and other workspaces out", async () => {
    const { cast } = app;
    assert.equal((await app.as(null).get("/places")).status, 401);
    assert.equal((await app.as("max").get(`/places/${cast.places.siteA}`)).status, 404);
    assert.equal((await app.as("max").get(`/places?under=${cast.places.siteA}`)).status, 404);
    assert.equal((await app.as("dina").get(`/places/${cast.other.places.siteA}`)).status, 404);
    assert.deepEqual(names(await app.as("max").get("/places?search=ленина 12")), ["12"]);
    const [found] = (await app.as("max").get("/places?search=ленина 12")).body.items;
    assert.equal(found?.id, cast.other.places.flat12);
  });
});
