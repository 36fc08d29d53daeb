import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { diskStorage } from "../server/files/storage.ts";
import { newId } from "../server/platform/ids.ts";
import type { TestApp } from "./app.ts";
import { CALLERS, type Caller } from "./matrix-callers.ts";

/** One for each caller. */
export async function each(make: (caller: Caller) => Promise<string>): Promise<Record<Caller, string>> {
  const all = { boss: "", dina: "", ben: "", carl: "", rita: "", ada: "", vera: "", max: "", nobody: "" };
  for (const caller of CALLERS) all[caller] = await make(caller);
  return all;
}

/** Bots whose server nobody runs, each with a group; that of nobody is never deleted. */
export async function insertMessengers({ owner, cast, clock }: TestApp) {
  const [workspace_id, at] = [cast.workspaceId, clock.now()];
  const messengers = await each(async (name) => {
    const id = newId();
    const bot = { account: name, name: `@${name}_bot`, token: "sealed elsewhere", hook: `hook-${name}` };
    const row = { workspace_id, id, kind: "telegram", ...bot, next_try_at: at, created_at: at };
    await owner.insertInto("messenger").values(row).execute();
    const chat = { workspace_id, messenger_id: id, chat: "-100", kind: "group", title: "Бригада" };
    await owner
      .insertInto("messenger_chat")
      .values({ ...chat, created_at: at, last_at: at })
      .execute();
    return id;
  });
  return { messengers };
}

/** Canned replies, each in a group of its own but for that of nobody: his group is never deleted. */
export async function insertCanned(app: TestApp) {
  const { owner, cast, clock } = app;
  const made = { workspace_id: cast.workspaceId, created_at: clock.now() };
  const cannedGroups = await each(async (name) => {
    const id = newId();
    await owner
      .insertInto("canned_group")
      .values({ ...made, id, name })
      .execute();
    return id;
  });
  const cannedReplies = await each(async (name) => {
    const id = newId();
    await owner
      .insertInto("canned_reply")
      .values({ ...made, id, group_id: cannedGroups.nobody, name, text: "Уже едем" })
      .execute();
    return id;
  });
  const macros = await each(async (name) => {
    const id = newId();
    await owner
      .insertInto("macro")
      .values({ ...made, id, name, actions: JSON.stringify([{ do: "note", text: "Звонил" }]) })
      .execute();
    return id;
  });
  const trigger = newId();
  const result = JSON.stringify({ on: [{ event: "rated" }], actions: [{ do: "note", text: "Оценка" }] });
  await owner
    .insertInto("rule")
    .values({ ...made, updated_at: made.created_at, id: trigger, kind: "trigger", position: 0, name: "Оценка", result })
    .execute();
  const rehearsal = newId();
  await owner
    .insertInto("rehearsal")
    .values({
      workspace_id: cast.workspaceId,
      id: rehearsal,
      kind: "routing",
      days: 1,
      proposal: JSON.stringify({ rules: [] }),
      total: 0,
      started_by: cast.people.boss.id,
      started_at: clock.now(),
    })
    .execute();
  const bulk = newId();
  await owner
    .insertInto("bulk")
    .values({
      workspace_id: cast.workspaceId,
      id: bulk,
      action: JSON.stringify({ do: "unread" }),
      state: "previewed",
      total: 0,
      started_by: cast.people.boss.id,
      started_at: clock.now(),
    })
    .execute();
  return {
    cannedGroups,
    cannedReplies,
    macros,
    trigger,
    rehearsal,
    bulk,
    exported: await insertExport(app),
  };
}

/** An export of boss, with its file. */
async function insertExport({ owner, cast, clock, filesFolder }: TestApp): Promise<string> {
  const id = newId();
  const at = clock.now();
  const storage = diskStorage(filesFolder);
  const path = join(storage.scratch, id);
  await mkdir(storage.scratch, { recursive: true });
  await writeFile(path, "Номер");
  await storage.keep({ workspaceId: cast.workspaceId, id }, path);
  await owner
    .insertInto("ticket_export")
    .values({
      workspace_id: cast.workspaceId,
      id,
      employee_id: cast.people.boss.id,
      mode: "tickets",
      format: "csv",
      condition: "",
      fields: ["number"],
      language: "ru",
      name: "Заявки.csv",
      size: Buffer.byteLength("Номер"),
      started_at: at,
      ended_at: at,
      expires_at: new Date(at.getTime() + 3_600_000),
    })
    .execute();
  return id;
}
