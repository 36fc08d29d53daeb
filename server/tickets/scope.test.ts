import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";
import { inWorkspace } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { countSeen, explainSight, loadSights, seenBy, sees } from "./scope.ts";

let app: TestApp;
const ids: string[] = [];
/** How many of them are about one place. */
let few = 0;

before(async () => {
  app = await testApp();
  const { places, services, people } = app.cast;
  for (const place of [places.flat12, places.flat21, places.siteA, undefined]) {
    for (const service of [services.plumbing, services.lift, services.inner, undefined]) {
      for (const contact of [people.ada.id, people.vera.id]) {
        const form = service === services.plumbing ? { room: "Кухня" } : {};
        ids.push((await ticketOf(app, { place, service, contact, form })).id);
      }
    }
  }
  few = ids.length;
  for (const [place, ...otherPlaces] of [
    [places.flat12, places.siteB],
    [places.siteB, places.flat12, places.flat13],
    [places.quarter, places.flat21],
    [places.flat21, places.siteB],
  ]) {
    ids.push((await ticketOf(app, { place, otherPlaces, service: undefined, form: {} })).id);
  }
});
after(() => app.close());

describe("who sees a ticket", () => {
  it("[H-ACC-13, H-ACC-18, O-REG-09] is the same in the database and in memory, whoever asks", async () => {
    const { places, services, people, workspaceId } = app.cast;
    const bare: fc.Arbitrary<Omit<Person, "sites" | "withinSites">> = fc.record({
      workspaceId: fc.constant(workspaceId),
      kind: fc.constantFrom("employee" as const, "contact" as const),
      id: fc.constantFrom(people.ada.id, people.vera.id, people.ben.id),
      name: fc.constant(""),
      permissions: fc
        .subarray(["section.tickets", "ticket.read", "ticket.write"] as const, { minLength: 1 })
        .map((some) => new Set(some)),
      roleId: fc.constant(null),
      allPlaces: fc.boolean(),
      places: fc.subarray([places.siteA, places.siteB, places.quarter, places.flat12]),
      closedServices: fc.subarray([services.plumbing, services.lift]),
    });
    const both = [places.siteA, places.siteB];
    const person: fc.Arbitrary<Person> = bare.map((somebody) => ({
      ...somebody,
      sites: somebody.places.includes(places.quarter) ? both : both.filter((site) => somebody.places.includes(site)),
      withinSites: somebody.places.includes(places.flat12),
    }));
    const sights = await inWorkspace(app.db, workspaceId, (tx) => loadSights(tx, workspaceId, ids));
    assert.equal(sights.length, ids.length);
    await fc.assert(
      fc.asyncProperty(person, async (somebody) => {
        const rows = await inWorkspace(app.db, workspaceId, (tx) =>
          tx.selectFrom("ticket as t").select("t.id").where(seenBy(somebody)).execute(),
        );
        const inMemory = sights.filter((sight) => sees(somebody, sight)).map(({ id }) => id);
        assert.deepEqual(
          inMemory,
          sights.filter((sight) => explainSight(somebody, sight).sees).map(({ id }) => id),
        );
        assert.deepEqual(inMemory.sort(), rows.map(({ id }) => id).sort());
        const counted = await inWorkspace(app.db, workspaceId, (tx) =>
          sql<{ count: number }>`select ${countSeen(somebody, sql`true`, 100)} as count`.execute(tx),
        );
        assert.equal(counted.rows[0]?.count, inMemory.length);
      }),
      { numRuns: 60 },
    );
  });

  it("[H-ACC-13] knows which sites are wholly an employee's, and which only in part", async () => {
    const { places, people } = app.cast;
    const carl = app.as("carl");
    const first = `total=true&where=${encodeURIComponent(`number<=${few}`)}`;
    const seen = async () => (await carl.get(`/tickets?${first}`)).body.total;
    const all = (await app.as("dina").get(`/tickets?${first}`)).body.total;
    const limit = async (ids: string[]) => {
      await sql`update employee set all_places = false where id = ${people.carl.id}`.execute(app.owner);
      await sql`delete from employee_place where employee_id = ${people.carl.id}`.execute(app.owner);
      for (const id of ids) {
        await sql`insert into employee_place (workspace_id, employee_id, place_id)
          values (${app.cast.workspaceId}, ${people.carl.id}, ${id})`.execute(app.owner);
      }
    };
    await limit([places.quarter]);
    assert.equal(await seen(), all);
    // Eight of 32 are of no place, and everybody's; 8 of flat 12, 8 of its site, 8 of another site.
    await limit([places.siteA]);
    assert.equal(await seen(), 24);
    await limit([places.flat12]);
    assert.equal(await seen(), 16);
    await limit([places.flat12, places.siteB]);
    assert.equal(await seen(), 24);
  });
});
