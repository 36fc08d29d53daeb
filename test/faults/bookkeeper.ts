/**
 * The bookkeeper: a process outside of the desk that writes and sends letters as fast as it is told, and keeps in a file
 * of its own what was acknowledged. `openBook` starts it from a test.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createTransport } from "nodemailer";
import { seeded } from "../../bench/random.ts";
import { type Acknowledged, makeWriter, type Order } from "./acts.ts";

/** No more acts than this are under way at once: a desk that is away must not make a queue without end. */
const MOST_WRITES = 40;
const MOST_LETTERS = 20;
const LETTER_PATIENCE_MS = 20_000;

/** What the bookkeeper did in all. */
export type Tally = { seconds: number; writes: number; letters: number; tries: number };

export type Book = {
  /** Everything acknowledged so far. */
  read: () => Acknowledged[];
  /** Begins nothing new, brings what is under way to its end, and goes. */
  finish: () => Promise<Tally>;
  kill: () => void;
};

export function openBook(order: Order): Book {
  const child = fork(fileURLToPath(import.meta.url), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  child.send(order);
  const ended = once(child, "exit");
  return {
    read() {
      if (!existsSync(order.file)) return [];
      const lines = readFileSync(order.file, "utf8").split("\n").filter(Boolean);
      return lines.map((line): Acknowledged => JSON.parse(line));
    },
    async finish() {
      const tally = once(child, "message");
      child.send("finish");
      const [told] = await Promise.race([
        tally,
        ended.then(() => Promise.reject(new Error("The bookkeeper has gone"))),
      ]);
      await ended;
      return told as Tally;
    },
    kill: () => void child.kill("SIGKILL"),
  };
}

async function keep(order: Order, finishing: Promise<unknown>): Promise<Tally> {
  const random = seeded(`${order.seed} bookkeeper`);
  const writer = makeWriter(order, random);
  const write = (line: Acknowledged) => appendFileSync(order.file, `${JSON.stringify(line)}\n`);
  let done = false;
  void finishing.then(() => {
    done = true;
  });
  const started = performance.now();
  let letters = 0;
  let letterTries = 0;
  const send = makeSender(order, () => {
    letterTries += 1;
  });

  /** Begins so many a second, and lets them run side by side. */
  async function pace(perSecond: number, most: number, act: () => Promise<Acknowledged>): Promise<number> {
    const running = new Set<Promise<void>>();
    let count = 0;
    const since = performance.now();
    while (!done && perSecond > 0) {
      const due = ((performance.now() - since) / 1000) * perSecond;
      // What could not be begun in time is not made up for.
      if (running.size < most && count < due) {
        count += 1;
        const one = act()
          .then(write)
          .finally(() => running.delete(one));
        running.add(one);
      } else await sleep(5);
    }
    await Promise.all(running);
    return count;
  }

  const [writes] = await Promise.all([
    pace(order.writesPerSecond, MOST_WRITES, writer.act),
    pace(order.lettersPerSecond, MOST_LETTERS, () => {
      letters += 1;
      return send(letters);
    }),
  ]);
  return { seconds: (performance.now() - started) / 1000, writes, letters, tries: writer.tries() + letterTries };
}

/** Sends a letter as mail servers do: the same one again and again until it is taken. */
function makeSender(order: Order, tried: () => void): (number: number) => Promise<Acknowledged> {
  const transports = order.smtpPorts.map((port) =>
    createTransport({
      host: "127.0.0.1",
      port,
      secure: false,
      ignoreTLS: true,
      pool: true,
      maxConnections: 5,
      connectionTimeout: LETTER_PATIENCE_MS,
      greetingTimeout: LETTER_PATIENCE_MS,
      socketTimeout: LETTER_PATIENCE_MS,
    }),
  );
  return async (number) => {
    const tag = `${order.seed}-letter-${number}`;
    const messageId = `<${tag}@home.example>`;
    // Without it every try would be a letter of another moment, and not the same one.
    const date = new Date();
    const text = `Здравствуйте! Это письмо ${tag}, ответьте, пожалуйста.`;
    for (let turn = number; ; turn += 1) {
      tried();
      try {
        const transport = transports[turn % transports.length];
        const from = { name: "Ada Cast", address: order.contact.email };
        await transport?.sendMail({ from, to: order.mailbox, subject: tag, text, messageId, date });
        return { what: "letter", tag, messageId };
      } catch (error) {
        const code = error instanceof Error && "responseCode" in error ? Number(error.responseCode) : 0;
        if (code >= 500) return { what: "bad", tag, status: code, text: String(error) };
        await sleep(200);
      }
    }
  };
}

if (import.meta.main) {
  process.once("message", async (order: Order) => {
    const finishing = once(process, "message");
    const tally = await keep(order, finishing);
    process.send?.(tally, () => process.exit(0));
  });
  process.once("disconnect", () => process.exit(0));
}
