import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { registry } from "../core/fields/registry.ts";
import { TICKET_FIELDS } from "../core/fields/ticket-fields.ts";
import { PRESETS } from "./presets.ts";

describe("the filters of a desk", () => {
  const known = registry(TICKET_FIELDS);

  for (const { key, workspace } of PRESETS) {
    it(`names fields that can be asked for, each once: ${key}`, () => {
      const { listFilters = [] } = workspace.settings;
      assert.ok(listFilters.length > 0);
      assert.deepEqual(listFilters, [...new Set(listFilters)]);
      for (const name of listFilters) assert.equal(known.find(name)?.filterable && known.find(name)?.key, name);
    });
  }
});
