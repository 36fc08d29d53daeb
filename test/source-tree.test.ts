import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { importCycles, readSource } from "./source-tree.ts";

describe("readSource", () => {
  it("tells types from imports that run", () => {
    const text = [
      'import type { A } from "./a.ts";',
      'import { type B } from "../b.ts";',
      'import fs from "node:fs";',
      'export type { C } from "./c.ts";',
      'const d = await import("./d.ts");',
    ].join("\n");
    assert.deepEqual(readSource("server/x/y.ts", text).imports, [
      { specifier: "./a.ts", target: "server/x/a.ts", typeOnly: true },
      { specifier: "../b.ts", target: "server/b.ts", typeOnly: false },
      { specifier: "node:fs", target: undefined, typeOnly: false },
      { specifier: "./c.ts", target: "server/x/c.ts", typeOnly: true },
      { specifier: "./d.ts", target: "server/x/d.ts", typeOnly: false },
    ]);
  });

  it("blanks comments and leaves texts that look like them", () => {
    const { code } = readSource("a.ts", 'const address = "https://пульт.рф"; // заметка\nexport { address };');
    assert.match(code, /https:\/\/пульт\.рф"; +\nexport/);
  });

  it("knows a file that only re-exports", () => {
    assert.equal(readSource("a.ts", 'export * from "./b.ts";\nexport { c } from "./c.ts";').onlyReexports, true);
    assert.equal(readSource("a.ts", 'export * from "./b.ts";\nexport const c = 1;').onlyReexports, false);
  });
});

describe("importCycles", () => {
  it("finds a cycle once, and forgives one that types alone close", () => {
    const a = readSource("a.ts", 'import { b } from "./b.ts"; export const a = b;');
    const b = readSource("b.ts", 'import { c } from "./c.ts"; export const b = c;');
    const c = readSource("c.ts", 'import { a } from "./a.ts"; export const c = a;');
    const typed = readSource("c.ts", 'import type { a } from "./a.ts"; export const c: typeof a = 1;');
    assert.deepEqual(importCycles([a, b, c]), ["a.ts → b.ts → c.ts → a.ts"]);
    assert.deepEqual(importCycles([a, b, typed]), []);
  });
});
