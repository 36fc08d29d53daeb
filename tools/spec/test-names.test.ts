import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { projectFiles, ROOT } from "../files.ts";
import { readCatalogue } from "./catalogue.ts";
import { idsInName, unknownIds } from "./test-names.ts";

/** Put together here, so that the check of all test files does not take these examples for claims. */
const named = (ids: string) => `${"["}${ids}] offers only In progress`;

describe("IDs in test names", () => {
  it("are read one by one, from one bracket or several", () => {
    assert.deepEqual(idsInName(named("H-STAT-15")), ["H-STAT-15"]);
    assert.deepEqual(idsInName(named("H-STAT-15, H-SUSP-01")), ["H-STAT-15", "H-SUSP-01"]);
    assert.deepEqual(idsInName(`${named("H-STAT-15")} ${named("B-A11Y-02")}`), ["H-STAT-15", "B-A11Y-02"]);
    assert.deepEqual(idsInName("reads [A-Z] and [1, 2] from H-STAT-15"), []);
  });

  it("come back as they are when they are no IDs, so that they count as unknown", () => {
    const texts = [{ where: "a.test.ts", text: named("H-STAT-15…18, H-STAT-01") }];
    assert.deepEqual(unknownIds(new Set(["H-STAT-01"]), texts), ["a.test.ts: H-STAT-15…18"]);
  });

  it("are in the catalogue, in every test file", () => {
    const texts = projectFiles([".test.ts"]).map((where) => ({ where, text: readFileSync(join(ROOT, where), "utf8") }));
    const unknown = unknownIds(new Set(readCatalogue().map((row) => row.id)), texts);
    assert.ok(unknown.length === 0, `Use the exact ID of a row in docs/spec:\n  ${unknown.join("\n  ")}\n`);
  });
});
