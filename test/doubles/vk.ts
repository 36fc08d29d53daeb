import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

type Sent = { peer: string; message: string; attachment: string | null; answers: number | null };
type Answer = { response: unknown } | { error: { error_code: number; error_msg: string } };

/** Which parameters a method takes beside `access_token` and `v`; those with `!` must be there. */
const PARAMS: Record<string, string[]> = {
  "groups.getById": [],
  "groups.getLongPollServer": ["group_id!"],
  "users.get": ["user_ids"],
  "messages.getConversationsById": ["peer_ids!"],
  "messages.send": ["peer_ids!", "random_id!", "message", "attachment", "forward"],
  "docs.getMessagesUploadServer": ["type!", "peer_id!"],
  "docs.save": ["file!", "title"],
};

/** The API of VK and its Bots Long Poll as they are described, as far as a desk uses them, for one community. */
export async function vkDouble({ token = "vk1.a.key-of-the-community", group = 4242 } = {}) {
  const sent: Sent[] = [];
  const events: { ts: number; body: object }[] = [];
  const uploads: { name: string; bytes: Buffer }[] = [];
  const files = new Map<string, Buffer>();
  const randoms = new Map<string, unknown>();
  const blocked = new Set<string>();
  const failures: { method: string; code: number; after: boolean }[] = [];
  let ts = 1;
  let message = 1;
  let key = "first";

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", root);
    const bytes = await buffer(request);
    const answer = (body: object) =>
      void response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    if (url.pathname === "/lp") return answer(eventsAfter(url.searchParams));
    if (url.pathname === "/upload") return answer(take(request, bytes));
    const file = files.get(url.pathname);
    if (file) return void response.end(file);
    const method = /^\/method\/([\w.]+)$/.exec(url.pathname)?.[1] ?? "";
    const isForm = request.headers["content-type"] === "application/x-www-form-urlencoded";
    if (request.method !== "POST" || !isForm) return void response.writeHead(405).end();
    answer(call(method, Object.fromEntries(new URLSearchParams(bytes.toString()))));
  }

  const refused = (error_code: number, error_msg: string): Answer => ({ error: { error_code, error_msg } });
  function call(method: string, { access_token: given, v, ...params }: Record<string, string>): Answer {
    const takes = PARAMS[method];
    if (!takes) return refused(3, "Unknown method passed");
    if (given !== token) return refused(5, "User authorization failed: invalid access_token (4).");
    if (!v) return refused(8, "Invalid request: v (version) is required");
    const names = takes.map((one) => one.replace("!", ""));
    const wrong = takes.find((one) => one.endsWith("!") && params[one.slice(0, -1)] === undefined);
    const strange = Object.keys(params).find((one) => !names.includes(one));
    if (wrong || strange)
      return refused(100, `One of the parameters specified was missing or invalid: ${wrong ?? strange}`);
    const at = failures.findIndex((one) => one.method === method);
    const failing = at >= 0 ? failures.splice(at, 1)[0] : undefined;
    if (failing && !failing.after) return refused(failing.code, "Not now");
    const done = METHODS[method]?.(params) ?? refused(3, "Unknown method passed");
    // It was done, but the answer went lost.
    return failing ? refused(failing.code, "Not now") : done;
  }
  const METHODS: Record<string, (params: Record<string, string>) => Answer> = {
    "groups.getById": () => ({
      response: { groups: [{ id: group, name: "Стол", screen_name: "desk" }], profiles: [] },
    }),
    "groups.getLongPollServer": ({ group_id }) =>
      Number(group_id) === group
        ? { response: { key, server: `${root}/lp`, ts: String(ts) } }
        : refused(100, "One of the parameters specified was missing or invalid: group_id"),
    "users.get": ({ user_ids }) => ({ response: [{ id: Number(user_ids), first_name: "Мария", last_name: "Юн" }] }),
    "messages.getConversationsById": ({ peer_ids }) => ({
      response: { count: 1, items: [{ peer: { id: Number(peer_ids) }, chat_settings: { title: "Карбис доставка" } }] },
    }),
    "docs.getMessagesUploadServer": () => ({ response: { upload_url: `${root}/upload` } }),
    "docs.save": ({ file, title }) =>
      file === "uploaded"
        ? { response: { type: "doc", doc: { id: 9, owner_id: -group, title } } }
        : refused(100, "file"),
    "messages.send": ({ peer_ids = "", random_id = "", message: text = "", attachment, forward }) => {
      if (!/^\d+$/.test(random_id)) return refused(100, "random_id is invalid");
      if (text === "" && !attachment) return refused(100, "message is empty or invalid");
      if (text.length > 4_096) return refused(914, "Message is too long");
      const peer_id = Number(peer_ids);
      if (blocked.has(peer_ids)) {
        const error = { code: 901, description: "Can't send messages for users without permission" };
        return { response: [{ peer_id, message_id: 0, error }] };
      }
      const known = randoms.get(random_id);
      if (known) return { response: known };
      const answers = forward ? Number(JSON.parse(forward).conversation_message_ids[0]) : null;
      sent.push({ peer: peer_ids, message: text, attachment: attachment ?? null, answers });
      const given = [{ peer_id, message_id: 0, conversation_message_id: message++ }];
      randoms.set(random_id, given);
      return { response: given };
    },
  };

  function eventsAfter(query: URLSearchParams): object {
    if (query.get("act") !== "a_check" || !query.has("wait")) return { failed: 3 };
    if (query.get("key") !== key) return { failed: 2 };
    const after = Number(query.get("ts"));
    return { ts: String(ts), updates: events.filter((one) => one.ts > after).map(({ body }) => body) };
  }
  function take(request: IncomingMessage, bytes: Buffer): object {
    if (!/^multipart\/form-data; boundary=/.test(request.headers["content-type"] ?? "")) return { error: "no form" };
    const text = bytes.toString("utf8");
    const name = /name="file"; filename="([^"]*)"/.exec(text)?.[1];
    if (!name) return { error: "no file" };
    uploads.push({ name, bytes });
    return { file: "uploaded" };
  }
  const push = (type: string, object: object) => {
    ts += 1;
    events.push({ ts, body: { type, event_id: `event-${ts}`, v: "5.199", object, group_id: group } });
  };
  const messageOf = (peer_id: number, from_id: number, more: object) => {
    const conversation_message_id = message++;
    return { id: 0, date: 1, peer_id, from_id, conversation_message_id, text: "", attachments: [], ...more };
  };
  return {
    token,
    root,
    sent,
    uploads,
    blocked,
    /** The next call fails so; `after`: it was done nevertheless. */
    fail: (method: string, code: number, after = false) => void failures.push({ method, code, after }),
    /** Keys hold for some hours. */
    renewKey: () => {
      key = "second";
    },
    put: (path: string, bytes: Buffer) => {
      files.set(path, bytes);
      return `${root}${path}`;
    },
    say: (from: number, more: object, peer = from): number => {
      const said = messageOf(peer, from, more);
      push("message_new", { message: said, client_info: {} });
      return said.conversation_message_id;
    },
    edit: (from: number, conversation_message_id: number, text: string) =>
      push("message_edit", messageOf(from, from, { conversation_message_id, text })),
    close: () => new Promise<void>((closed) => server.close(() => closed()) && server.closeAllConnections()),
  };
}
