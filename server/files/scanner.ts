import { once } from "node:events";
import { createReadStream } from "node:fs";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { Problem } from "../platform/http/problem.ts";

/** Looks into a file of the local disk; answers what is bad in it by its name, or null. Throws 503 when it cannot. */
export type Scanner = (path: string) => Promise<string | null>;

/** How long a scanner may be silent, ms. */
const PATIENCE_MS = 60_000;

/**
 * Asks a scanner that speaks as clamd does (`INSTREAM`), at `tcp://host:port` or `unix:///path` ([B-SEC-05]). A scanner
 * that was set and does not answer lets nothing through: files wait for it, and not the other way round.
 */
export function makeScanner(address: string): Scanner {
  const { protocol, hostname, port, pathname } = new URL(address);
  const where = protocol === "unix:" ? { path: pathname } : { host: hostname, port: Number(port || 3310) };
  return async (path) => {
    const said = await ask(where, path).catch((error: unknown) => {
      throw away(error instanceof Error ? error.message : String(error));
    });
    if (said === "stream: OK") return null;
    const found = /^stream: (.*) FOUND$/.exec(said)?.[1];
    if (found === undefined) throw away(said.slice(0, 200));
    return found;
  };
}

async function ask(where: { path: string } | { host: string; port: number }, path: string): Promise<string> {
  const socket = connect(where);
  try {
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error("no answer")));
    const answer = text(socket);
    // Heard below, at the latest when the socket is closed.
    answer.catch(() => {});
    await once(socket, "connect");
    socket.write("zINSTREAM\0");
    for await (const piece of createReadStream(path)) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      socket.write(length);
      // One that has found something may stop to listen: then its answer counts.
      if (!socket.write(piece)) await Promise.race([once(socket, "drain"), answer]);
    }
    socket.write(Buffer.alloc(4));
    return (await answer).replace(/\0$/, "").trim();
  } finally {
    socket.destroy();
  }
}

function away(detail: string): Problem {
  const message = "Files cannot be checked just now, so none is taken.";
  const problem = new Problem(503, "file/scanner-away", message, {
    refusals: [{ code: "scanner-away", field: "file", message, mend: "Try again in a few minutes." }],
    retryAfter: 60,
  });
  problem.cause = new Error(`The scanner: ${detail}`);
  return problem;
}

/** 422: the file is thrown away, and its sender hears why. */
export function infected(name: string): Problem {
  const message = `The file was not taken: there is ${name} in it.`;
  const mend = "Check your device, and send the file from another one.";
  return new Problem(422, "file/infected", message, {
    refusals: [{ code: "infected", field: "file", message, mend, params: { name } }],
  });
}
