/** The messengers that a desk can be reached by; `channel` of what comes and goes by one is its kind. */
export const MESSENGERS = ["telegram", "viber", "facebook", "vk"] as const;
export type MessengerKind = (typeof MESSENGERS)[number];

export const isMessenger = (name: string): name is MessengerKind => MESSENGERS.some((kind) => kind === name);

/** Where something was written: with a person, or in a group. Ids are the messenger's own, as text. */
export type ChatThere = { id: string; kind: "private" | "group"; title: string; username: string | null };
/** Who wrote. */
export type WriterThere = { id: string; name: string };
/** A file as the messenger keeps it: `ref` is what it is fetched by. Bytes where it says how many. */
export type FileThere = { ref: string; name: string; size: number | null };

/** What an update of a messenger comes to. */
export type Incoming = { chat: ChatThere; from: WriterThere | null } & (
  | /** Somebody wrote; `replyTo`: the message there that it answers. */ {
      do: "said";
      id: string;
      text: string;
      files: FileThere[];
      replyTo: string | null;
    }
  | /** Another text for what was written. */ { do: "edited"; id: string; text: string }
  | /** The account was added to a group, or a person lets it write. */ { do: "joined" }
  | /** It cannot write there any more. */ { do: "left" }
  | /** The same group under another id. */ { do: "moved"; to: string }
);

/** An account as it is used: opened from what is kept. */
export type Account = {
  kind: MessengerKind;
  account: string;
  /** How people know it. */
  name: string;
  token: string;
  /** What the calls of the messenger are signed with, where it has a word of its own for that. */
  secret: string | null;
  /** Another server than the messenger's own, without a slash at the end. */
  apiRoot: string | null;
};

/** One piece that goes out. */
export type Piece =
  | { text: string; replyTo: string | null }
  | {
      file: {
        name: string;
        type: string;
        size: number;
        content: Buffer;
        /** Where it is fetched from, for those that take no bytes. */
        link: string | null;
      };
    };

/** How the desk speaks with one messenger. Everything that the other side refuses is thrown as a `MessengerFault`. */
export type Way = {
  /** Characters of one text; longer ones go in several. */
  longestText: number;
  /** Bytes of one file that it takes from us, and gives us. */
  largestFile: { out: number; in: number };
  /** Files go as addresses that it fetches them from. */
  takesLinks?: true;
  /** Who the account is; asked before it is kept. */
  introduce: (account: Account, signal: AbortSignal) => Promise<{ account: string; name: string }>;
  /** Updates after `position`, waiting up to `seconds` for the first; not of those that call us. */
  poll?: (
    account: Account,
    position: string | null,
    seconds: number,
    signal: AbortSignal,
  ) => Promise<{ updates: Update[]; position: string | null }>;
  /** Tells the messenger which address to call; of those that call us. */
  connect?: (account: Account, hook: string, signal: AbortSignal) => Promise<void>;
  /** What the messenger calls us with: whether it is its own, and the updates in it. Pure. */
  hook?: {
    isSigned: (account: Account, bytes: Buffer, headers: Readonly<Record<string, unknown>>) => boolean;
    updatesOf: (body: unknown) => Update[];
  };
  /** What an update says. Pure; null: nothing that a desk takes in. */
  read: (body: unknown) => Incoming | null;
  /** How a person or a group is called there, where updates do not say it. */
  nameOf?: (account: Account, chat: ChatThere, signal: AbortSignal) => Promise<string | null>;
  /** Sends and answers what the messenger calls it. `once`: the same at each try, where it takes such a word. */
  send: (account: Account, chat: string, piece: Piece, once: string, signal: AbortSignal) => Promise<string>;
  fetchFile: (account: Account, ref: string, signal: AbortSignal) => Promise<Buffer>;
};
/** An update before it is read; `key` is its own name there. */
export type Update = { key: string; body: unknown };
export type Ways = Partial<Record<MessengerKind, Way>>;

/** Why a messenger did not do what was asked; the screens say each in words, with the mend. */
export const MESSENGER_FAULTS = [
  // Of the account: nothing goes until somebody mends it.
  ...(["wrong-token", "polled-elsewhere", "secret-unreadable", "private-address", "no-way-in"] as const),
  // Of the moment: it is tried again.
  ...(["unknown-host", "unreachable", "no-answer", "busy", "server-fault"] as const),
  // Of the chat, the message or the file: this one does not go.
  ...(["blocked", "no-chat", "window-closed", "too-large", "gone", "refused"] as const),
] as const;
export type MessengerFaultCode = (typeof MESSENGER_FAULTS)[number];

/** `detail`: what the messenger or the network said, without the token. `retryAfter`: seconds that it wants to be left alone. */
export class MessengerFault extends Error {
  readonly code: MessengerFaultCode;
  readonly detail: string;
  readonly retryAfter: number | null;
  constructor(code: MessengerFaultCode, detail: string, retryAfter: number | null = null) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }
}

const FOR_GOOD: ReadonlySet<MessengerFaultCode> = new Set([
  ...(["blocked", "no-chat", "window-closed", "too-large", "gone", "refused"] as const),
]);
/** Whether trying again can change nothing. */
export const isForGood = ({ code }: MessengerFault): boolean => FOR_GOOD.has(code);

const DETAIL_LENGTH = 300;
const NETWORK: Record<string, MessengerFaultCode> = {
  ERR_PRIVATE_ADDRESS: "private-address",
  ENOTFOUND: "unknown-host",
  EAI_AGAIN: "unknown-host",
  ETIMEDOUT: "no-answer",
  ABORT_ERR: "no-answer",
};

/** What a broken connection means; the words in which it is told hold no token. */
export function networkFault(error: unknown, token: string): MessengerFault {
  if (error instanceof MessengerFault) return error;
  const inner = innermost(error);
  const code = typeof inner === "object" && inner !== null && "code" in inner ? String(inner.code) : "";
  const said = inner instanceof Error ? inner.message : String(inner);
  const isSilent = /timed out|timeout|aborted/i.test(said);
  return new MessengerFault(NETWORK[code] ?? (isSilent ? "no-answer" : "unreachable"), cleaned(said, token));
}

/** Libraries wrap what the network said. */
function innermost(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { error: wrapped, cause } = error as Error & { error?: unknown };
  const within = wrapped ?? cause;
  return within instanceof Error ? innermost(within) : error;
}

/** What the other side said, as it may be kept and shown: without the token, in one line. */
export const cleaned = (said: string, token: string): string =>
  said
    .replaceAll(token, "•••")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, DETAIL_LENGTH)
    .toWellFormed();
