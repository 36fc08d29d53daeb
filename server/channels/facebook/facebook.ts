import { createHmac, timingSafeEqual } from "node:crypto";
import type { NetworkGuard } from "../../platform/network-guard.ts";
import { askServer, fetchBytes, isRecord, listIn, numberIn, recordIn, type Sent, textIn } from "../ask-server.ts";
import { type Account, cleaned, type Incoming, MessengerFault, type Update, type Way } from "../messenger.ts";

const ROOT = "https://graph.facebook.com";
const VERSION = "v21.0";
const MB = 1024 * 1024;
const LARGEST = { in: 25 * MB, out: 25 * MB };
const LONGEST_TEXT = 2_000;
const PATIENCE_MS = 30_000;
const FIELDS = "messages,message_edits";

/** A page of Facebook by Messenger, through the guard. Facebook calls us. `usual` stands in for its server. */
export function facebookWay(guard: NetworkGuard, usual = ROOT): Way {
  const line = { guard, patience: PATIENCE_MS };
  async function call(account: Account, path: string, sent: Sent, signal: AbortSignal) {
    // Proves that who has the token has the app's secret too.
    const proof = createHmac("sha256", account.secret ?? "")
      .update(account.token)
      .digest("hex");
    const url = new URL(`${account.apiRoot ?? usual}/${VERSION}/${path}`);
    url.searchParams.set("appsecret_proof", proof);
    const headers = { authorization: `Bearer ${account.token}` };
    const { json } = await askServer(line, account, url.href, sent, { signal, headers });
    if (isRecord(json.error)) throw faultOf(json.error, account.token);
    return json;
  }
  return {
    longestText: LONGEST_TEXT,
    largestFile: LARGEST,
    async introduce(account, signal) {
      const me = await call(account, "me?fields=id,name", null, signal);
      return { account: textIn(me, "id"), name: textIn(me, "name") };
    },
    async connect(account, _hook, signal) {
      await call(account, "me/subscribed_apps", { form: { subscribed_fields: FIELDS } }, signal);
    },
    hook: {
      isSigned: ({ secret }, bytes, headers) => {
        const given = String(headers["x-hub-signature-256"] ?? "").replace(/^sha256=/, "");
        const [is, right] = [
          Buffer.from(given, "hex"),
          createHmac("sha256", secret ?? "")
            .update(bytes)
            .digest(),
        ];
        return secret !== null && is.length === right.length && timingSafeEqual(is, right);
      },
      updatesOf: (body) => (textIn(body, "object") === "page" ? listIn(body, "entry").flatMap(updatesOf) : []),
    },
    read: readMessaging,
    async nameOf(account, chat, signal) {
      const user = await call(account, `${encodeURIComponent(chat.id)}?fields=first_name,last_name`, null, signal);
      return [textIn(user, "first_name"), textIn(user, "last_name")].join(" ").trim() || null;
    },
    async send(account, chat, piece, _once, signal) {
      const of = { recipient: { id: chat }, messaging_type: "RESPONSE" };
      const sent = await call(
        account,
        "me/messages",
        "file" in piece ? formOf(of, piece.file) : wordsOf(of, piece),
        signal,
      );
      return textIn(sent, "message_id");
    },
    fetchFile: (account, ref, signal) => fetchBytes(line, account, ref, { signal, most: LARGEST.in }),
  };
}

type To = { recipient: { id: string }; messaging_type: string };

function wordsOf(of: To, { text, replyTo }: { text: string; replyTo: string | null }): Sent {
  return { json: { ...of, message: { text }, ...(replyTo ? { reply_to: { mid: replyTo } } : {}) } };
}

function formOf({ recipient, messaging_type }: To, file: { name: string; type: string; content: Buffer }): Sent {
  const message = JSON.stringify({ attachment: { type: "file", payload: { is_reusable: false } } });
  const fields = { recipient: JSON.stringify(recipient), messaging_type, message };
  return { file: { ...file, field: "filedata" }, fields };
}

function updatesOf(entry: unknown): Update[] {
  return listIn(entry, "messaging").flatMap((body) => {
    if (!readMessaging(body)) return [];
    const [said, edited] = [recordIn(body, "message"), recordIn(body, "message_edit")];
    const key = textIn(said, "mid") || `${textIn(edited, "mid")}/${numberIn(edited, "num_edit")}`;
    return [{ key: key.slice(0, 200), body }];
  });
}

/** What one event of a page says to a desk; null for what is none of its affair, such as what the page itself says. Pure. */
export function readMessaging(body: unknown): Incoming | null {
  const by = textIn(recordIn(body, "sender"), "id");
  if (by === "") return null;
  const chat = { id: by, kind: "private" as const, title: "Facebook", username: null };
  const from = { id: by, name: chat.title };
  const edit = recordIn(body, "message_edit");
  if (textIn(edit, "mid")) return { chat, from, do: "edited", id: textIn(edit, "mid"), text: textIn(edit, "text") };
  const message = recordIn(body, "message");
  const id = textIn(message, "mid");
  if (id === "" || message.is_echo === true || message.is_deleted === true) return null;
  const attachments = listIn(message, "attachments");
  const files = attachments.flatMap((one) => fileOf(textIn(one, "type"), textIn(recordIn(one, "payload"), "url")));
  const text = textIn(message, "text");
  if (text === "" && files.length === 0) return null;
  return { chat, from, do: "said", id, text, files, replyTo: textIn(recordIn(message, "reply_to"), "mid") || null };
}

const ENDINGS: Record<string, string> = {
  image: "photo.jpg",
  audio: "voice.mp4",
  video: "video.mp4",
  file: "document",
};

function fileOf(type: string, ref: string) {
  const usual = Object.hasOwn(ENDINGS, type) ? ENDINGS[type] : undefined;
  if (usual === undefined || !URL.canParse(ref)) return [];
  const last = decodeURIComponent(new URL(ref).pathname.split("/").at(-1) ?? "");
  return [{ ref, name: type === "file" && last.includes(".") ? last : usual, size: null }];
}

const BUSY = new Set([4, 17, 32, 613, 80_006]);
/** More than a day after his last word. */
const WINDOW_CLOSED = 2_018_278;
const NO_SUCH_PERSON = 2_018_001;

function faultOf(error: unknown, token: string): MessengerFault {
  const [code, more] = [numberIn(error, "code") ?? 0, numberIn(error, "error_subcode")];
  const said = cleaned(`${textIn(error, "message")} (${code})`, token);
  if (code === 190 || code === 102) return new MessengerFault("wrong-token", said);
  if (BUSY.has(code)) return new MessengerFault("busy", said, 60);
  if (code === 10 && more === WINDOW_CLOSED) return new MessengerFault("window-closed", said);
  if (code === 1 || code === 2 || code === 1200) return new MessengerFault("server-fault", said);
  if (code === 551) return new MessengerFault("blocked", said);
  return new MessengerFault(code === 100 && more === NO_SUCH_PERSON ? "no-chat" : "refused", said);
}
