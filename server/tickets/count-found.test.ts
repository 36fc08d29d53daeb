/** How many there are for somebody who sees a part of them, and which, whatever way a sample makes the list go. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import { cloneTicket } from "../../test/clone-ticket.ts";
import { ticketOf } from "../../test/ticket-of.ts";

const SUBJECT = "Течёт кран в ванной";
/** More than are counted. */
const COUNT = 12_000;
/** So many of them for whom the sample is of each. */
const FEW = 3_200;

describe("counting what somebody sees of very many", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
    await ticketOf(app, { subject: SUBJECT });
    const { siteA, siteB, flat12, flat21 } = app.cast.places;
    // A quarter of them each: at his site, at another, at none, and at another with his beside it.
    const others = sql`jsonb_build_object('updated_at', now() - n * interval '1 second', 'floor', (n % 5)::text) || case n % 4
      when 0 then '{}'::jsonb
      when 1 then jsonb_build_object('site_id', ${siteB}::uuid, 'place_id', ${flat21}::uuid, 'place_path', array[${siteB}, ${flat21}]::uuid[])
      when 2 then '{"site_id": null, "place_id": null, "place_path": []}'::jsonb
      else jsonb_build_object('site_id', ${siteB}::uuid, 'place_id', ${flat21}::uuid,
        'place_path', array[${siteB}, ${flat21}, ${siteA}, ${flat12}]::uuid[], 'other_place_ids', array[${flat12}]::uuid[]) end`;
    await cloneTicket(app, SUBJECT, COUNT, others);
    await sql`analyze ticket`.execute(app.owner);
  });
  after(() => app.close());

  const FLOORS = `floor:1,2,3,4 number>100000 number<=${100_000 + FEW}`;
  async function total(name: "ben" | "dina", where: string): Promise<object> {
    const { items, ...count } = (
      await app.as(name).get(`/tickets?where=${encodeURIComponent(where)}&limit=0&total=true`)
    ).body;
    assert.deepEqual(items, []);
    return count;
  }
  async function paged(where: string): Promise<number[]> {
    const found: number[] = [];
    for (let next: string | undefined = ""; next !== undefined; ) {
      const query: string = `where=${encodeURIComponent(where)}&limit=200&cursor=${encodeURIComponent(next)}`;
      const { body } = await app.as("ben").get(`/tickets?${query}`);
      found.push(...body.items.map(({ number }) => number));
      next = body.next;
    }
    return found;
  }
  const his = (is: (n: number) => boolean): number[] =>
    Array.from({ length: FEW }, (_, at) => at + 1)
      .filter((n) => n % 4 !== 1 && is(n))
      .map((n) => 100_000 + n);

  it("[H-ACC-13] finds what few people see of a common thing, by his sites, by none, and by places beside", async () => {
    const expected = his((n) => n % 5 !== 0);
    assert.ok(expected.length > 1_900);
    assert.deepEqual(await paged(FLOORS), expected);
    assert.deepEqual(await total("ben", FLOORS), { total: expected.length });
  });

  it("[H-LIST-06] counts to ten thousand and says where there are more", async () => {
    assert.deepEqual(await total("dina", "number>100000"), { moreThan: 10_000 });
    assert.deepEqual(await total("dina", "number>100000 number<=109000"), { total: 9_000 });
    assert.deepEqual(await total("ben", "number>100000 number<=100004"), { total: 3 });
  });
});
