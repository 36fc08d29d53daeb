import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../../bench/random.ts";

/** What was acknowledged, a line each in the book. `bad` is an answer that nobody should get, whatever has failed. */
export type Acknowledged =
  | { what: "ticket"; tag: string; id: string }
  | { what: "message" | "note"; tag: string; ticket: string }
  | { what: "timer"; tag: string; ticket: string; resumeAt: string }
  | { what: "file"; tag: string; ticket: string; file: string; sha256: string }
  | { what: "letter"; tag: string; messageId: string }
  | { what: "bad"; tag: string; status: number; text: string };

export type Order = {
  /** Asked in turn; another one after each failure. */
  urls: string[];
  smtpPorts: number[];
  /** Of employees. */
  tokens: string[];
  contact: { id: string; email: string };
  place: string;
  assignee: string;
  mailbox: string;
  /** The book. */
  file: string;
  seed: string;
  writesPerSecond: number;
  lettersPerSecond: number;
};

export type Writer = {
  /** Does one act to its end, however often it must be tried, and answers what was acknowledged. */
  act: () => Promise<Acknowledged>;
  tries: () => number;
};

/** An answer that trying again does not mend. */
class Bad extends Error {
  readonly status: number;
  constructor(status: number, text: string) {
    super(text);
    this.status = status;
  }
}

const PATIENCE_MS = 20_000;

/** Makes tickets, talks, pauses and attaches, as many programs at once would. */
export function makeWriter(order: Order, random: Random): Writer {
  const tickets: string[] = [];
  let tries = 0;
  let turn = 0;

  /** Sends until it is answered, always under the same key. Throws `Bad` for a refusal. */
  async function send<T>(path: string, body: unknown, more: { headers?: object; token?: string } = {}): Promise<T> {
    const key = crypto.randomUUID();
    const token = more.token ?? random.pick(order.tokens);
    for (;;) {
      tries += 1;
      const url = order.urls[turn % order.urls.length] ?? "";
      try {
        const answer = await fetch(`${url}/api/v1${path}`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${token}`,
            ...(Buffer.isBuffer(body) ? {} : { "content-type": "application/json", "idempotency-key": key }),
            ...more.headers,
          },
          body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body),
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        const text = await answer.text();
        if (answer.ok) return JSON.parse(text);
        if (answer.status !== 503) throw new Bad(answer.status, `POST ${path}: ${answer.status} ${text}`);
      } catch (error) {
        if (error instanceof Bad) throw error;
      }
      turn += 1;
      await sleep(100 + random.below(200));
    }
  }

  const acts: Record<string, (tag: string) => Promise<Acknowledged>> = {
    async ticket(tag) {
      const { contact, place } = order;
      const { id } = await send<{ id: string }>("/tickets", {
        subject: tag,
        channel: "call",
        contact: contact.id,
        place,
      });
      tickets.push(id);
      return { what: "ticket", tag, id };
    },
    async message(tag) {
      const ticket = random.pick(tickets);
      await send(`/tickets/${ticket}/messages`, { text: `Ответ ${tag}` });
      return { what: "message", tag, ticket };
    },
    async note(tag) {
      const ticket = random.pick(tickets);
      await send(`/tickets/${ticket}/notes`, { text: `Заметка ${tag}` });
      return { what: "note", tag, ticket };
    },
    async timer(tag) {
      const { place, assignee } = order;
      const { id } = await send<{ id: string }>("/tickets", {
        subject: tag,
        channel: "call",
        place,
        assignees: [assignee],
      });
      await send(`/tickets/${id}/move`, { to: "in_progress" });
      for (;;) {
        const resumeAt = new Date(Date.now() + 3_000 + random.below(6_000)).toISOString();
        try {
          await send(`/tickets/${id}/move`, { to: "suspended", comment: "Ждём", resumeAt });
          return { what: "timer", tag, ticket: id, resumeAt };
        } catch (error) {
          // The server was away for longer than that.
          if (!(error instanceof Bad && error.message.includes("resume-date-past"))) throw error;
        }
      }
    },
    async file(tag) {
      const ticket = random.pick(tickets);
      const content = randomBytes(20_000 + random.below(200_000));
      const headers = {
        "tus-resumable": "1.0.0",
        "upload-length": String(content.length),
        "upload-metadata": `filename ${Buffer.from(`${tag}.bin`).toString("base64")}`,
        "content-type": "application/offset+octet-stream",
      };
      const sha256 = createHash("sha256").update(content).digest("hex");
      for (let at = random.below(order.tokens.length), left = order.tokens.length; ; at += 1) {
        // An upload is its owner's until it is attached.
        const token = order.tokens[at % order.tokens.length] ?? "";
        try {
          const { id } = await send<{ id: string }>("/uploads", content, { headers, token });
          await send(`/tickets/${ticket}/documents`, { files: [id] }, { token });
          return { what: "file", tag, ticket, file: id, sha256 };
        } catch (error) {
          // Those whose answer was lost wait for a day, and a person has room for a hundred of them.
          if (!(error instanceof Bad && error.message.includes("too-many-uploads"))) throw error;
          left -= 1;
          if (left === 0) {
            await send(`/tickets/${ticket}/notes`, { text: `Заметка ${tag}` });
            return { what: "note", tag, ticket };
          }
        }
      }
    },
  };
  const MIX = [..."tttttmmmnniif"];
  const KINDS: Record<string, string> = { t: "ticket", m: "message", n: "note", i: "timer", f: "file" };
  let number = 0;

  return {
    async act() {
      number += 1;
      const kind = tickets.length === 0 ? "ticket" : (KINDS[random.pick(MIX)] ?? "ticket");
      const tag = `${order.seed}-${kind}-${number}`;
      try {
        const act = acts[kind];
        if (!act) throw new Error(`There is no act ${kind}`);
        return await act(tag);
      } catch (error) {
        if (error instanceof Bad) return { what: "bad", tag, status: error.status, text: error.message.slice(0, 600) };
        throw error;
      }
    },
    tries: () => tries,
  };
}
