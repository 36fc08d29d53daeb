import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { firmKind } from "./firm.ts";

describe("firmKind", () => {
  const cases: [type: string | undefined, kind: string][] = [
    ["УК", "manager"],
    [" ук ", "manager"],
    ["ТСН", "owners"],
    ["РСО", "supplier"],
    ["ЖСК", "other"],
    ["", "other"],
    [undefined, "other"],
    ["constructor", "other"],
  ];
  for (const [type, kind] of cases) {
    it(`takes ${JSON.stringify(type)} for ${kind}`, () => assert.equal(firmKind(type), kind));
  }
});
