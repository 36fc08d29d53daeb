/** The database away, silent, slow and full; the disk full; the clock wrong; the mail server down, slow and refusing. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Db } from "../../server/platform/database.ts";
import { IMAP_LOGIN, imapProxy, imapServer } from "../imap-server.ts";
import { rawLetter } from "../mailbox.ts";
import { type Book, openBook } from "./bookkeeper.ts";
import { checkBook, checkLettersOut, untilQuiet } from "./check-book.ts";
import { type DeskProcess, type Health, healthOf, until } from "./desk-process.ts";
import { holdAllConnections } from "./hogs.ts";
import { openProxy, through, type Way } from "./proxy.ts";
import { ROUNDS } from "./rounds.ts";
import type { SinkMode } from "./sink.ts";
import { MAILBOX, makeWorld, type World } from "./world.ts";

/** Longer than what is asked of a mailbox at once, in bytes. */
const LONG_LETTER = 600_000;

/** A minute when there is time for it. */
const AWAY_MS = Math.min(60_000, 8_000 * ROUNDS);

/**
 * As if the pause after a failure were over; a try that is going on is left alone. Answers when the last one ended. Due
 * since long: a time of just now would be ahead of a job that has looked at its clock a moment before.
 */
async function tryMailboxesNow(owner: Db): Promise<string | undefined> {
  await sql`update mailbox set next_try_at = now() - interval '1 hour' where not claimed`.execute(owner);
  await sql`update graphile_worker._private_jobs set run_at = now()
    where key like '%fetch/%' and locked_at is null and run_at > now()`.execute(owner);
  const { rows } = await sql<{ at: string }>`select max(last_try_at)::text as at from mailbox`.execute(owner);
  return rows[0]?.at;
}

describe("while a part is away", () => {
  let world: World;
  let way: Way;
  let server: DeskProcess;
  let worker: DeskProcess;
  let book: Book | undefined;
  let count = 0;
  let isFull = false;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    world = await makeWorld();
    const url = (await world.databaseUrl()) ?? "";
    way = await openProxy(url, { delay: 125 });
    const env = { DATABASE_URL: through(url, way), PULT_ALLOW_PRIVATE: "127.0.0.1" };
    const flags = ["--import", "./test/faults/shift-clock.ts"];
    server = await world.run("server", { env: { ...env, PULT_WORKERS: "2" }, flags });
    worker = await world.run("worker", { kind: "worker", env, flags });
  });
  afterEach(async () => {
    book?.kill();
    book = undefined;
    way.be("well");
    if (isFull) giveRoom("unlimited");
    for (const close of closing.splice(0)) await close();
    await world.sink.be("well");
  });
  after(async () => {
    await world?.close();
    await way?.close();
  });

  /** A bookkeeper who writes at an easy pace, so that what is measured is the outage and not the machine. */
  function begin(): Book {
    count += 1;
    book = openBook({
      urls: [server.url],
      smtpPorts: [server.smtpPort],
      tokens: [world.cast.people.dina.token, world.cast.people.boss.token],
      contact: world.cast.people.ada,
      place: world.cast.places.flat12,
      assignee: world.cast.people.ben.id,
      mailbox: MAILBOX,
      file: join(world.folder, `book-${count}.jsonl`),
      seed: `o${count}`,
      writesPerSecond: 15,
      lettersPerSecond: 4,
    });
    return book;
  }

  /** Brings the bookkeeper's work to its end, and holds it against the desk. */
  async function settle(of: Book): Promise<void> {
    const tally = await of.finish();
    assert.ok(server.runs() && worker.runs(), "Nothing has ended by itself");
    await until(
      async () => `health is whole: ${JSON.stringify(await healthOf(server.url))}`,
      () => says(null),
    );
    await world.look(async (owner) => {
      await untilQuiet(owner);
      await checkBook(owner, world.folder, of.read());
      console.log(tally, "letters out", await checkLettersOut(owner, of.read(), world.sink.letters));
    });
  }

  /** Whether `/health` says that the part is not well; null: that all is. */
  async function says(part: string | null, status = 200): Promise<boolean> {
    const health = await healthOf(server.url);
    if (health?.status !== status) return false;
    const parts: Health["parts"] = health.body.parts ?? [];
    return part === null ? parts.length === 0 : parts.some((one) => one.part === part);
  }
  const taken = (of: Book) => of.read().length;
  const goesOn = async (of: Book) => {
    const before = taken(of);
    await until("work goes on by itself", () => taken(of) > before + 3);
  };

  for (const mode of ["refused", "silent"] as const) {
    it(`PostgreSQL ${mode}: health and everybody hear it, nothing is lost, all goes on by itself`, async () => {
      const writes = begin();
      await until("something is acknowledged", () => taken(writes) > 5);
      way.be(mode);
      await until("health says so", () => says("database", 503));
      const answer = await write();
      assert.equal(answer.status, 503, await answer.text());
      assert.ok(Number(answer.headers.get("retry-after")) > 0, "It says when to come again");
      await sleep(AWAY_MS);
      way.be("well");
      await goesOn(writes);
      await settle(writes);
    });
  }

  it("PostgreSQL slow by half a second for each question: slow, and right", async () => {
    const writes = begin();
    await until("something is acknowledged", () => taken(writes) > 5);
    way.be("slow");
    await goesOn(writes);
    await sleep(AWAY_MS / 2);
    way.be("well");
    await settle(writes);
  });

  it("PostgreSQL out of connections: 503, and on as soon as there are some", async () => {
    const writes = begin();
    await until("something is acknowledged", () => taken(writes) > 5);
    // Nobody gets in while the house fills, so that the desk comes back to a full one.
    way.be("refused");
    const hogs = holdAllConnections((await world.databaseUrl()) ?? "");
    closing.push(hogs.release);
    await until("the house is full", hogs.haveAll);
    way.be("well");
    await until("health says so", () => says("database", 503));
    const answer = await write();
    assert.equal(answer.status, 503, await answer.text());
    await sleep(AWAY_MS / 4);
    assert.ok(await hogs.haveAll(), "Nobody else had a connection all the time");
    await hogs.release();
    await goesOn(writes);
    await settle(writes);
  });

  it("the clock an hour ahead, then an hour behind: health says so, timers and letters go on", async () => {
    const writes = begin();
    await until("something is acknowledged", () => taken(writes) > 5);
    for (const _ of ["ahead", "behind"]) {
      for (const one of [server, worker]) process.kill(one.pid(), "SIGUSR2");
      await until("health says so", () => says("clock"));
      await goesOn(writes);
      await sleep(AWAY_MS / 4);
    }
    for (const one of [server, worker]) process.kill(one.pid(), "SIGUSR2");
    await settle(writes);
  });

  // Of the other systems none lets a process write less and then more again.
  if (process.platform === "linux") {
    it("no room on the disk: files are refused by name, tickets go on, and all goes through when there is room", async () => {
      const writes = begin();
      await until("something is acknowledged", () => taken(writes) > 5);
      giveRoom("0");
      await until("health says so", () => says("disk"));
      const refused = await fetch(`${server.url}/api/v1/uploads`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${world.cast.people.dina.token}`,
          "tus-resumable": "1.0.0",
          "upload-length": "100000",
          "upload-metadata": `filename ${Buffer.from("a.bin").toString("base64")}`,
          "content-type": "application/offset+octet-stream",
        },
        body: new Uint8Array(100_000),
      });
      assert.equal(refused.status, 503);
      await goesOn(writes);
      await sleep(AWAY_MS / 4);
      giveRoom("unlimited");
      await settle(writes);
    });
  }

  it("IMAP cut off in mid-letter, again and again: health says so, and each letter comes once and whole", async () => {
    const imap = await imapServer();
    const wire = await imapProxy(imap.port);
    closing.push(wire.close, imap.close);
    const subjects = ["one", "two", "three"].map((name) => `From a mailbox ${name}`);
    for (const [number, subject] of subjects.entries()) {
      imap.put(rawLetter({ id: `cut-${number}`, subject, bytes: LONG_LETTER }));
    }
    wire.set({ cutAfter: LONG_LETTER / 2 });
    const address = await world.look((owner) =>
      owner.selectFrom("mail_address").select("id").executeTakeFirstOrThrow(),
    );
    const box = { address: address.id, host: "127.0.0.1", port: wire.port, secure: "none", take: "all", ...IMAP_LOGIN };
    const added = await post("/mailboxes", box, "boss");
    assert.equal(added.status, 201, await added.clone().text());
    const { id } = (await added.json()) as { id: string };
    // Also when it fails: what comes after is about other things.
    closing.unshift(async () => {
      const gone = await fetch(`${server.url}/api/v1/mailboxes/${id}`, { method: "DELETE", headers: asBoss() });
      assert.equal(gone.status, 204);
    });
    await until("health says so", () => says("mail"));
    // Once more than a half, then all of it: the pauses between the tries are not waited for.
    for (const cutAfter of [LONG_LETTER * 1.5, Number.POSITIVE_INFINITY]) {
      wire.set({ cutAfter });
      const before = await world.look(tryMailboxesNow);
      await until("it is tried again", async () => (await world.look(tryMailboxesNow)) !== before);
    }
    await until("the letters are taken", async () => {
      await world.look(tryMailboxesNow);
      return (await ticketsOf(subjects)) >= subjects.length;
    });
    await world.look((owner) => untilQuiet(owner));
    assert.equal(await ticketsOf(subjects), subjects.length);
    const files = await world.look((owner) =>
      owner.selectFrom("file").select("size").where("name", "=", "long.txt").where("complete", "=", true).execute(),
    );
    assert.equal(files.length, subjects.length);
    // The end of the last line belongs to what divides the parts.
    for (const { size } of files) assert.equal(size, LONG_LETTER - 2, "A file is a piece of what was sent");
    await until("health is whole", () => says(null));
  });

  for (const mode of ["down", "slow", "4xx", "drop"] as const satisfies readonly SinkMode[]) {
    it(`the mail server ${mode}: letters are kept, and go out once`, async () => {
      await world.sink.be(mode);
      const writes = begin();
      await until("something is acknowledged", () => taken(writes) > 10);
      if (mode !== "slow") await until("health says so", () => says("mail"));
      await sleep(AWAY_MS / 4);
      await world.sink.be("well");
      await settle(writes);
    });
  }

  it("the mail server refusing for good (5xx): the letter stands in the outbox with the reason, and goes by hand", async () => {
    await world.sink.be("5xx");
    const ticket = (await (await write()).json()) as { id: string };
    const text = "Ответ, которого не ждут";
    const said = await post(`/tickets/${ticket.id}/messages`, { text });
    assert.equal(said.status, 201);
    const failed = () =>
      world.look((owner) =>
        owner.selectFrom("letter_out").select(["id", "error"]).where("state", "=", "failed").execute(),
      );
    await until("it has failed at once", async () => (await failed()).length > 0);
    const letters = await failed();
    for (const { error } of letters) assert.match(error ?? "", /550/);
    await world.sink.be("well");
    for (const { id } of letters) assert.equal((await post(`/letters/out/${id}/resend`, {}, "boss")).status, 200);
    await until("it goes out", async () => (await failed()).length === 0);
    await until("it came once", () => world.sink.letters.filter((letter) => letter.text.includes(text)).length === 1);
  });

  /** How long a file may become that the processes write, in bytes: 0 is a full disk. */
  const giveRoom = (bytes: string) => {
    isFull = bytes === "0";
    for (const one of [server, worker]) execFileSync("prlimit", ["--pid", String(one.pid()), `--fsize=${bytes}:`]);
  };
  const asBoss = () => ({ authorization: `Bearer ${world.cast.people.boss.token}` });
  const ticketsOf = (subjects: readonly string[]) =>
    world.look(async (owner) => {
      const rows = await owner.selectFrom("ticket").select("id").where("subject", "in", subjects).execute();
      return rows.length;
    });

  const post = (path: string, body: object, name: "dina" | "boss" = "dina") =>
    fetch(`${server.url}/api/v1${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${world.cast.people[name].token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const write = () => post("/tickets", { subject: "Одна", channel: "call", contact: world.cast.people.ada.id });
});
