import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readTable } from "./read-table.ts";

const rows = (text: string) => [...readTable(text)].map(({ row, cells }) => [row, ...cells]);

describe("readTable", () => {
  for (const [name, text, expected] of [
    [
      "semicolons",
      "a;b\n1;2",
      [
        [1, "a", "b"],
        [2, "1", "2"],
      ],
    ],
    [
      "tabs before commas",
      "a, x\tb\n1, 2\t3",
      [
        [1, "a, x", "b"],
        [2, "1, 2", "3"],
      ],
    ],
    [
      "commas",
      "a,b\n1,",
      [
        [1, "a", "b"],
        [2, "1", ""],
      ],
    ],
    [
      "one column, commas in the values",
      "Дом\nул. Ленина, 5",
      [
        [1, "Дом"],
        [2, "ул. Ленина, 5"],
      ],
    ],
    [
      "quotes, doubled quotes and breaks",
      'a;b\n"x;""y""";"1\n2"',
      [
        [1, "a", "b"],
        [2, 'x;"y"', "1\n2"],
      ],
    ],
    [
      "a quote that never closes",
      'a;b\n"x;y\nz;1',
      [
        [1, "a", "b"],
        [2, '"x', "y"],
        [3, "z", "1"],
      ],
    ],
    [
      "the mark of a file from Excel, and its line ends",
      "\uFEFFa;b\r\n1;2\r\n",
      [
        [1, "a", "b"],
        [2, "1", "2"],
      ],
    ],
    [
      "empty rows are counted",
      "a;b\n\n;\n1;2",
      [
        [1, "a", "b"],
        [4, "1", "2"],
      ],
    ],
    ["nothing", "", []],
  ] as const) {
    it(`reads ${name}`, () => assert.deepEqual(rows(text), expected));
  }

  it("gives back what was written with quotes", () => {
    const cell = fc.string().map((text) => text.replaceAll("\r", "").trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (table) => {
        const quoted = table.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(";"));
        const read = rows(`a;b\n${quoted.join("\n")}`).slice(1);
        const full = table.flatMap((cells, index) => (cells.some(Boolean) ? [[index + 2, ...cells]] : []));
        assert.deepEqual(read, full);
      }),
    );
  });

  it("ends on any text", () => {
    fc.assert(fc.property(fc.string(), (text) => rows(text).length <= text.length));
  });
});
