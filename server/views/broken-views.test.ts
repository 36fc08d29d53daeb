import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";

/** Two tickets of site A, where ben works, and one of site B. */
describe("views whose parts are gone, and their counters", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
    await ticketOf(app);
    await ticketOf(app, { subject: "Капает бачок" });
    await ticketOf(app, { place: app.cast.places.flat21, contact: undefined, client: { name: "Прохожий" } });
  });
  after(() => app.close());
  const mend = async (where: string) => (await app.as("dina").post("/conditions/mend", { where })).body;
  const leftOf = async (where: string) => (await mend(where)).left.map(({ text, code }) => [text, code]);

  it("are told part by part what cannot be asked any more, and asked by the rest", async () => {
    const { body: team } = await app.as("boss").post("/teams", { name: "Смена", members: [] });
    const condition = `status:waiting and team:${team.id} -team:Смена colour:red бачок priority:loud`;
    assert.deepEqual(await leftOf(`team:${team.id} -team:Смена`), []);
    await app.as("boss").delete(`/teams/${team.id}`);
    assert.deepEqual(await mend(condition), {
      where: "status:waiting бачок",
      left: [
        {
          text: `team:${team.id}`,
          code: "gone",
          mend: "Choose another value, or take this part out.",
          params: { field: "team" },
        },
        {
          text: "-team:Смена",
          code: "unknown-name",
          mend: 'Check the spelling of "Смена", or choose team from the list.',
          params: { field: "team", name: "Смена" },
        },
        ...(await mend("colour:red priority:loud")).left,
      ],
      unreadable: false,
    });
    assert.deepEqual(await leftOf("colour:red priority:loud"), [
      ["colour:red", "unknown-field"],
      ["priority:loud", "unknown-option"],
    ]);
    // One of two ways is gone: what they say together cannot be asked.
    assert.deepEqual(await leftOf("status:waiting or colour:red"), [["status:waiting or colour:red", "unknown-field"]]);
    assert.deepEqual(await leftOf("(status:waiting or colour:red) бачок"), [
      ["(status:waiting or colour:red)", "unknown-field"],
    ]);
    for (const text of ["(status:waiting", 'бачок "', "a ".repeat(300)]) {
      const { where, unreadable, left } = await mend(text);
      assert.deepEqual([where, unreadable, left.length], ["", true, 1], text);
    }
    assert.deepEqual(await mend(""), { where: "", left: [], unreadable: false });
  });

  it("answers a list with the longest condition, and names the one that is longer", async () => {
    const list = async (where: string) => app.as("dina").get(`/tickets?where=${encodeURIComponent(where)}`);
    const longest = `-client:"${"ж".repeat(9_988)}"`;
    assert.equal(longest.length, 9_998);
    assert.equal((await list(longest)).body.items.length, 3);
    const refused = await list(`${longest} яяя`);
    assert.deepEqual([refused.status, refused.problem.refusals?.[0]?.field], [422, "where"]);
  });

  it("count on tabs what each person's own list finds, broken parts left out, and follow what happens", async () => {
    const { body: own } = await app.as("boss").post("/views", {
      name: "Новые",
      condition: "category:new",
      sharing: { all: true },
      pinned: true,
    });
    const { body: words } = await app.as("boss").post("/views", { name: "Бачок", condition: "бачок", pinned: true });
    await app.owner
      .updateTable("saved_view")
      .set({ condition: "colour:red бачок" })
      .where("id", "=", words.id)
      .execute();
    await app.as("boss").post("/views", { name: "Не во вкладке", condition: "" });
    await app.as("ben").put(`/views/${own.id}/pin`, { pinned: true });
    const counts = async (name: "boss" | "ben") => (await app.as(name).get("/views/counts")).body.items;
    assert.deepEqual(await counts("boss"), [
      { id: own.id, total: 3, broken: false },
      { id: words.id, total: 1, broken: true },
    ]);
    assert.deepEqual(await counts("ben"), [{ id: own.id, total: 2, broken: false }]);
    assert.deepEqual((await app.as("ben").get("/tickets?where=category:new&limit=0&total=true")).body.total, 2);
    await ticketOf(app);
    assert.deepEqual((await counts("ben"))[0]?.total, 3);
    // What is not shared with him any more is no tab of his.
    await app.as("boss").patch(`/views/${own.id}`, { sharing: null });
    assert.deepEqual(await counts("ben"), []);
  });
});
