/** Two and three servers and workers on one database: jobs once, live events everywhere, and one killed unnoticed. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Book, openBook } from "./bookkeeper.ts";
import { checkBook, checkLettersOut, untilQuiet } from "./check-book.ts";
import { type DeskProcess, until } from "./desk-process.ts";
import { type Follower, follow } from "./follower.ts";
import { openRoundRobin, type RoundRobin } from "./round-robin.ts";
import { chance, ROUNDS } from "./rounds.ts";
import { MAILBOX, makeWorld, type World } from "./world.ts";

const KILLS = Math.ceil(3 * ROUNDS);

describe("several servers and workers on one database", () => {
  const random = chance("nodes");
  let world: World;
  const servers: DeskProcess[] = [];
  const workers: DeskProcess[] = [];
  const followers: Follower[] = [];
  const doors: RoundRobin[] = [];
  let book: Book | undefined;
  before(async () => {
    world = await makeWorld({ max_connections: "200" });
    const DATABASE_URL = (await world.databaseUrl()) ?? "";
    // Three that serve, one of which also works, and two that only work.
    for (const [index, workersOf] of ["2", "0", "0"].entries()) {
      servers.push(await world.run(`server-${index}`, { env: { DATABASE_URL, PULT_WORKERS: workersOf } }));
    }
    for (const index of [0, 1]) {
      const env = { DATABASE_URL, PULT_WORKERS: "2" };
      workers.push(await world.run(`worker-${index}`, { kind: "worker", env }));
    }
  });
  after(async () => {
    book?.kill();
    for (const follower of followers) follower.close();
    for (const door of doors) await door.close();
    await world?.close();
  });

  it(`[B-OPS-05] do each job once and tell everybody, through ${KILLS} kills of one of them`, async () => {
    const web = await openRoundRobin(servers.map(({ url }) => Number(new URL(url).port)));
    const smtp = await openRoundRobin(servers.map(({ smtpPort }) => smtpPort));
    doors.push(web, smtp);
    const url = `http://127.0.0.1:${web.port}`;
    for (let index = 0; index < 6; index += 1) followers.push(follow(url, world.cast.people.dina.token));
    await until("all follow", () => followers.every((follower) => follower.connects() > 0));
    book = openBook({
      urls: [url],
      smtpPorts: [smtp.port],
      tokens: [world.cast.people.dina.token, world.cast.people.boss.token],
      contact: world.cast.people.ada,
      place: world.cast.places.flat12,
      assignee: world.cast.people.ben.id,
      mailbox: MAILBOX,
      file: join(world.folder, "book.jsonl"),
      seed: "n",
      writesPerSecond: 30,
      lettersPerSecond: 10,
    });
    const taken = () => book?.read().length ?? 0;
    await until("something is acknowledged", () => taken() > 10);
    for (let turn = 0; turn < KILLS; turn += 1) {
      await sleep(1_000 + random.below(2_000));
      // The first time one that serves, so that somebody has to connect again.
      const victim = random.pick(turn === 0 ? servers : [...servers, ...workers]);
      await victim.kill();
      const before = taken();
      await until("the others go on", () => taken() > before);
      await victim.start();
    }
    const tally = await book.finish();
    console.log(tally);
    for (const one of [...servers, ...workers]) assert.ok(one.runs(), `${one.name} has ended by itself`);
    const lines = book.read();
    await world.look(async (owner) => {
      await untilQuiet(owner);
      await checkBook(owner, world.folder, lines);
      const out = await checkLettersOut(owner, lines, world.sink.letters);
      console.log("letters out", out);
      const rows = await owner.selectFrom("event").select("ticket_id").distinct().execute();
      const happened = rows.map(({ ticket_id }) => ticket_id);
      const missed = () => followers.map((follower) => happened.filter((id) => !follower.tickets().has(id)).length);
      await until(
        () => `everybody hears of all ${happened.length} tickets, but misses ${missed()}`,
        () => missed().every((count) => count === 0),
      );
    });
    assert.ok(
      followers.some((follower) => follower.connects() > 1),
      "Nobody had to connect again: no server was killed",
    );
    assert.deepEqual(
      followers.map((follower) => follower.resets()),
      followers.map(() => 0),
      "Resumed without a gap",
    );
  });

  it("see each other's changes at once, and the work of a workers' process that is stopped goes on", async () => {
    await workers[0]?.stop();
    const [first, second] = servers;
    assert.ok(first && second);
    const { token } = world.cast.people.dina;
    const ask = async (url: string, method: string, path: string, body?: object) => {
      const answer = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: answer.status, body: (await answer.json()) as { id: string; subject: string; version: number } };
    };
    const made = await ask(first.url, "POST", "/tickets", { subject: "На двух серверах", channel: "call" });
    assert.equal((await ask(second.url, "GET", `/tickets/${made.body.id}`)).body.subject, "На двух серверах");
    const edits = await Promise.all(
      servers.map(({ url }) => ask(url, "POST", `/tickets/${made.body.id}/messages`, { text: `С ${url}` })),
    );
    assert.deepEqual(
      edits.map(({ status }) => status),
      [201, 201, 201],
    );
    await until("all hear of it", () => followers.every((follower) => follower.tickets().has(made.body.id)));
    await world.look((owner) => untilQuiet(owner));
    await workers[0]?.start();
  });
});
