import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Problem } from "../../../kit/problem.ts";
import { type Collision, type Known, saveOver } from "./save-over.ts";

type Form = { name: string; note: string };
const stale = () => new Problem({ code: "employee/changed-meanwhile", status: 412 });

describe("saving over what somebody else has saved meanwhile", () => {
  /** A server that has `now`, and a person who answers `keeps`; answers what was sent and asked. */
  function scene(now: Known<Form>, keeps = true) {
    const sent: [Form, Partial<Form>, number][] = [];
    const asked: (readonly Collision[])[] = [];
    const save = (began: Known<Form>, edits: Partial<Form>) =>
      saveOver({
        began,
        edits,
        send: async (value, changed, version) => {
          sent.push([value, changed, version]);
          if (version !== now.version) throw stale();
          return "saved";
        },
        reload: async () => now,
        ask: async (collisions) => {
          asked.push(collisions);
          return keeps;
        },
      });
    return { sent, asked, save };
  }
  const began: Known<Form> = { saved: { name: "А", note: "" }, version: 1 };

  it("[B-KEY-03] asks nobody where another field was changed, and leaves that as it is", async () => {
    const { sent, asked, save } = scene({ saved: { name: "А", note: "их" }, version: 2 });
    assert.deepEqual(await save(began, { name: "Б" }), { answer: "saved" });
    assert.deepEqual(asked, []);
    assert.deepEqual(sent.at(-1), [{ name: "Б", note: "их" }, { name: "Б" }, 2]);
  });

  it("[B-KEY-03] asks where the same field was changed, and keeps what the person chooses", async () => {
    const now = { saved: { name: "В", note: "" }, version: 4 };
    const mine = scene(now);
    assert.deepEqual(await mine.save(began, { name: "Б" }), { answer: "saved" });
    assert.deepEqual(mine.asked, [[{ field: "name", yours: "Б", theirs: "В" }]]);
    const theirs = scene(now, false);
    assert.deepEqual(await theirs.save(began, { name: "Б", note: "моё" }), { taken: ["name"], now });
    assert.equal(theirs.sent.length, 1);
  });

  it("asks nothing where both wrote the same, and gives up on a server that never agrees", async () => {
    const alike = scene({ saved: { name: "Б", note: "" }, version: 2 });
    assert.deepEqual(await alike.save(began, { name: "Б" }), { answer: "saved" });
    assert.deepEqual(alike.asked, []);
    let turns = 0;
    const send = async () => {
      turns += 1;
      throw stale();
    };
    const reload = async () => ({ ...began, version: turns + 1 });
    await assert.rejects(saveOver({ began, edits: { name: "Б" }, send, reload, ask: async () => true }), Problem);
    assert.equal(turns, 5);
  });
});
