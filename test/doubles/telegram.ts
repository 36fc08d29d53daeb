import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/**
 * The Bot API as Telegram describes it, as far as a desk uses it, and as strict: methods and parameters that it does not
 * have are refused as there. `say` and the like are what people do in their programs.
 */
export type TelegramDouble = Awaited<ReturnType<typeof telegramDouble>>;

type Sent = {
  method: string;
  chat: string;
  text: string;
  replyTo: number | null;
  file: { name: string; bytes: Buffer } | null;
};
type Person = { id: number; first: string; last?: string; username?: string };
type Params = Record<string, unknown> & { file?: { name: string; bytes: Buffer } };
class Refused extends Error {
  readonly status: number;
  readonly parameters: object | undefined;
  constructor(status: number, description: string, parameters?: object) {
    super(description);
    this.status = status;
    this.parameters = parameters;
  }
}

const PARAMS: Record<string, { needs: string[]; may: string[] }> = {
  getMe: { needs: [], may: [] },
  deleteWebhook: { needs: [], may: ["drop_pending_updates"] },
  getUpdates: { needs: [], may: ["offset", "limit", "timeout", "allowed_updates"] },
  sendMessage: { needs: ["chat_id", "text"], may: ["reply_parameters"] },
  sendDocument: { needs: ["chat_id", "document"], may: ["reply_parameters", "caption"] },
  getFile: { needs: ["file_id"], may: [] },
};

export async function telegramDouble({
  token = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
  username = "desk_bot",
} = {}) {
  const sent: Sent[] = [];
  const calls: string[] = [];
  const files = new Map<string, { path: string; bytes: Buffer; size: number }>();
  const chats = new Map<string, object>();
  const blocked = new Set<string>();
  /** What the next calls of a method answer instead, once each. */
  const failures: { method: string; fail: Refused | "drop" }[] = [];
  let updates: { update_id: number }[] = [];
  let nextUpdate = 1_000;
  let nextMessage = 1;
  let known = token;

  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => {
      if (!(error instanceof Refused)) {
        response.destroy();
        return;
      }
      const { status, message: description, parameters } = error;
      answer(response, status, { ok: false, error_code: status, description, ...(parameters ? { parameters } : {}) });
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, first = "", ...rest] = (request.url ?? "").split("/");
    if (first === "file") return serveFile(response, rest);
    const method = rest.join("/");
    if (!/^bot\d+:[\w-]{30,}$/.test(first)) throw new Refused(404, "Not Found");
    if (first !== `bot${known}`) throw new Refused(401, "Unauthorized");
    const takes = PARAMS[method];
    if (!takes) throw new Refused(404, "Not Found: method not found");
    calls.push(method);
    const params = await readParams(request);
    const failing = failures.findIndex((one) => one.method === method);
    if (failing >= 0) {
      const [{ fail } = { fail: "drop" as const }] = failures.splice(failing, 1);
      if (fail === "drop") return void response.destroy();
      throw fail;
    }
    const strange = Object.keys(params).find(
      (name) => name !== "file" && ![...takes.needs, ...takes.may].includes(name),
    );
    if (strange) throw new Error(`Telegram has no parameter ${strange} at ${method}`);
    answer(response, 200, { ok: true, result: await METHODS[method]?.(params) });
  }

  function serveFile(response: ServerResponse, [bot = "", ...path]: string[]): void {
    const file = [...files.values()].find((one) => one.path === path.map(decodeURIComponent).join("/"));
    if (bot !== `bot${known}` || !file) throw new Refused(404, "Not Found");
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(file.bytes);
  }

  const chatOf = ({ chat_id }: Params): object => {
    const chat = chats.get(String(chat_id));
    if (!chat) throw new Refused(400, "Bad Request: chat not found");
    if (blocked.has(String(chat_id))) throw new Refused(403, "Forbidden: bot was blocked by the user");
    return chat;
  };
  const posted = (params: Params, method: string): object => {
    const chat = chatOf(params);
    const text = params.text === undefined ? "" : String(params.text);
    if (method === "sendMessage" && text.trim() === "") throw new Refused(400, "Bad Request: message text is empty");
    if (text.length > 4_096) throw new Refused(400, "Bad Request: message is too long");
    const { reply_parameters: reply } = params as { reply_parameters?: { message_id?: number } };
    if (reply && !Number.isInteger(reply.message_id))
      throw new Refused(400, "Bad Request: message to be replied not found");
    sent.push({
      method,
      chat: String(params.chat_id),
      text,
      replyTo: reply?.message_id ?? null,
      file: params.file ?? null,
    });
    return { message_id: nextMessage++, date: 1, chat, from: me, ...(text ? { text } : {}) };
  };
  const me = { id: Number(token.split(":")[0]), is_bot: true, first_name: "Desk", username };
  const METHODS: Record<string, (params: Params) => unknown> = {
    getMe: () => me,
    deleteWebhook: () => true,
    getUpdates({ offset, limit = 100 }) {
      if (offset !== undefined && typeof offset !== "number")
        throw new Refused(400, "Bad Request: offset must be a number");
      // Asking for what comes after is the word that what came before may be forgotten.
      if (typeof offset === "number") updates = updates.filter(({ update_id }) => update_id >= offset);
      return updates.slice(0, Number(limit));
    },
    sendMessage: (params) => posted(params, "sendMessage"),
    sendDocument(params) {
      if (!params.file) throw new Refused(400, "Bad Request: there is no document in the request");
      return posted(params, "sendDocument");
    },
    getFile({ file_id }) {
      const file = files.get(String(file_id));
      if (!file) throw new Refused(400, "Bad Request: invalid file_id");
      if (file.size > 20 * 1024 * 1024) throw new Refused(400, "Bad Request: file is too big");
      return { file_id, file_unique_id: file_id, file_size: file.size, file_path: file.path };
    },
  };

  const push = (update: object): number => {
    const update_id = nextUpdate++;
    updates.push({ update_id, ...update });
    return update_id;
  };
  const userOf = ({ id, first, last, username: name }: Person) => ({
    id,
    is_bot: false,
    first_name: first,
    ...(last ? { last_name: last } : {}),
    ...(name ? { username: name } : {}),
  });
  const privateOf = (person: Person) => {
    const { is_bot: _, ...user } = userOf(person);
    const chat = { ...user, type: "private" };
    chats.set(String(person.id), chat);
    return chat;
  };
  const groupOf = (id: number, title: string) => {
    const chat = { id, title, type: "supergroup" };
    chats.set(String(id), chat);
    return chat;
  };
  const message = (chat: object, person: Person, more: object) => {
    const message_id = nextMessage++;
    push({ message: { message_id, date: 1_760_432_400, chat, from: userOf(person), ...more } });
    return message_id;
  };
  return {
    token,
    root: `http://127.0.0.1:${port}`,
    sent,
    calls,
    blocked,
    refuse: (method: string, status: number, description: string, parameters?: object) =>
      void failures.push({ method, fail: new Refused(status, description, parameters) }),
    drop: (method: string) => void failures.push({ method, fail: "drop" }),
    /** The owner of the bot has made another token. */
    revoke: () => {
      known = "1:revoked";
    },
    restore: () => {
      known = token;
    },
    say: (person: Person, more: object) => message(privateOf(person), person, more),
    sayIn: (group: { id: number; title: string }, person: Person, more: object) =>
      message(groupOf(group.id, group.title), person, more),
    edit: (person: Person, message_id: number, text: string) =>
      push({
        edited_message: { message_id, date: 1, edit_date: 2, chat: privateOf(person), from: userOf(person), text },
      }),
    join: (group: { id: number; title: string }, person: Person, status = "member") =>
      push({
        my_chat_member: {
          chat: groupOf(group.id, group.title),
          from: userOf(person),
          date: 1,
          old_chat_member: { user: me, status: "left" },
          new_chat_member: { user: me, status },
        },
      }),
    migrate: (group: { id: number; title: string }, to: number, person: Person) => {
      groupOf(to, group.title);
      return message(groupOf(group.id, group.title), person, { migrate_to_chat_id: to });
    },
    /** A file of a message, by the id that the message names. */
    put: (id: string, path: string, bytes: Buffer, size = bytes.length) => files.set(id, { path, bytes, size }),
    /** The same updates again, as when the word that they are here was lost. */
    again: () => updates.map((one) => one.update_id),
    push,
    close: () => new Promise<void>((closed) => server.close(() => closed()) && server.closeAllConnections()),
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** JSON, or a form with files as the Bot API takes them: a field names its file by `attach://`. */
async function readParams(request: IncomingMessage): Promise<Params> {
  const bytes = await buffer(request);
  const type = request.headers["content-type"] ?? "";
  if (request.method !== "POST") throw new Error("A desk posts");
  if (type.startsWith("application/json")) return JSON.parse(bytes.toString() || "{}");
  if (!type.startsWith("multipart/form-data")) throw new Refused(400, "Bad Request: unsupported content type");
  return readForm(bytes, /boundary=(.+)$/.exec(type)?.[1] ?? "");
}

/** Telegram takes names of files without quotes, which the parser of Node does not. */
function readForm(bytes: Buffer, boundary: string): Params {
  const text = bytes.toString("latin1");
  const parts = text.split(`--${boundary}`).slice(1, -1);
  const values = new Map<string, { value: Buffer; file: string | null }>();
  for (const part of parts) {
    const [head = "", ...rest] = part.split("\r\n\r\n");
    const heads = Buffer.from(head, "latin1").toString();
    const name = /form-data;\s*name="([^"]+)"/i.exec(heads)?.[1];
    if (!name) throw new Refused(400, "Bad Request: can't parse the form");
    const file = /filename="?([^"\r\n]+)/i.exec(heads)?.[1] ?? null;
    values.set(name, { value: Buffer.from(rest.join("\r\n\r\n").replace(/\r\n$/, ""), "latin1"), file });
  }
  const params: Params = {};
  for (const [name, { value, file }] of values) if (file === null) params[name] = value.toString();
  for (const value of Object.values(params)) {
    const sent = typeof value === "string" && value.startsWith("attach://") && values.get(value.slice(9));
    if (sent) params.file = { name: sent.file ?? "", bytes: sent.value };
  }
  return params;
}
