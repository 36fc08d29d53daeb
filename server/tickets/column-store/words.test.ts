/** Words in memory: what PostgreSQL's text search says of a question and a vector, they say too. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../../test/app.ts";
import { Dictionary } from "./dictionary.ts";
import { Postings } from "./postings.ts";
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

describe("what words are kept in", () => {
  it("gives each word one number, and finds it and those that begin with it", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."абab1'چ😀"), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 600 }), letters, (given, start) => {
        const dictionary = new Dictionary();
        const numbers = new Map<string, number>();
        for (const word of given) {
          // What stands behind the word is not its own.
          const units = Uint16Array.from({ length: word.length + 2 }, (_, at) => `${word}xx`.charCodeAt(at));
          const number = dictionary.learnLetters(units, word.length);
          assert.equal(number, numbers.get(word) ?? numbers.size + 1);
          assert.equal(number, dictionary.learn(word));
          numbers.set(word, number);
        }
        for (const [word, number] of numbers) assert.equal(dictionary.find(word), number);
        assert.equal(dictionary.find("unknown"), 0);
        const begun = [...numbers].filter(([word]) => word.startsWith(start)).map(([, number]) => number);
        assert.deepEqual(new Set(dictionary.beginningWith(start)), new Set(begun));
      }),
    );
  });

  it("keeps lists of any length apart", () => {
    const postings = new Postings();
    const lists = [1, 2, 3, 1_023, 1_024, 2_047, 2_048, 9_000, 300_000].map((length, at) => ({ list: at + 1, length }));
    for (let value = 0; value < 300_000; value++)
      for (const { list, length } of lists) if (value < length) postings.push(list, value * 10 + list);
    for (const { list, length } of lists) {
      const found: number[] = [];
      postings.each(list, (value) => found.push(value));
      assert.equal(postings.count(list), length);
      assert.deepEqual(
        found.sort((one, other) => one - other),
        Array.from({ length }, (_, value) => value * 10 + list),
      );
    }
    postings.each(0, () => assert.fail("nothing has no list"));
    assert.equal(postings.count(99_999), 0);
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
