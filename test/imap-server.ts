import { once } from "node:events";
import { createRequire } from "node:module";
import { connect, createServer, type Server, type Socket } from "node:net";

/** The parts of the IMAP server of the tests that are used; it comes without types. */
type Hoodiecrow = {
  server: Server;
  listen: (port: number, host: string, done: () => void) => void;
  close: (done: () => void) => void;
  appendMessage: (mailbox: string, flags: string[], date: Date, raw: string) => { message: { uid: number } };
  getMailbox: (path: string) => { uidvalidity: number; uidnext: number; messages: { uid: number; raw: string }[] };
  fetchHandlers: Record<string, (connection: unknown, message: { raw: string }) => unknown>;
};
const makeImap: (options: object) => Hoodiecrow = createRequire(import.meta.url)("hoodiecrow-imap");

export const IMAP_LOGIN = { login: "desk@firm.example", password: "pass-word of the tests" };

/** An IMAP server on this machine; `secure`: by TLS with a certificate that nobody trusts. */
export async function imapServer({ secure = false }: { secure?: boolean } = {}) {
  const { login, password } = IMAP_LOGIN;
  const storage = { INBOX: {}, "": { separator: "/", folders: { Support: {} } } };
  const imap = makeImap({ secureConnection: secure, users: { [login]: { password } }, storage });
  await new Promise<void>((done) => imap.listen(0, "127.0.0.1", done));
  return {
    port: portOf(imap.server),
    /** Puts a letter into a folder; answers its number. */
    put: (raw: string, { folder = "INBOX", at = new Date() }: { folder?: string; at?: Date } = {}) =>
      imap.appendMessage(folder, [], at, raw).message.uid,
    /** As after a move of the server: all letters get new numbers. */
    countAnew: () => {
      const inbox = imap.getMailbox("INBOX");
      inbox.uidvalidity += 1;
      for (const [at, message] of inbox.messages.entries()) message.uid = at + 101;
      inbox.uidnext = inbox.messages.length + 101;
    },
    /** The server says of every letter that it has so many bytes. */
    claimSize: (bytes: number | null) => {
      if (bytes === null) delete imap.fetchHandlers["RFC822.SIZE"];
      else imap.fetchHandlers["RFC822.SIZE"] = () => bytes;
    },
    close: () => new Promise<void>((done) => imap.close(done)),
  };
}

/** What becomes of the bytes that come from the server. */
type Weather = { cutAfter?: number; stallAfter?: number };

/** Stands between the application and a server, and lets connections break. */
export async function imapProxy(target: number) {
  let weather: Weather = {};
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    // Whoever breaks off is expected here.
    socket.on("error", () => {}).on("close", () => open.delete(socket));
    return socket;
  };
  const proxy = createServer((near) => {
    const far = keep(connect(target, "127.0.0.1"));
    keep(near);
    let passed = 0;
    near.on("data", (chunk) => void far.write(chunk)).on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    far.on("data", (chunk: Buffer) => {
      const { cutAfter = Number.POSITIVE_INFINITY, stallAfter = Number.POSITIVE_INFINITY } = weather;
      const room = Math.min(cutAfter, stallAfter) - passed;
      passed += chunk.length;
      if (room > 0) near.write(chunk.subarray(0, Math.min(room, chunk.length)), () => (passed > cutAfter ? cut() : 0));
      else if (passed > cutAfter) cut();
    });
    const cut = () => {
      near.destroy();
      far.destroy();
    };
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    port: portOf(proxy),
    /** From the next connection on. */
    set: (next: Weather) => {
      weather = next;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      proxy.close();
      if (proxy.listening) await once(proxy, "close");
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return address && typeof address === "object" ? address.port : 0;
}
