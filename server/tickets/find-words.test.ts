import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import { cloneTicket } from "../../test/clone-ticket.ts";
import { ticketOf } from "../../test/ticket-of.ts";

let app: TestApp;
const numbers: number[] = [];

const TEXTS = [
  ["Течёт кран в ванной", "Капает с вечера"],
  ["The lights are flickering", "Since yesterday, on both floors"],
  ["Perbaikan pipa bocor", "Mohon segera diperbaiki"],
  ["شیر آب خراب است", "لوله‌ها نشت می‌کنند، طبقه ۱۲"],
];

before(async () => {
  app = await testApp();
  for (const [subject, description] of TEXTS) numbers.push((await ticketOf(app, { subject, description })).number);
});
after(() => app.close());

async function found(words: string): Promise<number[]> {
  const where = encodeURIComponent(`"${words}"`);
  const { items } = (await app.as("dina").get(`/tickets?where=${where}&sort=created`)).body;
  return items.map(({ number }) => numbers.indexOf(number));
}

/** Words of all languages, in other forms and spellings than they were written, with the ticket that has them. */
const CASES: [string, number[]][] = [
  ["краны течет", [0]],
  ["light flickers", [1]],
  ["perbaiki", [2]],
  ["pipa", [2]],
  ["لوله", [3]],
  // Arabic letters in place of the Persian ones, a vowel sign, other digits.
  ["شير", [3]],
  ["خِراب", [3]],
  ["طبقه 12", [3]],
  ["Ленина", [0, 1, 2, 3]],
  ["нигде", []],
];

describe("search by words", () => {
  it("finds words of every language in other forms and spellings", async () => {
    for (const [words, tickets] of CASES) assert.deepEqual(await found(words), tickets, words);
  });

  it("takes a word for the beginning of a longer one where it is the last, or nothing is found otherwise", async () => {
    assert.deepEqual(await found("краны ванн"), [0]);
    assert.deepEqual(await found("ванн течёт"), [0]);
    assert.deepEqual(await found("flick lights"), [1]);
    assert.deepEqual(await found("перб нигде"), []);
  });

  it("finds the same where words are common, and with other conditions around", async () => {
    // As if there were so many tickets that each word stands in thousands of them.
    await sql`update pg_class set reltuples = 1e10, relpages = 1 where relname = 'ticket'`.execute(app.owner);
    for (const [words, tickets] of CASES) assert.deepEqual(await found(words), tickets, words);
    const where = encodeURIComponent('status:waiting ("краны" or "pipa") not "течет"');
    const { items } = (await app.as("dina").get(`/tickets?where=${where}`)).body;
    assert.deepEqual(
      items.map(({ number }) => number),
      [numbers[2]],
    );
  });

  it("pages through very many in the order of the list, those with labels first", async () => {
    const { ben, carl, dina, rita } = app.cast.people;
    // The latest thousand are not among them, so that those that are have to be looked up.
    const others = sql`case when n > 2100 then jsonb_build_object('search', 'иное', 'updated_at', now())
      else jsonb_build_object('updated_at', now() - n * interval '1 second',
        'has_important', n in (700, 1150),
        'label_bits', (n in (700, 1150))::int, 'assignee_ids', to_jsonb((${[carl.id, rita.id, dina.id, ben.id]}::uuid[])[n % 5:4])) end`;
    await cloneTicket(app, "Течёт кран в ванной", 3_200, others);
    // All are looked at to guess how many there are.
    await sql`update pg_class set reltuples = 400 where relname = 'ticket'`.execute(app.owner);
    const { rows } = await sql<{ number: number }>`select number from ticket
      where number <= 102100 and search @@ search_query('кран')
      order by has_important desc, updated_at desc, id desc`.execute(app.owner);
    const expected = rows.map(({ number }) => number);
    assert.ok(expected.length > 2_000);
    assert.deepEqual(await paged('"краны" status:waiting'), expected);
    assert.deepEqual(await paged('number<=102100 subject~"Течёт"'), expected);
    // Named as the first, the second, the third or the fourth.
    const { rows: his } = await sql<{ number: number }>`select number from ticket where ${dina.id} = any(assignee_ids)
      order by has_important desc, updated_at desc, id desc`.execute(app.owner);
    assert.deepEqual(
      await paged(`assignee:${dina.id}`),
      his.map(({ number }) => number),
    );
    const { body } = await app.as("dina").get(`/tickets?where=assignee:${dina.id}&limit=0&total=true`);
    assert.ok(his.length > 1_000 && body.total === his.length);
  });
});

/** All of it, page by page. */
async function paged(where: string): Promise<number[]> {
  const pages: number[] = [];
  for (let next: string | undefined = "", of = ""; next !== undefined; ) {
    const { body } = await app.as("dina").get(`/tickets?where=${encodeURIComponent(where)}&limit=200${of}`);
    pages.push(...body.items.map(({ number }) => number));
    next = body.next;
    of = `&cursor=${encodeURIComponent(next ?? "")}`;
  }
  return pages;
}
