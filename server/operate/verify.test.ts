import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import { testPost } from "../../test/post.ts";
import { RESIDENTS } from "../../test/process-case.ts";
import { ticketDone, ticketInWork } from "../../test/ticket-of.ts";
import { upload } from "../../test/upload.ts";
import { diskStorage } from "../files/storage.ts";
import { stateOf } from "../tickets/columns.ts";
import { movedCounters } from "../tickets/save-decision.ts";
import { describeCounter, verifyCounters } from "./verify-counters.ts";
import { describeFile, verifyFiles } from "./verify-files.ts";
import { describeTicket, verifyTickets } from "./verify-tickets.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const faults = async () => {
  const { faults } = await verifyTickets(app.owner);
  const counters = await verifyCounters(app.owner);
  const files = await verifyFiles(app.url, diskStorage(app.filesFolder));
  return [...faults.map(describeTicket), ...counters.map(describeCounter), ...files.faults.map(describeFile)];
};

describe("what is kept twice", () => {
  it("agrees after a life of tickets, also when a rated one goes to another service", async () => {
    const { cast } = app;
    const dina = app.as("dina");
    const work = await ticketInWork(app);
    const file = await upload(app, "dina", { name: "фото.txt", content: Buffer.from("снимок") });
    await dina.post(`/tickets/${work.id}/messages`, { text: "Едем", files: [file.id] });
    await app.as("ada").post(`/tickets/${work.id}/messages`, { text: "Ждём" });
    await dina.post(`/tickets/${work.id}/notes`, { text: "Код подъезда 12", important: true });
    const post = await testPost(app);
    await post.send({ messageId: "<first@home.example>", subject: "Лифт стоит", text: "Стоит с утра" });
    await post.close();
    const category = (await app.as("boss").post("/client-categories", { name: "ТСЖ" })).body.id;
    const company = (await app.as("boss").post("/companies", { name: "ТСЖ Ленина", category })).body.id;
    await dina.post("/tickets", { subject: "Счётчик", channel: "call", company });
    const rated = await ticketDone(app);
    assert.equal((await app.as("ada").put(`/tickets/${rated.id}/rating`, { score: 5 })).status, 200);
    await app.as("boss").patch(`/places/${cast.places.siteA}`, { name: "Ленина, 7" });
    await app.as("boss").patch(`/contacts/${cast.people.ada.id}`, { name: "Ада Ветрова" });
    assert.deepEqual(await faults(), []);
    // Asked directly: whether a rated ticket may be edited at all is up to its process.
    const row = await app.owner.selectFrom("ticket").selectAll().where("id", "=", rated.id).executeTakeFirstOrThrow();
    const { plumbing, lift } = cast.services;
    const state = stateOf(row);
    const moved = (change: object) => {
      const { left, rating } = movedCounters(RESIDENTS, state, { ...state, ...change });
      return [left, rating];
    };
    assert.deepEqual(moved({ serviceId: lift, rating: 4 }), [
      { serviceId: plumbing, sum: -5, count: -1 },
      { serviceId: lift, sum: 4, count: 1 },
    ]);
    assert.deepEqual(moved({ rating: 3 }), [null, { serviceId: plumbing, sum: -2, count: 0 }]);
    assert.deepEqual(moved({ subject: "Кран" }), [null, null]);
  });

  it("is named where it does not agree: load, rating, people, messages, state, copies and search", async () => {
    const { number, id } = await ticketInWork(app);
    const { ben } = app.cast.people;
    await sql`update employee set load = load + 2 where id = ${ben.id}`.execute(app.owner);
    await sql`update service set rating_count = rating_count + 1 where id = ${app.cast.services.plumbing}`.execute(
      app.owner,
    );
    await sql`delete from ticket_person where ticket_id = ${id} and part = 'assignee'`.execute(app.owner);
    await sql`update ticket set message_count = 7, contact_name = 'Никто', search = '' where id = ${id}`.execute(
      app.owner,
    );
    const told = (await faults()).join("\n");
    for (const line of [
      new RegExp(`ticket ${number} is not what its log and its links make of it: messages, contact_name, search$`, "m"),
      new RegExp(`the load of .* \\(${ben.id}\\) is \\d, and by count \\d$`, "m"),
      /the rating of the service .* is 5 in 2, and by count 5 in 1$/m,
      new RegExp(`${ben.id} as assignee of ticket ${number} is not listed, and by count there$`, "m"),
      new RegExp(`messages and notes of ticket ${number} is 7 and 0, and by count 0 and 0$`, "m"),
    ]) {
      assert.match(told, line);
    }
    assert.equal(told.split("\n").length, 5);
  });
});

describe("files", () => {
  it("that are gone, cut or changed are named", async () => {
    const storage = diskStorage(app.filesFolder);
    const put = async (name: string) => {
      const { id } = await upload(app, "dina", { name, content: Buffer.from("десять букв") });
      return { name, path: join(app.filesFolder, app.cast.workspaceId, id.slice(-2), id) };
    };
    const [gone, cut, changed] = [await put("gone.txt"), await put("cut.txt"), await put("changed.txt")];
    await rm(gone.path);
    await writeFile(cut.path, "десять");
    await writeFile(changed.path, "десять букф");
    const report = await verifyFiles(app.url, storage);
    assert.deepEqual(
      report.faults.map(({ name, problem }) => [name, problem]),
      [
        [gone.name, "missing"],
        [cut.name, "size"],
        [changed.name, "changed"],
      ],
    );
  });
});
