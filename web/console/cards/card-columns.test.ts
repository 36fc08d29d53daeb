import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CARD_FIELDS, CARDS } from "../../../core/fields/card-fields.ts";
import { customField } from "../../../core/fields/custom-field.ts";
import { CUSTOM_TYPES } from "../../../core/fields/field.ts";
import { registry } from "../../../core/fields/registry.ts";
import { columnsOf } from "../tickets/list/columns.ts";
import { cardColumns, needsName, USUAL_COLUMNS } from "./card-columns.ts";

const label = { en: "Field", ru: "Поле" };
const OWN = CUSTOM_TYPES.map((type) => customField({ key: `a_${type}`, type, label }));

describe("columns of lists of contacts, companies and places", () => {
  for (const card of CARDS) {
    const more = card === "contact" ? ["place", "tickets"].map((key) => ({ key, name: key })) : [];
    const all = cardColumns(registry(CARD_FIELDS[card], OWN), more);

    it(`are all fields of a ${card}, built in and of the workspace, whatever their type`, () => {
      const keys = all.map(({ key }) => key);
      const fields = [...CARD_FIELDS[card], ...OWN].map(({ key }) => key);
      assert.deepEqual(keys.toSorted(), [...fields, ...more.map(({ key }) => key)].toSorted());
      assert.equal(keys[0], fields[0], "what names the row stands first");
      assert.ok(OWN.every((field) => all.find(({ key }) => key === field.key)?.sortable === field.sortable));
    });

    it(`of a ${card} begin with some that are there, and say their names on a telephone where they must`, () => {
      const usual = columnsOf(USUAL_COLUMNS[card], all);
      assert.equal(usual.length, USUAL_COLUMNS[card].length);
      assert.equal(usual[0] && needsName(usual[0]), false);
      assert.ok(OWN.every(needsName));
    });
  }
});
