import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { freeKey } from "./element-key.ts";

it("makes a key of a label in small Latin letters", () => {
  assert.equal(freeKey("Где течёт?", new Set()), "gde_techet");
  assert.equal(freeKey("12 Flat No. ", new Set()), "flat_no");
  assert.equal(freeKey("آدرس", new Set()), "question");
});

it("never gives a key twice, and only what the API takes", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 60 }), { maxLength: 20 }), (labels) => {
      const used = new Set<string>();
      for (const label of labels) {
        const key = freeKey(label, used);
        assert.match(key, /^[a-z][a-z0-9_]{0,38}$/);
        assert.ok(!used.has(key));
        used.add(key);
      }
    }),
  );
});
