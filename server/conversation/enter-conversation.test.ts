import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import type { Permission } from "../../core/access/permissions.ts";
import type { Actor } from "../../core/process/commands.ts";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import { PLUMBING_FORM } from "../../test/cast-catalogue.ts";
import { ROLE_PERMISSIONS } from "../../test/cast-people.ts";
import { diskStorage } from "../files/storage.ts";
import { storeFile } from "../files/store-file.ts";
import { inWorkspace } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import { enterConversation, type PastConversation } from "./enter-conversation.ts";

const START = new Date("2026-10-01T09:00:00Z");
const minutes = (count: number): Date => new Date(START.getTime() + count * 60_000);

describe("a ticket entered with its past", () => {
  let app: TestApp;
  let folder: string;
  let asked: Actor;
  let dina: Actor;
  let ben: Actor;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "pult-past-"));
    app = await testApp({ now: START });
    const { people } = app.cast;
    const employee = (id: string, permissions: readonly Permission[]): Actor => ({
      kind: "employee",
      id,
      permissions: new Set(permissions),
    });
    asked = { kind: "client", id: people.ada.id };
    dina = employee(people.dina.id, ROLE_PERMISSIONS.dispatcher);
    ben = employee(people.ben.id, ROLE_PERMISSIONS.engineer);
  });
  after(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  const enter = (past: PastConversation) =>
    inWorkspace(app.db, app.cast.workspaceId, (tx) => enterConversation(tx, app.cast.workspaceId, past, NOW));
  const jobs = async () => {
    const { rows } = await sql<{ task: string; run_at: Date }>`
      select t.identifier as task, j.run_at from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id`.execute(app.owner);
    return rows;
  };
  const opened = (): PastConversation["opened"] => ({
    at: START,
    actor: asked,
    ticket: {
      subject: "Протекает кран",
      description: "Капает",
      channel: "portal",
      serviceId: app.cast.services.plumbing,
      serviceTypeId: app.cast.types.requests,
      placeId: app.cast.places.flat12,
      contactId: app.cast.people.ada.id,
      teamId: app.cast.teams.plumbing,
      form: { [PLUMBING_FORM[0]?.key ?? ""]: "Кухня" },
    },
  });

  it("is the same as one that was worked on act by act", async () => {
    const { cast, clock } = app;
    const step = async (minute: number, ask: () => Promise<{ status: number; text: string }>) => {
      clock.set(minutes(minute));
      const answer = await ask();
      assert.ok(answer.status < 300, answer.text);
    };
    const ticket = await app.as("ada").post("/tickets", {
      subject: "Протекает кран",
      description: "Капает",
      service: cast.services.plumbing,
      place: cast.places.flat12,
      form: { room: "Кухня" },
    });
    const at = `/tickets/${ticket.body.number}`;
    await step(5, () => app.as("dina").post(`${at}/assign`, { assignees: [cast.people.ben.id] }));
    await step(6, () => app.as("dina").post(`${at}/messages`, { text: "Мастер будет сегодня" }));
    await step(7, () => app.as("ada").post(`${at}/seen`, {}));
    await step(8, () => app.as("ada").post(`${at}/messages`, { text: "Жду" }));
    await step(20, () => app.as("ben").post(`${at}/seen`, {}));
    await step(21, () => app.as("ben").post(`${at}/move`, { to: "in_progress" }));
    await step(22, () => app.as("ben").post(`${at}/notes`, { text: "Взял прокладки", important: true }));
    await step(90, () => app.as("ben").post(`${at}/move`, { to: "done", comment: "Сделано" }));
    await step(95, () => app.as("ada").put(`${at}/rating`, { score: 5 }));
    const [lived] = await rowsOf(ticket.body.id);
    clock.set(NOW);

    const row = await enter({
      opened: opened(),
      acts: [
        { at: minutes(5), actor: dina, command: { kind: "assign", assignees: [cast.people.ben.id] } },
        { at: minutes(6), actor: dina, command: say("Мастер будет сегодня") },
        { at: minutes(7), actor: asked, command: { kind: "open-on-screen" } },
        { at: minutes(8), actor: asked, command: say("Жду") },
        { at: minutes(20), actor: ben, command: { kind: "open-on-screen" } },
        { at: minutes(21), actor: ben, command: { kind: "move", to: "in_progress" } },
        {
          at: minutes(22),
          actor: ben,
          command: { kind: "note", message: newId(), text: "Взял прокладки", important: true },
        },
        { at: minutes(90), actor: ben, command: { kind: "move", to: "done", comment: "Сделано" } },
        { at: minutes(95), actor: asked, command: { kind: "rate", score: 5 } },
      ],
    });
    const [entered] = await rowsOf(row.id);
    assert.deepEqual(comparable(entered), comparable(lived));
    assert.deepEqual(await threadOf(row.id), await threadOf(ticket.body.id));
    assert.deepEqual(await peopleOf(row.id), await peopleOf(ticket.body.id));
    assert.deepEqual(await eventsOf(row.id), await eventsOf(ticket.body.id));
    const service = await app.owner
      .selectFrom("service")
      .select(["rating_sum", "rating_count"])
      .where("id", "=", cast.services.plumbing)
      .executeTakeFirstOrThrow();
    assert.deepEqual(service, { rating_sum: 10, rating_count: 2 });
  });

  it("tells nobody and promises only what lies ahead", async () => {
    await sql`delete from graphile_worker._private_jobs`.execute(app.owner);
    const { ben: engineer } = app.cast.people;
    const suspend = (resumeAt: string) =>
      enter({
        opened: opened(),
        acts: [
          { at: minutes(1), actor: dina, command: { kind: "assign", assignees: [engineer.id] } },
          { at: minutes(2), actor: ben, command: { kind: "move", to: "in_progress" } },
          { at: minutes(3), actor: ben, command: say("Заказали деталь") },
          { at: minutes(4), actor: ben, command: { kind: "move", to: "suspended", comment: "Ждём", resumeAt } },
        ],
      });
    assert.equal((await suspend("2026-10-05")).status, "in_progress");
    assert.deepEqual(await jobs(), []);
    assert.equal((await suspend("2026-10-20")).status, "suspended");
    const promised = await jobs();
    assert.equal(promised.length, 5);
    assert.ok(promised.every(({ task, run_at }) => task === "ticket-timer" && run_at > NOW));
  });

  it("shows files in the thread and on the card", async () => {
    const { cast } = app;
    const store = (by: "ada" | "ben", name: string) =>
      storeFile(app.db, diskStorage(folder), {
        workspaceId: cast.workspaceId,
        name,
        content: Buffer.from(name),
        purpose: "upload",
        by: { kind: cast.people[by].kind, id: cast.people[by].id },
        now: START,
      });
    const photo = await store("ada", "photo.txt");
    const paper = await store("ben", "paper.txt");
    const row = await enter({
      number: 700,
      opened: { ...opened(), ticket: { ...opened().ticket, clientFiles: 1 } },
      fileIds: [photo.id],
      acts: [
        { at: minutes(3), actor: ben, command: { kind: "attach", document: paper.id, name: "paper.txt", size: 9 } },
      ],
    });
    const card = (await app.as("dina").get(`/tickets/${row.id}`)).body;
    assert.equal(card.number, 700);
    assert.deepEqual([row.client_files, row.document_ids], [1, [paper.id]]);
    const { items } = (await app.as("ada").get(`/tickets/${row.id}/messages`)).body;
    assert.deepEqual(
      items.map(({ files }) => files.map(({ name }) => name)),
      [["photo.txt"]],
    );
  });

  it("takes nothing that the rules refuse", async () => {
    const act = { at: minutes(1), actor: ben, command: { kind: "move", to: "done" } } as const;
    await assert.rejects(enter({ opened: opened(), acts: [act] }), (error) => {
      return error instanceof Problem && error.code === "ticket/refused";
    });
  });

  const say = (text: string) => ({ kind: "say", message: newId(), text, files: 0 }) as const;
  const rowsOf = (id: string) => app.owner.selectFrom("ticket").selectAll().where("id", "=", id).execute();
  const threadOf = (id: string) =>
    app.owner
      .selectFrom("message")
      .select(["thread", "author_id", "text", "channel", "important", "created_at", "read_at"])
      .where("ticket_id", "=", id)
      .orderBy("created_at")
      .execute();
  const peopleOf = (id: string) =>
    app.owner
      .selectFrom("ticket_person")
      .select(["employee_id", "part", "unread"])
      .where("ticket_id", "=", id)
      .execute();
  const eventsOf = (id: string) =>
    app.owner
      .selectFrom("event")
      .select(["ticket_seq", "at", "actor_id", "kind"])
      .where("ticket_id", "=", id)
      .orderBy("ticket_seq")
      .execute();
});

/** The row without what no two tickets share. */
function comparable(row: TicketRowFull | undefined) {
  assert.ok(row);
  const { id: _id, number: _number, event_head: _head, search: _search, ...rest } = row;
  return rest;
}
