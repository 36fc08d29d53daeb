/** Words in memory: what PostgreSQL's text search says of a question and a vector, they say too. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../../test/app.ts";
import { readWordQuery } from "./word-query.ts";
import { TicketWords } from "./words.ts";

const ROOM = 64;
const numbersIn = (words: TicketWords, query: string) => {
  const asked = readWordQuery(query);
  assert.ok(asked, query);
  const found = words.find(asked);
  return Array.from({ length: ROOM }, (_, ticket) => ticket).filter((ticket) => found.has(ticket));
};
const wordsOf = (vectors: readonly string[]) => {
  const words = new TicketWords();
  words.grow(ROOM);
  for (const [at, vector] of vectors.entries()) words.set(at + 1, vector);
  return words;
};

describe("questions as PostgreSQL writes them", () => {
  const cases: [string, unknown][] = [
    ["", { any: [] }],
    ["'лифт'", { word: "лифт" }],
    ["'ли':*", { start: "ли" }],
    ["'a' & 'b':* | 'c'", { any: [{ all: [{ word: "a" }, { start: "b" }] }, { word: "c" }] }],
    ["( 'a' | 'b' ) & 'c'", { all: [{ any: [{ word: "a" }, { word: "b" }] }, { word: "c" }] }],
    ["'it''s' & 'a\\\\b'", { all: [{ word: "it's" }, { word: "a\\b" }] }],
    ["'a' <-> 'b'", null],
    ["!'a'", null],
    ["'a':A", null],
    ["'a' &", null],
    ["( 'a'", null],
    ["'a' )", null],
  ];
  for (const [text, query] of cases)
    it(`reads ${text || "nothing"}`, () => assert.deepEqual(readWordQuery(text), query));
});

describe("words of tickets", () => {
  it("forgets what a ticket had when it is written anew, however often", () => {
    const words = wordsOf(["'дверь' 'скрипит'", "'дверь'", "'пол'"]);
    assert.deepEqual(numbersIn(words, "'дверь'"), [1, 2]);
    words.set(1, "'пол'");
    words.set(1, "'окно' 'пол'");
    words.set(2, "'дверь'");
    assert.deepEqual(numbersIn(words, "'дверь' | 'скрипит'"), [2]);
    assert.deepEqual(numbersIn(words, "'пол'"), [1, 3]);
    words.set(3, null);
    assert.deepEqual(numbersIn(words, "'п':*"), [1]);
  });

  it("knows when so much is past that it is better read anew", () => {
    const words = wordsOf([]);
    for (let turn = 0; turn < 60_000; turn++) words.set(1 + (turn % 2), `'слово${turn % 7}'`);
    assert.ok(!wordsOf(["'a'"]).isWorn && words.isWorn);
  });

  it("never counts fewer than there are", () => {
    const words = wordsOf(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? "'a' 'ab'" : "'ac'")));
    for (const text of ["'a'", "'a':*", "'a' & 'ab'", "'a' | 'ac'", "'none'"]) {
      const query = readWordQuery(text);
      assert.ok(query && words.atMost(query) >= numbersIn(words, text).length, text);
    }
    assert.equal(words.atMost({ word: "none" }), 0);
  });
});

describe("words beside the database", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());

  it("finds by any question what the text search finds", async () => {
    const word = fc.constantFrom(
      ...[
        "лифт",
        "Лифты",
        "ёлка",
        "running",
        "lights",
        "don't",
        "a-b",
        "кв.12",
        "12",
        "7/3",
        "http://ya.ru/x",
        "menetes",
        "مي‌شود",
        "چراغ",
        "O\\K",
        "'",
        "и",
      ],
    );
    const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(" "));
    const asked = fc.array(
      fc.constantFrom("лифт", "ли", "run", "light", "don", "ab", "12", "чrag", "چراغ", "мен", "и", "elk", "ёлк"),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), asked, async (texts, parts) => {
        const query = parts.map((part, at) => (at % 2 === 0 ? `${part}:*` : part)).join(" & ");
        const { rows } = await sql<{ vector: string; has: boolean; query: string | null }>`
          select search_vector(one)::text as vector, search_query(${query})::text as query,
            coalesce(search_vector(one) @@ search_query(${query}), false) as has
          from unnest(${texts}::text[]) with ordinality of (one, at) order by at`.execute(app.owner);
        const expected = rows.flatMap(({ has }, at) => (has ? [at + 1] : []));
        assert.deepEqual(numbersIn(wordsOf(rows.map(({ vector }) => vector)), rows[0]?.query ?? ""), expected);
      }),
      { numRuns: 60 },
    );
  });
});
