import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { linesOf } from "./days.ts";
import { partsOf } from "./links.ts";

const said = (at: string, who: string) => ({ at, mine: who === "me", author: { id: who, kind: "client" } });
const dayOf = (at: string) => at.slice(0, 10);

describe("linesOf", () => {
  it("puts days between messages and keeps together what one says at a stretch", () => {
    const messages = [
      said("2026-11-20T10:00:00Z", "me"),
      said("2026-11-20T10:01:00Z", "me"),
      said("2026-11-20T10:02:00Z", "she"),
      said("2026-11-20T10:30:00Z", "she"),
      said("2026-11-21T10:31:00Z", "she"),
    ];
    const drawn = linesOf(messages, dayOf).map((line) => (line.kind === "day" ? line.at.slice(8, 10) : line.follows));
    assert.deepEqual(drawn, ["20", false, true, false, false, "21", false]);
  });

  it("draws nothing for nothing", () => assert.deepEqual(linesOf([], dayOf), []));
});

describe("partsOf", () => {
  it("finds addresses and leaves the sentence its full stop", () => {
    assert.deepEqual(partsOf("См. https://a.ru/b?c=1, и (http://d.ru)."), [
      { text: "См. " },
      { text: "https://a.ru/b?c=1", href: "https://a.ru/b?c=1" },
      { text: ", и (" },
      { text: "http://d.ru", href: "http://d.ru" },
      { text: ")." },
    ]);
  });

  for (const text of ["javascript:alert(1)", "https://", "просто слова", ""]) {
    it(`finds no address in ${JSON.stringify(text)}`, () => assert.ok(partsOf(text).every(({ href }) => !href)));
  }

  it("loses nothing", () => {
    const piece = fc.constantFrom("https://a.ru", "http://", " ", "слово", ".", ")", "<b>", "«");
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        assert.equal(
          partsOf(text)
            .map((part) => part.text)
            .join(""),
          text,
        );
      }),
    );
  });
});
