import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import type { Message } from "../../contract/conversation.ts";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { ticketOf } from "../../test/ticket-of.ts";
import { upload } from "../../test/upload.ts";

/** Whatever people do to a ticket; what the rules refuse changes nothing, and that is as good. */
type Act = { by: CastName; do: string; pick: number; text: string };
const act: fc.Arbitrary<Act> = fc.record({
  by: fc.constantFrom<CastName>("dina", "ben", "carl", "boss", "ada"),
  do: fc.constantFrom(
    ...["say", "say", "note", "move", "move", "move", "assign", "edit", "editMessage", "deleteMessage", "see"],
    ...["rate", "reopen", "cancel", "attach", "mark", "detach", "reschedule", "wait"],
  ),
  pick: fc.nat(20),
  text: fc.constantFrom("Раз", "Два", "Три\nи четыре", "Пять"),
});
/** An edit after which another one comes. */
const TWICE_EDITED: Act[] = ["say", "editMessage", "editMessage", "say"].map((what) => ({
  by: "carl",
  do: what,
  pick: 0,
  text: "Раз",
}));
/** A message without what may be done with it now. */
const bare = ({ can: _, ...message }: Message) => message;

describe("GET /tickets/{id}/at/{moment}", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
    const { plumbing, lift } = app.cast.services;
    for (const service of [plumbing, lift]) {
      const options = { useControllers: true, clientMayReopen: true };
      await app.as("boss").patch(`/services/${service}`, { options, maxAssignees: 3, team: null });
    }
  });
  after(() => app.close());

  /** What an administrator sees now: the card without what he may do, and both threads. */
  async function seenNow(id: string) {
    const boss = app.as("boss");
    const { moves: _, can: __, ...ticket } = (await boss.get(`/tickets/${id}`)).body;
    const messages = (await boss.get(`/tickets/${id}/messages?limit=200`)).body.items;
    const notes = (await boss.get(`/tickets/${id}/notes?limit=200`)).body.items;
    return settled({ ticket, messages: messages.map(bare), notes: notes.map(bare) });
  }

  async function seenThen(id: string, moment: string) {
    const { body } = await app.as("boss").get(`/tickets/${id}/at/${moment}`);
    const { moves, can, ...ticket } = body.ticket;
    assert.deepEqual([moves, can], [[], {}]);
    return settled({ ticket, messages: body.messages.map(bare), notes: body.notes.map(bare) });
  }

  /** How much an employee has to do and when the client was here are no part of the ticket: they are of today. */
  const OF_TODAY = ["load", "loadColour", "lastSeenAt"];
  const settled = (seen: object): unknown =>
    JSON.parse(JSON.stringify(seen, (key, value) => (OF_TODAY.includes(key) ? undefined : value)));

  async function play(id: string, { by, do: what, pick, text }: Act): Promise<void> {
    const me = app.as(by);
    const { people, places, services } = app.cast;
    const one = <T>(list: readonly T[]): T | undefined => list[pick % Math.max(1, list.length)];
    const mine = async () => one((await app.as("boss").get(`/tickets/${id}/messages`)).body.items)?.id ?? id;
    const document = async () => one((await app.as("boss").get(`/tickets/${id}/documents`)).body.items)?.id ?? id;
    const staff = [people.ben.id, people.carl.id, people.boss.id];
    switch (what) {
      case "say":
        return void (await me.post(`/tickets/${id}/messages`, { text }));
      case "note":
        return void (await me.post(`/tickets/${id}/notes`, { text, important: pick % 3 === 0 }));
      case "move": {
        const card = await me.get(`/tickets/${id}`);
        // It may have gone to another client or site by now.
        const offers = card.status === 200 ? card.body.moves : [];
        const more = { comment: text, reasons: ["Ошибка"], ...(pick % 2 ? { resumeAt: "2026-12-01" } : {}) };
        const to = one(offers)?.to ?? "done";
        return void (await me.post(
          `/tickets/${id}/move`,
          to === "suspended" ? more && { to, ...more } : { to, comment: text },
        ));
      }
      case "assign": {
        const [a, b] = [one(staff), staff[(pick + 1) % 3]];
        const lists = [{ assignees: [a] }, { assignees: [a, b] }, { controllers: [b] }, { observers: [a, b] }];
        return void (await me.post(`/tickets/${id}/assign`, one(lists)));
      }
      case "edit": {
        const edits = [
          { subject: text },
          { place: places.flat13 },
          { place: places.siteB },
          { service: services.lift },
          { contact: people.vera.id },
          { client: { name: text } },
          { contact: people.ada.id },
          { form: { room: "Ванная" } },
        ];
        return void (await me.patch(`/tickets/${id}`, one(edits)));
      }
      case "editMessage":
        return void (await me.patch(`/tickets/${id}/messages/${await mine()}`, { text: `${text}, иначе` }));
      case "deleteMessage":
        return void (await me.delete(`/tickets/${id}/messages/${await mine()}`));
      case "see":
        return void (await me.post(`/tickets/${id}/seen`, { tab: pick % 2 ? "notes" : "main" }));
      case "rate":
        return void (await app.as("ada").put(`/tickets/${id}/rating`, { score: 1 + (pick % 5), comment: text }));
      case "reopen":
        return void (await me.post(`/tickets/${id}/reopen`, { reason: text }));
      case "cancel":
        return void (await app.as("ada").post(`/tickets/${id}/cancel`, { reasons: ["Ошибка"], comment: text }));
      case "attach": {
        const file = await upload(app, "ben", { name: "акт.txt", content: Buffer.from(text) });
        return void (await app.as("ben").post(`/tickets/${id}/documents`, { files: [file.id] }));
      }
      case "mark":
        return void (await me.patch(`/tickets/${id}/documents/${await document()}`, { public: pick % 2 === 0 }));
      case "detach":
        return void (await me.delete(`/tickets/${id}/documents/${await document()}`));
      case "reschedule":
        return void (await me.post(`/tickets/${id}/resume-date`, { resumeAt: `2026-12-${10 + pick}` }));
      default:
        app.clock.pass(40 * 24 * 3_600_000);
        return app.work();
    }
  }

  it("[B-TIME-01] shows at every moment what was there to be seen then, whatever was done", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 20 }), async (acts) => {
        const { id } = await ticketOf(app, { assignees: [app.cast.people.ben.id], team: null });
        const recorded = [{ at: app.clock.now().toISOString(), seen: await seenNow(id) }];
        for (const one of acts) {
          app.clock.pass(60_000 + one.pick * 1_000);
          await play(id, one);
          recorded.push({ at: app.clock.now().toISOString(), seen: await seenNow(id) });
        }
        for (const { at, seen } of recorded) assert.deepEqual(await seenThen(id, at), seen, at);
      }),
      { numRuns: 5, examples: [[TWICE_EDITED]] },
    );
  });

  it("says that the ticket was not there yet, and knows only moments", async () => {
    const { id } = await ticketOf(app);
    const early = await app.as("dina").get(`/tickets/${id}/at/2020-01-01T00:00:00Z`);
    assert.deepEqual([early.status, early.problem.code], [404, "ticket/not-yet-there"]);
    const wrong = await app.as("dina").get(`/tickets/${id}/at/yesterday`);
    assert.deepEqual([wrong.status, wrong.problem.refusals?.[0]?.field], [422, "moment"]);
  });

  it("is for employees who see the ticket", async () => {
    const { id } = await ticketOf(app);
    const moment = app.clock.now().toISOString();
    const statuses = [];
    for (const name of ["rita", "ada", "eve", "max"] as const) {
      statuses.push((await app.as(name).get(`/tickets/${id}/at/${moment}`)).status);
    }
    assert.deepEqual(statuses, [200, 403, 404, 404]);
  });
});
