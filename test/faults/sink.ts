import { setTimeout as sleep } from "node:timers/promises";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { freePort } from "../../server/platform/free-port.ts";

/** How the mail server of the test behaves: `drop` takes the whole letter and cuts off before it says so. */
export type SinkMode = "well" | "down" | "slow" | "4xx" | "5xx" | "drop";

/** A letter that came, as often as it came. */
export type Sunk = { messageId: string; to: string; subject: string; text: string };

/** A mail server for the desk's letters out. */
export type Sink = {
  readonly url: string;
  /** Every letter that was taken or, under `drop`, had come in whole. */
  readonly letters: Sunk[];
  readonly mode: () => SinkMode;
  readonly be: (mode: SinkMode) => Promise<void>;
  /** How many letters it refused or cut off. */
  readonly refused: () => number;
  readonly close: () => Promise<void>;
};

class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number) {
    super(`The test says ${responseCode}`);
    this.responseCode = responseCode;
  }
}

/** Opens it on a port of its own, which it keeps through `down`. */
export async function openSink(): Promise<Sink> {
  const port = await freePort();
  const letters: Sunk[] = [];
  let mode: SinkMode = "well";
  let refused = 0;
  let server = await listen();

  async function listen(): Promise<SMTPServer> {
    const opened = new SMTPServer({
      authOptional: true,
      disabledCommands: ["AUTH", "STARTTLS"],
      disableReverseLookup: true,
      async onData(stream, session, done) {
        const letter = await simpleParser(stream).catch(() => null);
        // Its sender was killed in the middle of it: it was not received, and nobody waits for the answer.
        if (!letter) return;
        if (mode === "slow") await sleep(2_000);
        if (mode === "4xx" || mode === "5xx") {
          refused += 1;
          done(new Refusal(mode === "4xx" ? 451 : 550));
          return;
        }
        letters.push({
          messageId: letter.messageId ?? "",
          to: session.envelope.rcptTo[0]?.address ?? "",
          subject: letter.subject ?? "",
          text: letter.text ?? "",
        });
        if (mode === "drop") {
          refused += 1;
          cut(session.id);
          return;
        }
        done();
      },
      onConnect(_, done) {
        done();
      },
    });
    opened.on("error", () => {});
    await new Promise<void>((resolve) => opened.listen(port, "127.0.0.1", resolve));
    return opened;
  }

  /** As a mail server that dies between the last byte and its answer. */
  function cut(id: string): void {
    for (const connection of connectionsOf(server)) if (connection.id === id) connection._socket.destroy();
  }

  async function shut(): Promise<void> {
    for (const connection of connectionsOf(server)) connection._socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    mode: () => mode,
    async be(next) {
      if (next === "down" && mode !== "down") await shut();
      if (mode === "down" && next !== "down") server = await listen();
      mode = next;
    },
    refused: () => refused,
    close: async () => {
      if (mode !== "down") await shut();
    },
  };
}

/** The server keeps them, but its types do not tell. */
function connectionsOf(server: SMTPServer): Iterable<{ id: string; _socket: { destroy(): void } }> {
  return (server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> }).connections;
}
