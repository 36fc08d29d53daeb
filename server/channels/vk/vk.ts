import { createHash } from "node:crypto";
import type { NetworkGuard } from "../../platform/network-guard.ts";
import { askServer, fetchBytes, isRecord, listIn, numberIn, recordIn, textIn } from "../ask-server.ts";
import { type Account, cleaned, MessengerFault, type Piece, type Update, type Way } from "../messenger.ts";
import { readEvent } from "./read-event.ts";

const ROOT = "https://api.vk.com";
const VERSION = "5.199";
const MB = 1024 * 1024;
const LARGEST = { in: 40 * MB, out: 40 * MB };
const LONGEST_TEXT = 4_096;
/** Beyond the time that is waited for events, ms. */
const PATIENCE_MS = 30_000;
/** The longest that VK waits, seconds. */
const MOST_WAIT = 90;

type Polling = { server: string; key: string; ts: string };
type Form = Record<string, string | number | undefined>;

/**
 * A community of VK, through the guard: its API, and its events by Bots Long Poll, which needs no public address. `usual`
 * stands in for the API's server.
 */
export function vkWay(guard: NetworkGuard, usual = ROOT): Way {
  /** Where the events of each community are asked for; it holds for some hours. */
  const servers = new Map<string, Polling>();

  async function call(account: Account, method: string, form: Form, signal: AbortSignal): Promise<unknown> {
    const url = `${account.apiRoot ?? usual}/method/${method}`;
    const sent = { form: { access_token: account.token, v: VERSION, ...form } };
    const { json } = await askServer({ guard, patience: PATIENCE_MS }, account, url, sent, { signal });
    if (isRecord(json.error)) throw faultOf(json.error, account.token);
    return json.response;
  }
  async function openPolling(account: Account, signal: AbortSignal): Promise<Polling> {
    const given = await call(account, "groups.getLongPollServer", { group_id: account.account }, signal);
    const [server, key] = [textIn(given, "server"), textIn(given, "key")];
    if (server === "" || key === "") throw new MessengerFault("server-fault", "no server for events");
    const polling = { server, key, ts: String(recordOf(given).ts ?? "") };
    servers.set(account.account, polling);
    return polling;
  }
  return {
    longestText: LONGEST_TEXT,
    largestFile: LARGEST,
    async introduce(account, signal) {
      const given = await call(account, "groups.getById", {}, signal);
      const [group] = listIn(given, "groups");
      const id = numberIn(group, "id");
      if (id === null) throw new MessengerFault("wrong-token", "this is no key of a community");
      // Tells at once whether the events are switched on, which is the other half of the set-up.
      await openPolling({ ...account, account: String(id) }, signal);
      return { account: String(id), name: `vk.com/${textIn(group, "screen_name") || `club${id}`}` };
    },
    async poll(account, position, seconds, signal) {
      const polling = servers.get(account.account) ?? (await openPolling(account, signal));
      const ts = position ?? polling.ts;
      const wait = Math.min(seconds, MOST_WAIT);
      const query = new URLSearchParams({ act: "a_check", key: polling.key, ts, wait: String(wait) });
      const line = { guard, patience: PATIENCE_MS + wait * 1_000 };
      const { json } = await askServer(line, account, `${polling.server}?${query}`, null, { signal });
      const next = json.ts === undefined ? ts : String(json.ts);
      // 1: what came between is lost there; 2: the key is too old; 3: both.
      if (json.failed === 1) return { updates: [], position: next };
      if (json.failed === 2 || json.failed === 3) {
        servers.delete(account.account);
        const fresh = await openPolling(account, signal);
        return { updates: [], position: json.failed === 3 ? fresh.ts : ts };
      }
      return { updates: listIn(json, "updates").flatMap(updateOf), position: next };
    },
    read: readEvent,
    async nameOf(account, chat, signal) {
      if (chat.kind === "private") {
        const [user] = listIn({ users: await call(account, "users.get", { user_ids: chat.id }, signal) }, "users");
        return [textIn(user, "first_name"), textIn(user, "last_name")].join(" ").trim() || null;
      }
      const given = await call(account, "messages.getConversationsById", { peer_ids: chat.id }, signal);
      return textIn(recordIn(listIn(given, "items")[0], "chat_settings"), "title") || null;
    },
    async send(account, chat, piece, once, signal) {
      const what = "file" in piece ? { attachment: await upload(account, chat, piece, signal) } : wordsOf(piece, chat);
      const form = { peer_ids: chat, random_id: numberFor(once), ...what };
      const [sent] = listIn({ sent: await call(account, "messages.send", form, signal) }, "sent");
      const error = recordIn(sent, "error");
      if (numberIn(error, "code") !== null) {
        throw faultOf({ error_code: error.code, error_msg: error.description }, account.token);
      }
      return String(numberIn(sent, "conversation_message_id") ?? numberIn(sent, "message_id") ?? "");
    },
    fetchFile: (account, ref, signal) =>
      fetchBytes({ guard, patience: PATIENCE_MS }, account, ref, { signal, most: LARGEST.in }),
  };

  async function upload(
    account: Account,
    peer: string,
    { file }: Extract<Piece, { file: object }>,
    signal: AbortSignal,
  ) {
    const place = await call(account, "docs.getMessagesUploadServer", { type: "doc", peer_id: peer }, signal);
    const line = { guard, patience: PATIENCE_MS };
    const sent = { file: { ...file, field: "file" } };
    const { json } = await askServer(line, account, textIn(place, "upload_url"), sent, { signal });
    const kept = await call(account, "docs.save", { file: textIn(json, "file"), title: file.name }, signal);
    const doc = recordIn(kept, "doc");
    return `doc${numberIn(doc, "owner_id")}_${numberIn(doc, "id")}`;
  }
}

const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

function wordsOf({ text, replyTo }: Extract<Piece, { text: string }>, peer: string): Form {
  if (replyTo === null) return { message: text };
  const forward = { peer_id: Number(peer), conversation_message_ids: [Number(replyTo)], is_reply: 1 };
  return { message: text, forward: JSON.stringify(forward) };
}

/** VK sends what has the same number once, however often it is asked: so a lost answer makes no double. */
const numberFor = (once: string): number => createHash("sha256").update(once).digest().readInt32BE(0) & 0x7f_ff_ff_ff;

function updateOf(body: unknown): Update[] {
  const key = textIn(body, "event_id");
  return key === "" ? [] : [{ key, body }];
}

const BUSY_SECONDS: Record<number, number> = { 6: 1, 9: 60, 29: 3_600 };
const BLOCKED = new Set([900, 901, 902]);
const NO_CHAT = new Set([917, 927, 935, 936, 945]);

function faultOf(error: Record<string, unknown>, token: string): MessengerFault {
  const code = numberIn(error, "error_code") ?? 0;
  const said = cleaned(`${textIn(error, "error_msg")} (${code})`, token);
  if (code === 5 || code === 27) return new MessengerFault("wrong-token", said);
  const seconds = BUSY_SECONDS[code];
  if (seconds !== undefined) return new MessengerFault("busy", said, seconds);
  if (code === 1 || code === 10) return new MessengerFault("server-fault", said);
  if (BLOCKED.has(code)) return new MessengerFault("blocked", said);
  return new MessengerFault(NO_CHAT.has(code) ? "no-chat" : "refused", said);
}
