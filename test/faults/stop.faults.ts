/** SIGTERM under load: everything that was begun is answered, and the process has gone within ten seconds. */
import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { type DeskProcess, until } from "./desk-process.ts";
import { chance, ROUNDS } from "./rounds.ts";
import { MAILBOX, makeWorld, type World } from "./world.ts";

const TIMES = Math.max(1, Math.round(3 * ROUNDS));
const WRITERS = 25;
const GONE_WITHIN_MS = 10_000;

/** What became of a request: `never` stands for one that did not get through, because nobody listened any more. */
type End = { number: number; status: number | "never" | "cut"; tag: string };

describe("SIGTERM under load", () => {
  const random = chance("stop");
  let world: World;
  let server: DeskProcess;
  before(async () => {
    world = await makeWorld();
    server = await world.run("server");
  });
  after(() => world?.close());

  it(`cuts no request and exits in time, ${TIMES} times`, async () => {
    for (let turn = 0; turn < TIMES; turn += 1) {
      if (!server.runs()) await server.start();
      const ends: End[] = [];
      let going = true;
      const writers = Array.from({ length: WRITERS }, async (_, writer) => {
        for (let number = 0; going; number += 1) {
          const tag = `stop-${turn}-${writer}-${number}`;
          const status = await post(tag);
          ends.push({ number, status, tag });
          if (status === "never") return;
        }
      });
      const letters = sendLetters(turn, () => going);
      const live = await openLive();
      await until("requests are answered", () => ends.length > WRITERS);
      await sleep(random.below(1_500));
      const { code, ms } = await server.stop();
      going = false;
      await Promise.all(writers);
      const kept = await letters;
      await live.ended;
      const cut = ends.filter(({ status }) => status !== 201 && status !== "never" && status !== 503);
      assert.deepEqual(cut, [], "Requests that were begun and not answered");
      assert.equal(code, 0, "It left in order");
      assert.ok(ms < GONE_WITHIN_MS, `It took ${ms} ms to go`);
      console.log(`stopped in ${Math.round(ms)} ms, ${ends.length} requests, ${kept.length} letters`);
      await server.start();
      const answered = ends.filter(({ status }) => status === 201).map(({ tag }) => tag);
      await checkAll(answered);
      await checkAll(kept);
      const done = await subjects(`stop-${turn}-%`);
      assert.deepEqual(
        done.filter((subject) => !answered.includes(subject)),
        [],
        "Requests that were done and not answered",
      );
    }
  });

  it("also when a request is half sent and a letter half said", async () => {
    if (!server.runs()) await server.start();
    const { hostname, port } = new URL(server.url);
    const half = connect({ host: hostname, port: Number(port) });
    half.on("error", () => {});
    half.write(`POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"subject"`);
    const smtp = connect({ host: hostname, port: server.smtpPort });
    smtp.on("error", () => {});
    smtp.write("EHLO x\r\nMAIL FROM:<a@b.example>\r\n");
    await sleep(500);
    const { code, ms } = await server.stop();
    half.destroy();
    smtp.destroy();
    assert.ok(code === 0 || code === 1, `It left with ${code}`);
    assert.ok(ms < GONE_WITHIN_MS, `It took ${ms} ms to go`);
  });

  /** A connection of its own each time, so that what was begun can be told from what never got through. */
  function post(tag: string): Promise<End["status"]> {
    const { people, places } = world.cast;
    const body = JSON.stringify({ subject: tag, channel: "call", contact: people.ada.id, place: places.flat12 });
    return new Promise((done) => {
      const asked = request(`${server.url}/api/v1/tickets`, {
        method: "POST",
        agent: false,
        headers: {
          authorization: `Bearer ${people.dina.token}`,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
        },
      });
      asked.on("response", (answer) => {
        answer.on("error", () => done("cut"));
        answer.once("end", () => done(answer.statusCode ?? 0));
        answer.resume();
      });
      asked.on("error", (error: Error & { code?: string }) => {
        // A connection that the system had taken, and the server had not yet, is reset: that one was never begun, and
        // whether it really was not is seen by what is there afterwards.
        done(error.code === "ECONNREFUSED" || error.code === "ECONNRESET" ? "never" : "cut");
      });
      asked.once("socket", (socket) => {
        socket.once("connect", () => asked.end(body));
      });
    });
  }

  /** One connection after the other, each with one letter; answers the subjects of those that were taken. */
  async function sendLetters(turn: number, going: () => boolean): Promise<string[]> {
    const kept: string[] = [];
    for (let number = 0; going(); number += 1) {
      const subject = `stop-letter-${turn}-${number}`;
      const transport = createTransport({ host: "127.0.0.1", port: server.smtpPort, secure: false, ignoreTLS: true });
      const from = world.cast.people.ada.email;
      await transport.sendMail({ from, to: MAILBOX, subject, text: subject }).then(
        () => kept.push(subject),
        () => {},
      );
    }
    return kept;
  }

  async function openLive(): Promise<{ ended: Promise<void> }> {
    const headers = { authorization: `Bearer ${world.cast.people.dina.token}` };
    const { promise, resolve } = Promise.withResolvers<void>();
    request(`${server.url}/api/v1/live`, { headers, agent: false }, (answer) => {
      answer.on("error", () => {});
      answer.once("close", resolve).resume();
    }).end();
    return { ended: promise };
  }

  const subjects = (like: string): Promise<string[]> =>
    world.look(async (owner) => {
      const rows = await owner.selectFrom("ticket").select("subject").where("subject", "like", like).execute();
      return rows.map(({ subject }) => subject);
    });

  async function checkAll(wanted: readonly string[]): Promise<void> {
    const missing = async () => {
      const there = new Set(await subjects("stop-%"));
      return wanted.filter((subject) => !there.has(subject));
    };
    await until(
      async () => `all are there but ${await missing()}`,
      async () => (await missing()).length === 0,
    );
  }
});
