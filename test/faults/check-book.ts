import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import type { Db } from "../../server/platform/database.ts";
import { describeFault, verifyLog } from "../../server/platform/verify-log.ts";
import type { Acknowledged } from "./acts.ts";
import { until } from "./desk-process.ts";
import type { Sunk } from "./sink.ts";

type Of<W extends Acknowledged["what"]> = Extract<Acknowledged, { what: W }>;
const of = <W extends Acknowledged["what"]>(book: readonly Acknowledged[], ...what: W[]) =>
  book.filter((line): line is Of<W> => what.some((one) => one === line.what));

/** Waits until no job is due or running, no letter waits to be read and no ticket to go on. */
export async function untilQuiet(owner: Db, within = 240_000): Promise<void> {
  const left = async () => {
    const { rows } = await sql<{ jobs: number; letters: number; say: string | null }>`select
      (select count(*) from graphile_worker._private_jobs where attempts < max_attempts
        and (run_at <= now() or locked_by is not null or attempts > 0)) as jobs,
      (select count(*) from letter_in where state = 'received') + (select count(*) from ticket
        where status = 'suspended' and resume_at < now() + interval '1 minute') as letters,
      (select string_agg(concat_ws(' ', id, attempts, locked_by, run_at, last_error), '; ') from (
        select * from graphile_worker._private_jobs order by id limit 5) j) as say`.execute(owner);
    return rows[0] ?? { jobs: 0, letters: 0, say: "" };
  };
  const quiet = async () => {
    const { jobs, letters } = await left();
    return jobs + letters === 0;
  };
  await until(async () => `everything is done: ${JSON.stringify(await left())}`, quiet, within);
}

/** Holds what the desk has against what it has acknowledged, and everything in it against itself. */
export async function checkBook(owner: Db, folder: string, book: readonly Acknowledged[]): Promise<void> {
  assert.deepEqual(of(book, "bad").slice(0, 5), [], "Answers that nobody should get");
  await checkTags(owner, "tickets", sql`select subject as tag from ticket`, of(book, "ticket", "timer", "letter"));
  const said = sql`select substring(text from '\\S+$') as tag from message`;
  await checkTags(owner, "messages and notes", said, of(book, "message", "note"));
  await checkLetters(owner, of(book, "letter"));
  await checkTimers(owner, of(book, "timer"));
  await checkFiles(owner, folder, of(book, "file"));
  const { faults, events } = await verifyLog(owner);
  assert.deepEqual(faults.map(describeFault), [], "The log of events is whole");
  assert.ok(events > 0);
}

/** Each tag is there once: what was acknowledged, and nothing twice, acknowledged or not. */
async function checkTags(owner: Db, what: string, query: ReturnType<typeof sql>, lines: readonly { tag: string }[]) {
  const { rows } = await sql<{ tag: string; count: number }>`
    select tag, count(*) as count from (${query}) all_of_them where tag is not null group by tag`.execute(owner);
  const counts = new Map(rows.map(({ tag, count }) => [tag, count]));
  const lost = lines.filter(({ tag }) => !counts.has(tag)).map(({ tag }) => tag);
  assert.deepEqual(lost, [], `${what} that were acknowledged and are lost`);
  const twice = rows.filter(({ tag, count }) => count > 1 && /-\d+$/.test(tag)).map(({ tag }) => tag);
  assert.deepEqual(twice, [], `${what} that are there twice`);
}

/** Each letter has been taken once; what its sender sent again is kept as a double, and none waits or failed. */
async function checkLetters(owner: Db, letters: readonly Of<"letter">[]): Promise<void> {
  const { rows } = await sql<{ message_id: string; done: number; odd: string | null }>`
    select message_id, count(*) filter (where state = 'done') as done,
      string_agg(concat_ws(' ', state, reason, detail), ', ') filter (
        where state <> 'done' and reason is distinct from 'duplicate') as odd
    from letter_in group by message_id`.execute(owner);
  assert.deepEqual(
    rows.filter(({ odd }) => odd !== null),
    [],
    "Letters that could not be taken",
  );
  const done = new Map(rows.map((row) => [row.message_id, row.done]));
  const wrong = letters.filter(({ messageId }) => done.get(messageId) !== 1).map(({ tag }) => tag);
  assert.deepEqual(wrong, [], "Letters that were acknowledged and not taken exactly once");
}

async function checkTimers(owner: Db, timers: readonly Of<"timer">[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from ticket where status = 'suspended' and resume_at <= now()`.execute(owner);
  assert.deepEqual(rows, [], "Tickets whose time to go on has come and gone");
  const { rows: resumed } = await sql<{ ticket_id: string; count: number }>`
    select ticket_id, count(*) as count from event
    where kind = 'status.changed' and data ->> 'cause' = 'timer' group by ticket_id`.execute(owner);
  const counts = new Map(resumed.map((row) => [row.ticket_id, row.count]));
  const wrong = timers.filter(({ ticket }) => counts.get(ticket) !== 1).map(({ tag }) => tag);
  assert.deepEqual(wrong, [], "Tickets that did not go on exactly once");
}

/** Every file that the desk knows is whole on the disk, those attached are what was sent. */
async function checkFiles(owner: Db, folder: string, files: readonly Of<"file">[]): Promise<void> {
  const { rows } = await sql<{ workspace_id: string; id: string; sha256: Buffer; ticket_id: string | null }>`
    select workspace_id, id, sha256, ticket_id from file where complete and deleted_at is null`.execute(owner);
  const broken: string[] = [];
  for (const { workspace_id, id, sha256 } of rows) {
    const bytes = await readFile(join(folder, "files", workspace_id, id.slice(-2), id)).catch(() => null);
    const hash = bytes && createHash("sha256").update(bytes).digest();
    if (!hash?.equals(sha256)) broken.push(id);
  }
  assert.deepEqual(broken, [], "Files whose bytes are not whole");
  const known = new Map(rows.map((row) => [row.id, row]));
  const wrong = files.filter(({ file, sha256, ticket }) => {
    const row = known.get(file);
    return row?.sha256.toString("hex") !== sha256 || row.ticket_id !== ticket;
  });
  assert.deepEqual(wrong, [], "Files that were acknowledged and are not attached as they were sent");
}

/**
 * Letters out: every letter of the outbox has gone out, every acknowledged message by one letter. Where SMTP leaves a
 * window (cut off between the other side's "250" and our commit) a letter comes again with the same Message-ID, by which
 * mailboxes drop the double: so they are counted by it. Answers how many came again.
 */
export async function checkLettersOut(owner: Db, book: readonly Acknowledged[], sunk: readonly Sunk[]) {
  const { rows } = await sql<{ header_message_id: string; state: string; error: string | null }>`
    select header_message_id, state, error from letter_out`.execute(owner);
  assert.deepEqual(
    rows.filter(({ state }) => state !== "sent"),
    [],
    "Letters that have not gone out",
  );
  const arrived = new Map(sunk.map((letter) => [letter.messageId, letter]));
  const lost = rows.filter((row) => !arrived.has(row.header_message_id));
  assert.deepEqual(lost, [], "Letters that are said to be sent and never came");
  const strange = [...arrived.keys()].filter((id) => !rows.some((row) => row.header_message_id === id));
  assert.deepEqual(strange, [], "Letters that came and stand in no outbox");
  const told = new Map<string, number>();
  for (const { text } of arrived.values()) {
    for (const [, tag = ""] of text.matchAll(/Ответ (\S+)/g)) told.set(tag, (told.get(tag) ?? 0) + 1);
  }
  const wrong = of(book, "message").filter(({ tag }) => told.get(tag) !== 1);
  assert.deepEqual(
    wrong.map(({ tag }) => tag),
    [],
    "Messages that the client was not written about exactly once",
  );
  return { letters: rows.length, again: sunk.length - arrived.size };
}
