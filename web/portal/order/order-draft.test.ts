import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isOrderDraft, isTalkDraft } from "./order-draft.ts";

const file = { id: "1", name: "a.jpg", size: 10, image: true };

describe("what was kept of a draft", () => {
  const cases: [kept: unknown, talk: boolean, order: boolean][] = [
    [{ text: "a", files: [] }, true, false],
    [{ text: "a", files: [file], form: { room: "Кухня" } }, true, true],
    [{ text: "a", files: [{ ...file, size: "10" }] }, false, false],
    [{ text: "a", files: [null] }, false, false],
    [{ text: 1, files: [] }, false, false],
    [{ text: "a", files: [], form: [] }, true, false],
    ["a", false, false],
    [null, false, false],
    [undefined, false, false],
  ];
  for (const [kept, talk, order] of cases) {
    it(`reads ${JSON.stringify(kept)}`, () => assert.deepEqual([isTalkDraft(kept), isOrderDraft(kept)], [talk, order]));
  }
});
