import { createHmac, timingSafeEqual } from "node:crypto";
import type { NetworkGuard } from "../../platform/network-guard.ts";
import { askServer, fetchBytes, numberIn, recordIn, textIn } from "../ask-server.ts";
import {
  type Account,
  type ChatThere,
  cleaned,
  type FileThere,
  type Incoming,
  MessengerFault,
  type Way,
} from "../messenger.ts";

const ROOT = "https://chatapi.viber.com";
const MB = 1024 * 1024;
const LARGEST = { in: 50 * MB, out: 50 * MB };
const LONGEST_TEXT = 7_000;
const PATIENCE_MS = 30_000;
/** Of the name that stands over what we say. */
const LONGEST_NAME = 28;
const EVENTS = ["message", "subscribed", "unsubscribed", "conversation_started"];

/** A bot of Viber, through the guard. Viber calls us, and fetches files from us. `usual` stands in for its server. */
export function viberWay(guard: NetworkGuard, usual = ROOT): Way {
  const line = { guard, patience: PATIENCE_MS };
  async function call(account: Account, method: string, body: object, signal: AbortSignal) {
    const headers = { "x-viber-auth-token": account.token };
    const url = `${account.apiRoot ?? usual}/pa/${method}`;
    const { json } = await askServer(line, account, url, { json: body }, { signal, headers });
    if (numberIn(json, "status") !== 0) throw faultOf(json, account.token);
    return json;
  }
  return {
    longestText: LONGEST_TEXT,
    largestFile: LARGEST,
    takesLinks: true,
    async introduce(account, signal) {
      const me = await call(account, "get_account_info", {}, signal);
      return { account: textIn(me, "id"), name: textIn(me, "name") || textIn(me, "uri") };
    },
    async connect(account, hook, signal) {
      await call(account, "set_webhook", { url: hook, event_types: EVENTS, send_name: true }, signal);
    },
    hook: {
      isSigned: ({ token }, bytes, headers) => {
        const given = Buffer.from(String(headers["x-viber-content-signature"] ?? ""), "hex");
        const right = createHmac("sha256", token).update(bytes).digest();
        return given.length === right.length && timingSafeEqual(given, right);
      },
      updatesOf(body) {
        const who = textIn(recordIn(body, "sender"), "id") || textIn(body, "user_id");
        // The number of a message is longer than a number of the language holds whole.
        const key = [numberIn(body, "timestamp"), numberIn(body, "message_token"), textIn(body, "event"), who].join(
          "/",
        );
        return readEvent(body) ? [{ key, body }] : [];
      },
    },
    read: readEvent,
    async send(account, chat, piece, _once, signal) {
      const of = { receiver: chat, min_api_version: 1, sender: { name: account.name.slice(0, LONGEST_NAME) } };
      const what =
        "file" in piece
          ? { type: "file", media: piece.file.link ?? "", size: piece.file.size, file_name: piece.file.name }
          : { type: "text", text: piece.text };
      const sent = await call(account, "send_message", { ...of, ...what }, signal);
      return String(numberIn(sent, "message_token") ?? "");
    },
    fetchFile: (account, ref, signal) => fetchBytes(line, account, ref, { signal, most: LARGEST.in }),
  };
}

/** What a call of Viber says to a desk; null for what is none of its affair. Pure. */
export function readEvent(body: unknown): Incoming | null {
  const event = textIn(body, "event");
  if (event === "unsubscribed") {
    const id = textIn(body, "user_id");
    return id ? { chat: chatOf(id, id), from: null, do: "left" } : null;
  }
  if (event === "subscribed" || event === "conversation_started") {
    const user = recordIn(body, "user");
    const id = textIn(user, "id");
    return id ? { chat: chatOf(id, textIn(user, "name")), from: null, do: "joined" } : null;
  }
  const sender = recordIn(body, "sender");
  const [id, name] = [textIn(sender, "id"), textIn(sender, "name")];
  if (event !== "message" || id === "") return null;
  const message = recordIn(body, "message");
  const [text, files] = [wordsOf(message), filesOf(message)];
  if (text === "" && files.length === 0) return null;
  const token = String(numberIn(body, "message_token") ?? "");
  const chat = chatOf(id, name);
  return { chat, from: { id, name: chat.title }, do: "said", id: token, text, files, replyTo: null };
}

const chatOf = (id: string, name: string): ChatThere => ({
  id,
  kind: "private",
  title: name.trim() || "Viber",
  username: null,
});

function wordsOf(message: Record<string, unknown>): string {
  const text = textIn(message, "text");
  const type = textIn(message, "type");
  if (type === "url") return textIn(message, "media");
  if (type === "location") {
    const at = recordIn(message, "location");
    return `${numberIn(at, "lat")}, ${numberIn(at, "lon")}`;
  }
  if (type !== "contact") return text;
  const contact = recordIn(message, "contact");
  return [textIn(contact, "name"), textIn(contact, "phone_number")].join(" ").trim();
}

function filesOf(message: Record<string, unknown>): FileThere[] {
  const [type, ref] = [textIn(message, "type"), textIn(message, "media")];
  const usual: Record<string, string> = { picture: "photo.jpg", video: "video.mp4", file: "document" };
  const name = Object.hasOwn(usual, type) ? usual[type] : undefined;
  if (name === undefined || ref === "") return [];
  return [{ ref, name: textIn(message, "file_name") || name, size: numberIn(message, "size") }];
}

function faultOf(answer: unknown, token: string): MessengerFault {
  const status = numberIn(answer, "status") ?? -1;
  const said = cleaned(`${textIn(answer, "status_message")} (${status})`, token);
  if (status === 1 || status === 10) return new MessengerFault("no-way-in", said);
  if (status === 2 || status === 8) return new MessengerFault("wrong-token", said);
  if (status === 12) return new MessengerFault("busy", said, 10);
  if (status === 6) return new MessengerFault("blocked", said);
  return new MessengerFault(status === 5 || status === 11 ? "no-chat" : "refused", said);
}
