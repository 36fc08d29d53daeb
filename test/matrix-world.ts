import { sql } from "kysely";
import { newId } from "../server/platform/ids.ts";
import type { TestApp } from "./app.ts";
import type { CastName } from "./cast-people.ts";
import type { Caller } from "./matrix-callers.ts";
import { each, insertCanned, insertMessengers } from "./matrix-rows.ts";
import { RESIDENTS } from "./process-case.ts";
import { ticketDone, ticketOf } from "./ticket-of.ts";
import { upload } from "./upload.ts";

/** One thing of each kind in the workspace of the cast, and of those that are deleted one for each caller. */
export type World = {
  app: TestApp;
  /** Ada's, at site A, waiting, assigned to ben. */
  tickets: Record<Caller, string>;
  /** Dina's, to ada, in each. */
  messages: Record<Caller, string>;
  /** A picture in ada's message. */
  picture: string;
  /** Ada's too, done. */
  done: Record<Caller, string>;
  /** Uploaded by each, on no card yet. */
  uploads: Record<Caller, string>;
  /** Documents on the cards of `tickets`. */
  documents: Record<Caller, string>;
  /** Boss's own, to ada. */
  held: Record<"recall" | "send", string>;
  /** Work that boss has done on his ticket. */
  work: string;
  /** A working day of boss. */
  worked: string;
  /** Taken out of the ticket of boss. */
  split: string;
  view: string;
  token: string;
  /** Of boss, for whom it is ended; the others find none. */
  session: string;
  field: string;
  letterIn: string;
  letterOut: string;
  companies: Record<Caller, string>;
  clientCategories: Record<Caller, string>;
  serviceCategories: Record<Caller, string>;
  calendars: Record<Caller, string>;
  /** Of the kind `sla`. */
  rules: Record<Caller, string>;
  addresses: Record<Caller, string>;
  mailboxes: Record<Caller, string>;
  messengers: Record<Caller, string>;
  cannedGroups: Record<Caller, string>;
  cannedReplies: Record<Caller, string>;
  macros: Record<Caller, string>;
  trigger: string;
  rehearsal: string;
  /** Of boss, and of nobody else. */
  bulk: string;
  /** Of boss. */
  exported: string;
};

/** The smallest PNG: one transparent point. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/** Lays everything out that the matrix asks for. */
export async function makeWorld(app: TestApp): Promise<World> {
  const { people } = app.cast;
  await app.as("boss").patch("/workspace", { settings: { macros: true, workingTime: true } });
  const tickets = await each(async () => (await ticketOf(app, { assignees: [people.ben.id] })).id);
  const say = (id: string) => app.as("dina").post(`/tickets/${id}/messages`, { text: "Уже едем" });
  const messages = await each(async (caller) => (await say(tickets[caller])).body.id);
  const picture = (await upload(app, "ada", { name: "tap.png", content: PNG })).id;
  await app.as("ada").post(`/tickets/${tickets.ada}/messages`, { text: "Вот", files: [picture] });
  const done = await each(async () => (await ticketDone(app)).id);
  const uploads = await each(
    async (caller) => (await upload(app, caller === "nobody" ? "boss" : caller, { name: "act.png", content: PNG })).id,
  );
  const documents = await each((caller) => putDocument(app, "boss", tickets[caller]));
  const view = (await app.as("boss").post("/views", { name: "Моё", condition: "status:waiting" })).body.id;
  const held = { recall: await holdOne(app, tickets.boss), send: await holdOne(app, tickets.boss) };
  const note = (await app.as("boss").post(`/tickets/${tickets.boss}/notes`, { text: "Лампа" })).body.id;
  const { split } = (await app.as("boss").post(`/tickets/${tickets.boss}/split`, { messages: [note] })).body;
  const report = { ticket: tickets.boss, minutes: 15, text: "Осмотр" };
  const work = (await app.as("boss").post("/time-entries", report)).body.id;
  const worked = (await app.as("boss").post("/working-time/start")).body.id;
  const session = newId();
  const ends = new Date("2100-01-01T00:00:00Z");
  const { userId } = people.boss;
  await app.owner.insertInto("auth_session").values({ id: session, token: session, userId, expiresAt: ends }).execute();
  const token = (await app.as("boss").post("/tokens", { name: "script" })).body.id;
  return {
    app,
    tickets,
    messages,
    picture,
    done,
    uploads,
    documents,
    held,
    split: split.id,
    work,
    worked,
    view,
    token,
    session,
    ...(await insertRows(app)),
    ...(await insertPerCaller(app)),
    ...(await insertCanned(app)),
    ...(await insertMessengers(app)),
  };
}

/** A message that boss can still recall. */
async function holdOne({ owner, cast, clock }: TestApp, ticket: string): Promise<string> {
  const id = newId();
  const at = { held_at: clock.now(), due_at: clock.now() };
  const whose = { workspace_id: cast.workspaceId, ticket_id: ticket, employee_id: cast.people.boss.id };
  await owner
    .insertInto("held_message")
    .values({ ...whose, ...at, id, body: JSON.stringify({ text: "Едем" }) })
    .execute();
  return id;
}

async function putDocument(app: TestApp, name: CastName, ticket: string): Promise<string> {
  const { id } = await upload(app, name, { name: "act.png", content: PNG });
  await app.as(name).post(`/tickets/${ticket}/documents`, { files: [id] });
  return id;
}

/** Rows of capabilities whose doors are themselves under test. */
async function insertRows({ owner, cast, ...app }: TestApp) {
  const made = { workspace_id: cast.workspaceId, created_at: app.clock.now() };
  await owner
    .updateTable("workspace")
    .set({ settings: sql<string>`settings || '{"captureForm": true, "publicLookup": {"codes": []}}'` })
    .where("id", "=", cast.workspaceId)
    .execute();
  const field = newId();
  await owner
    .insertInto("custom_field")
    .values({ ...made, id: field, key: "gate", name: "Код", type: "text" })
    .execute();
  await owner
    .insertInto("saved_view")
    .values({ ...made, id: newId(), employee_id: cast.people.boss.id, name: "По коду", condition: "custom.gate:any" })
    .execute();
  const raw = (
    await upload({ owner, cast, ...app }, "boss", { name: "raw.eml", content: Buffer.from("Subject: x\r\n\r\nx") })
  ).id;
  const letterIn = newId();
  await owner
    .insertInto("letter_in")
    .values({
      workspace_id: cast.workspaceId,
      id: letterIn,
      received_at: app.clock.now(),
      from_address: "a@b.example",
      subject: "x",
      size: 14,
      raw_file_id: raw,
      state: "quarantine",
      reason: "broken",
    })
    .execute();
  const letterOut = newId();
  await owner
    .insertInto("letter_out")
    .values({
      ...made,
      id: letterOut,
      kind: "invitation",
      to_address: "a@b.example",
      subject: "x",
      text: "x",
      header_message_id: "<one@desk.example>",
      state: "kept",
    })
    .execute();
  return { field, letterIn, letterOut };
}

async function insertPerCaller({ owner, cast, clock }: TestApp) {
  const workspace_id = cast.workspaceId;
  const companies = await each(async (name) => {
    const id = newId();
    await owner.insertInto("company").values({ workspace_id, id, name }).execute();
    return id;
  });
  const clientCategories = await each(async (name) => {
    const id = newId();
    await owner.insertInto("client_category").values({ workspace_id, id, name }).execute();
    return id;
  });
  const serviceCategories = await each(async (name) => {
    const id = newId();
    await owner.insertInto("service_category").values({ workspace_id, id, name }).execute();
    return id;
  });
  const calendars = await each(async (name) => {
    const id = newId();
    const row = { workspace_id, id, name, time_zone: "Europe/Moscow", hours: "{}" };
    await owner.insertInto("calendar").values(row).execute();
    return id;
  });
  const rules = await each(async (name) => {
    const id = newId();
    const at = clock.now();
    const row = { workspace_id, id, kind: "sla", position: 0, name, created_at: at, updated_at: at };
    await owner.insertInto("rule").values(row).execute();
    const kept = { workspace_id, rule_id: id, version: 1, at, name, enabled: true, condition: "", result: "{}" };
    await owner.insertInto("rule_version").values(kept).execute();
    return id;
  });
  const addresses = await each(async (name) => {
    const id = newId();
    await owner
      .insertInto("mail_address")
      .values({ workspace_id, id, address: `${name}@desk.example` })
      .execute();
    return id;
  });
  await each(async (name) => {
    const key = `draft_${name}`;
    const by = { updated_at: clock.now(), updated_by: cast.people.boss.id };
    const definition = JSON.stringify(RESIDENTS);
    await owner
      .insertInto("process_draft")
      .values({ workspace_id, key, definition, ...by })
      .execute();
    return key;
  });
  const mailboxes = await each(async (name) => {
    const id = newId();
    const server = { host: "127.0.0.1", port: 1, secure: "none", login: name, password: "sealed" };
    await owner
      .insertInto("mailbox")
      .values({
        workspace_id,
        id,
        address_id: addresses.dina,
        ...server,
        next_try_at: clock.now(),
        created_at: clock.now(),
      })
      .execute();
    return id;
  });
  return { companies, clientCategories, serviceCategories, calendars, rules, addresses, mailboxes };
}
