import { Readable } from "node:stream";
import { domainToASCII } from "node:url";
import { type FetchMessageObject, ImapFlow } from "imapflow";
import { LETTER_LIMITS } from "../channels/email/letter.ts";
import type { NetworkGuard } from "../platform/network-guard.ts";
import { type ImapFault, imapFault } from "./imap-fault.ts";

/** What it takes to open a mailbox. */
export type ImapAccount = {
  host: string;
  port: number;
  secure: string;
  login: string;
  password: string;
  folder: string;
};

/** How mailboxes are reached. */
export type ImapWays = {
  guard: NetworkGuard;
  /** How long a server may be silent, in milliseconds, before it counts as not answering. */
  patience: number;
};

/** The only error that leaves this file: the server, or the way to it, failed. */
export class ImapFailure extends Error {
  readonly fault: ImapFault;
  constructor(fault: ImapFault) {
    super(`${fault.code}: ${fault.detail}`);
    this.fault = fault;
  }
}

/** A letter that lies in the folder, before it is fetched. `size` in bytes, as the server counts. */
export type LetterThere = { uid: number; size: number; arrivedAt: Date | null };

/** A folder that is open for reading; letters in it are not marked, moved or deleted. */
export type OpenMailbox = {
  /** Another number means that the server counts its letters anew. */
  uidValidity: number;
  letters: number;
  /** Letters after `uid` in the order of their numbers; `since` leaves out those that came days before. */
  after: (uid: number, since: Date | null) => Promise<number[]>;
  /** In the order asked; those that are gone meanwhile are left out. */
  about: (uids: readonly number[]) => Promise<LetterThere[]>;
  /** The bytes of a letter as they come; the stream fails when they do not come whole. */
  letter: (uid: number) => Readable;
  /** The header of a letter only. */
  head: (uid: number) => Promise<Buffer>;
};

/** How long it may take until the server has said its first word, in parts of the patience. */
const GREETING_PART = 0.5;
const DAY_MS = 86_400_000;
/** Bytes of a letter that are asked for at once. */
const PIECE = 256 * 1024;

/**
 * Opens the folder, runs `work` and closes the connection, also when the signal fires. Throws `ImapFailure` for what the
 * server and the network do; what `work` throws by itself comes through.
 */
export async function withMailbox<T>(
  account: ImapAccount,
  { guard, patience }: ImapWays,
  signal: AbortSignal,
  work: (mailbox: OpenMailbox) => Promise<T>,
): Promise<T> {
  const { host, port, secure, login: user, password: pass } = account;
  const client = new ImapFlow({
    host: domainToASCII(host) || host,
    port,
    secure: secure === "tls",
    ...(secure === "tls" ? {} : { doSTARTTLS: secure === "starttls" }),
    auth: { user, pass },
    // Given to the connection itself, in clear and by TLS: what is looked up is what is connected to.
    tls: { lookup: guard.lookup },
    connectionTimeout: patience,
    greetingTimeout: patience * GREETING_PART,
    socketTimeout: patience,
    maxLiteralSize: LETTER_LIMITS.bytes + 1024 * 1024,
    clientInfo: { name: "Pult" },
    disableAutoIdle: true,
    disableCompression: true,
    // Its lines hold what people write.
    logger: false,
  });
  let broken: unknown;
  // Told here too when a connection breaks between commands; unheard it would end the process.
  client.on("error", (error: unknown) => {
    broken ??= error;
  });
  const stop = () => client.close();
  signal.addEventListener("abort", stop);
  const failure = (error: unknown) => new ImapFailure(imapFault(broken ?? error, pass));
  const ask = async <A>(question: () => Promise<A>): Promise<A> => {
    try {
      return await question();
    } catch (error) {
      throw failure(error);
    }
  };
  const translated = async function* (pieces: AsyncGenerator<Buffer>) {
    try {
      yield* pieces;
    } catch (error) {
      throw failure(error);
    }
  };
  try {
    await ask(async () => {
      guard.checkHost(host);
      signal.throwIfAborted();
      await client.connect();
    });
    const opened = await openFolder(client, account);
    return await work({
      uidValidity: Number(opened.uidValidity),
      letters: opened.exists,
      after: (uid, since) => ask(() => lettersAfter(client, uid, since)),
      about: (uids) => ask(() => lettersThere(client, uids)),
      letter: (uid) => Readable.from(translated(piecesOf(client, uid)), { objectMode: false }),
      head: (uid) =>
        ask(async () => {
          const found = await client.fetchOne(String(uid), { headers: true }, { uid: true });
          return found ? (found.headers ?? Buffer.alloc(0)) : Buffer.alloc(0);
        }),
    });
  } finally {
    signal.removeEventListener("abort", stop);
    await leave(client);
  }
}

async function openFolder(client: ImapFlow, { folder, password }: ImapAccount) {
  try {
    return await client.mailboxOpen(folder, { readOnly: true });
  } catch (error) {
    const fault = imapFault(error, password);
    // Whatever else a server says here, it is about the folder.
    throw new ImapFailure(fault.code === "refused" ? { ...fault, code: "no-folder" } : fault);
  }
}

async function lettersAfter(client: ImapFlow, uid: number, since: Date | null): Promise<number[]> {
  // Servers compare days, each in its own zone; who asks looks at the moment.
  const query = { uid: `${uid + 1}:*`, ...(since ? { since: new Date(since.getTime() - 2 * DAY_MS) } : {}) };
  const found = await client.search(query, { uid: true });
  if (!Array.isArray(found)) throw new Error("The server did not answer the search");
  // `n:*` names the last letter even when its number is below n.
  return found.filter((one) => one > uid).sort((one, other) => one - other);
}

async function lettersThere(client: ImapFlow, uids: readonly number[]): Promise<LetterThere[]> {
  const found = new Map<number, LetterThere>();
  const asked = client.fetch(uids.join(","), { uid: true, size: true, internalDate: true }, { uid: true });
  for await (const one of asked) found.set(one.uid, { uid: one.uid, size: one.size ?? 0, arrivedAt: arrival(one) });
  return uids.flatMap((uid) => found.get(uid) ?? []);
}

function arrival({ internalDate }: FetchMessageObject): Date | null {
  if (internalDate === undefined) return null;
  const date = new Date(internalDate);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Piece by piece as it is written away: a letter of 60 MB must not stand in memory, and each piece may fail. */
async function* piecesOf(client: ImapFlow, uid: number): AsyncGenerator<Buffer> {
  for (let start = 0; ; start += PIECE) {
    const query = { source: { start, maxLength: PIECE } };
    const found = await client.fetchOne(String(uid), query, { uid: true });
    if (!found || (!found.source && start === 0)) throw new Error("The letter is gone");
    const piece = found.source ?? Buffer.alloc(0);
    if (piece.length > 0) yield piece;
    // A server that knows no pieces sends everything at the first question.
    if (piece.length !== PIECE) return;
  }
}

/** Says good-bye where there is somebody to hear it. */
async function leave(client: ImapFlow): Promise<void> {
  try {
    if (client.usable) await client.logout();
  } catch {
    // All that was asked for is here, or has failed with its own words before.
  } finally {
    client.close();
  }
}
