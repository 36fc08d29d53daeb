import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";
import { inWorkspace } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { loadSights, seenBy, sees } from "./scope.ts";

let app: TestApp;
const ids: string[] = [];

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
});
after(() => app.close());

describe("who sees a ticket", () => {
  it("[H-ACC-13, H-ACC-18] is the same in the database and in memory, whoever asks", async () => {
    const { places, services, people, workspaceId } = app.cast;
    const person: fc.Arbitrary<Person> = fc.record({
      workspaceId: fc.constant(workspaceId),
      kind: fc.constantFrom("employee" as const, "contact" as const),
      id: fc.constantFrom(people.ada.id, people.vera.id, people.ben.id),
      name: fc.constant(""),
      permissions: fc
        .subarray(["section.tickets", "ticket.read", "ticket.write"] as const, { minLength: 1 })
        .map((some) => new Set(some)),
      roleId: fc.constant(null),
      allPlaces: fc.boolean(),
      places: fc.subarray([places.siteA, places.siteB, places.quarter]),
      closedServices: fc.subarray([services.plumbing, services.lift]),
    });
    const sights = await inWorkspace(app.db, workspaceId, (tx) => loadSights(tx, workspaceId, ids));
    assert.equal(sights.length, ids.length);
    await fc.assert(
      fc.asyncProperty(person, async (somebody) => {
        const rows = await inWorkspace(app.db, workspaceId, (tx) =>
          tx.selectFrom("ticket as t").select("t.id").where(seenBy(somebody)).execute(),
        );
        const inMemory = sights.filter((sight) => sees(somebody, sight)).map(({ id }) => id);
        assert.deepEqual(inMemory.sort(), rows.map(({ id }) => id).sort());
      }),
      { numRuns: 60 },
    );
  });
});
