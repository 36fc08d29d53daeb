import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { CUSTOM_TYPES } from "../core/fields/field.ts";
import { type TestApp, testApp } from "./app.ts";
import { addFields } from "./field-types.ts";
import { processDesk } from "./process-desk.ts";
import { ticketOf } from "./ticket-of.ts";

describe("a field of every type, asked for", () => {
  let app: TestApp;
  let held: Record<string, unknown>;
  before(async () => {
    app = await testApp();
    [held] = await addFields(app);
  });
  after(() => app.close());

  it("is asked for by a move that demands it, of every type, and opens to clients what they can fill in", async () => {
    const { services } = app.cast;
    const demands = CUSTOM_TYPES.map((type) => ({ kind: "field" as const, field: `custom.f_${type}` }));
    await processDesk(app).publish("housing", (process) => ({
      ...process,
      moves: process.moves.map((move) => (move.to === "in_progress" ? { ...move, needs: demands } : move)),
    }));
    const custom = held;
    const people = { assignees: [app.cast.people.ben.id] };
    const move = async (more: object) => {
      const { number } = await ticketOf(app, { ...people, custom: more });
      return app.as("dina").post(`/tickets/${number}/move`, { to: "in_progress" });
    };
    const missing = (await move({})).problem.refusals?.map(({ field }) => field);
    // A formula has its value by itself where what it reads is there.
    assert.deepEqual(
      missing,
      CUSTOM_TYPES.filter((type) => type !== "formula").map((type) => `custom.f_${type}`),
    );
    assert.equal((await move(custom)).status, 200);
    const { items } = (await app.as("boss").get("/fields")).body;
    for (const { id, key } of items.filter((one) => one.key.startsWith("custom."))) {
      const opened = await app.as("boss").patch(`/fields/${id}`, { access: { client: "write" }, required: false });
      assert.equal(opened.status, 200, key);
    }
    const type = (await app.as("boss").get("/services")).body.items.find((one) => one.id === services.plumbing)?.type
      .id;
    const mine = { name: "Моё", key: "mine", type: "text", serviceTypes: [type], access: { client: "write" } };
    assert.equal((await app.as("boss").post("/fields", mine)).status, 201);
    const asked = async (query: string) =>
      (await app.as("ada").get(`/order-fields?${query}`)).body.items.map(({ key }) => key);
    const given = ["text", "longtext", "number", "date", "list", "lists", "yesno", "link", "file"].map(
      (type) => `custom.f_${type}`,
    );
    assert.deepEqual(await asked(""), given);
    assert.deepEqual(await asked(`service=${services.plumbing}`), [...given, "custom.mine"]);
    const made = await app
      .as("ada")
      .post("/tickets", { description: "Кран", custom: { f_link: "a.example", f_yesno: false } });
    const told = made.body.form.filter(({ key }) => key.startsWith("custom."));
    assert.deepEqual(
      told.map(({ key, value }) => [key, value]),
      [
        ["custom.f_yesno", false],
        ["custom.f_link", { url: "https://a.example/" }],
        ["custom.f_formula", -2],
      ],
    );
  });
});
