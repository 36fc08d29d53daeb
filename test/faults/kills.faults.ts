/** `kill -9` of server, worker and PostgreSQL at random moments under load; nothing that was said yes to is lost. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { endOfLog } from "../../server/platform/postgres-launch.ts";
import { readPostmaster } from "../../server/platform/postgres-process.ts";
import { type Book, openBook } from "./bookkeeper.ts";
import { checkBook, checkLettersOut, untilQuiet } from "./check-book.ts";
import { type DeskProcess, until } from "./desk-process.ts";
import { chance, ROUNDS } from "./rounds.ts";
import { MAILBOX, makeWorld, type World } from "./world.ts";

const KILLS = Math.ceil(20 * ROUNDS);

describe("kill -9 under 50 writes and 20 letters a second", () => {
  const random = chance("kills");
  let world: World;
  let server: DeskProcess;
  let worker: DeskProcess;
  let book: Book;
  before(async () => {
    world = await makeWorld();
    server = await world.run("server", { env: { PULT_WORKERS: "2" } });
    worker = await world.run("worker", { kind: "worker", env: { PULT_WORKERS: "2" } });
  });
  after(async () => {
    book?.kill();
    await world?.close();
  });

  it(`loses and doubles nothing in ${KILLS} times`, async () => {
    const { people, places } = world.cast;
    book = openBook({
      urls: [server.url],
      smtpPorts: [server.smtpPort],
      tokens: [people.dina.token, people.boss.token],
      contact: people.ada,
      place: places.flat12,
      assignee: people.ben.id,
      mailbox: MAILBOX,
      file: join(world.folder, "book.jsonl"),
      seed: "k",
      writesPerSecond: 50,
      lettersPerSecond: 20,
    });
    const acknowledged = () => book.read().length;
    await until("the first act is acknowledged", () => acknowledged() > 0);
    const killed: Record<string, number> = {};
    for (let turn = 0; turn < KILLS; turn += 1) {
      await sleep(300 + random.below(2_000));
      const victim = random.pick(["server", "worker", "postgres", "server and postgres"] as const);
      killed[victim] = (killed[victim] ?? 0) + 1;
      if (victim === "postgres") await endPostgres(random.pick(["SIGKILL", "SIGQUIT"] as const));
      else if (victim === "server and postgres") {
        // What the one has left behind must not keep the other from starting it.
        await server.kill();
        const running = await postmaster();
        if (running) process.kill(running.pid, "SIGKILL");
        await server.start();
      } else {
        const one = victim === "server" ? server : worker;
        await one.kill();
        await one.start();
      }
      const before = acknowledged();
      await until(`the desk takes something after the end of ${victim}`, () => acknowledged() > before);
    }
    const tally = await book.finish();
    console.log("killed", killed, "of", tally);
    assert.ok(server.runs() && worker.runs(), "Nothing has ended by itself");
    await world.look(async (owner) => {
      await untilQuiet(owner);
      await checkBook(owner, world.folder, book.read());
      console.log("letters out", await checkLettersOut(owner, book.read(), world.sink.letters));
    });
  });

  /** SIGQUIT is PostgreSQL's immediate shutdown; SIGKILL does not even let it notice. */
  async function endPostgres(signal: "SIGKILL" | "SIGQUIT"): Promise<void> {
    const running = await postmaster();
    if (running) process.kill(running.pid, signal);
    const said = async () =>
      `PostgreSQL runs again. What it said:\n${await endOfLog(join(world.folder, "postgres"))}\n${await server.said()}`;
    await until(said, async () => {
      const now = await postmaster();
      return now !== null && now.pid !== running?.pid && (await world.databaseUrl()) !== null;
    });
  }

  const postmaster = () => readPostmaster(join(world.folder, "postgres", "cluster"));
});
