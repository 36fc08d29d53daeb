import { Api, GrammyError, InputFile } from "grammy";
import type { NetworkGuard } from "../../platform/network-guard.ts";
import { fetchBytes } from "../ask-server.ts";
import { type Account, cleaned, MessengerFault, networkFault, type Piece, type Way } from "../messenger.ts";
import { ASKED, readUpdate } from "./read-update.ts";

/** Where bots are served, unless a desk runs a server of its own. */
const ROOT = "https://api.telegram.org";
const MB = 1024 * 1024;
/** What the Bot API gives out and takes in; a server of one's own takes more, but a desk does not. */
const LARGEST = { in: 20 * MB, out: 50 * MB };
const LONGEST_TEXT = 4_096;
/** Beyond the time that is waited for updates, seconds. */
const PATIENCE = 30;
/** Updates of one answer. */
const MOST_UPDATES = 100;

/** The Bot API of Telegram, through the guard. `usual`: where it is, for accounts that name no server of their own. */
export function telegramWay(guard: NetworkGuard, usual = ROOT): Way {
  const apiOf = ({ token, apiRoot }: Account, seconds = 0): Api => {
    const root = apiRoot ?? usual;
    const agent = root.startsWith("http:") ? guard.agents.http : guard.agents.https;
    // The library asks by node-fetch, which takes an agent; its own types know nothing of that.
    const baseFetchConfig = { redirect: "error" as const, agent };
    return new Api(token, { apiRoot: root, timeoutSeconds: seconds + PATIENCE, baseFetchConfig });
  };
  async function asked<T>(account: Account, work: (api: Api) => Promise<T>, seconds?: number): Promise<T> {
    try {
      return await work(apiOf(account, seconds));
    } catch (error) {
      throw error instanceof GrammyError ? faultOf(error, account.token) : networkFault(error, account.token);
    }
  }
  return {
    longestText: LONGEST_TEXT,
    largestFile: LARGEST,
    introduce: (account, signal) =>
      asked(account, async (api) => {
        const me = await api.getMe(signalOf(signal));
        // While it calls somebody's address, nothing can be asked for.
        await api.deleteWebhook({}, signalOf(signal));
        return { account: String(me.id), name: `@${me.username}` };
      }),
    poll: (account, position, seconds, signal) =>
      asked(
        account,
        async (api) => {
          const offset = position === null ? {} : { offset: Number(position) };
          const query = { ...offset, limit: MOST_UPDATES, timeout: seconds, allowed_updates: ASKED };
          const updates = await api.getUpdates(query, signalOf(signal));
          const last = updates.at(-1);
          return {
            updates: updates.map((body) => ({ key: String(body.update_id), body })),
            position: last ? String(last.update_id + 1) : position,
          };
        },
        seconds,
      ),
    read: readUpdate,
    send: (account, chat, piece, _once, signal) =>
      asked(account, async (api) => String((await sendPiece(api, chat, piece, signal)).message_id)),
    async fetchFile(account, ref, signal) {
      const file = await asked(account, (api) => api.getFile(ref, signalOf(signal)));
      if ((file.file_size ?? 0) > LARGEST.in) throw new MessengerFault("too-large", `${file.file_size} bytes`);
      if (!file.file_path) throw new MessengerFault("gone", "no path");
      const path = file.file_path.split("/").map(encodeURIComponent).join("/");
      const url = `${account.apiRoot ?? usual}/file/bot${account.token}/${path}`;
      const line = { guard, patience: PATIENCE * 1_000 };
      return fetchBytes(line, account, url, { signal, most: LARGEST.in });
    },
  };
}

function sendPiece(api: Api, chat: string, piece: Piece, signal: AbortSignal) {
  if ("file" in piece) {
    const { name, content } = piece.file;
    return api.sendDocument(chat, new InputFile(content, name), {}, signalOf(signal));
  }
  const { text, replyTo } = piece;
  // What was answered may be gone; the words go nevertheless.
  const reply = replyTo && { message_id: Number(replyTo), allow_sending_without_reply: true };
  return api.sendMessage(chat, text, reply ? { reply_parameters: reply } : {}, signalOf(signal));
}

type LibrarySignal = Parameters<Api["getMe"]>[0];
/** The library's types are of another package's signal, which has the same two members that it uses. */
const signalOf = (signal: AbortSignal): LibrarySignal => signal as LibrarySignal;

function faultOf({ error_code: status, description, parameters }: GrammyError, token: string): MessengerFault {
  const said = cleaned(description, token);
  const fault = (code: MessengerFault["code"]) => new MessengerFault(code, said, parameters.retry_after ?? null);
  if (status === 429) return new MessengerFault("busy", said, parameters.retry_after ?? 5);
  // A token that is not even of the right form is no path that the server knows.
  if (status === 401 || (status === 404 && description === "Not Found")) return fault("wrong-token");
  if (status === 409) return fault("polled-elsewhere");
  if (status >= 500) return fault("server-fault");
  if (status === 403) return fault("blocked");
  if (/chat not found|user not found|PEER_ID_INVALID|upgraded to a supergroup/i.test(description))
    return fault("no-chat");
  if (status === 413 || /file is too big/i.test(description)) return fault("too-large");
  if (/file_id|file is temporarily unavailable/i.test(description)) return fault("gone");
  return fault("refused");
}
