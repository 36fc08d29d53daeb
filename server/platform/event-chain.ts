import { hash } from "node:crypto";

/** Who did it. `id` is null for the system. */
export interface EventActor {
  readonly kind: "employee" | "client" | "system";
  readonly id: string | null;
}

/** One event of a ticket with the hash that ties it to the one before. */
export interface Link {
  readonly workspaceId: string;
  readonly id: string;
  readonly ticketId: string;
  /** 1 for the first event of the ticket. */
  readonly ticketSeq: number;
  readonly at: Date;
  readonly actor: EventActor;
  readonly kind: string;
  readonly data: object;
  readonly patch: object;
  readonly why: readonly object[] | null;
  /** Null for the first event. */
  readonly prevHash: Buffer | null;
  readonly hash: Buffer;
}

/** The whole chain holds, or the first place where it does not. */
export type Verdict =
  | { readonly whole: true; readonly count: number }
  | {
      readonly whole: false;
      /** `ticketSeq` of the place. */
      readonly at: number;
      /** `missing`: no such event; `changed`: its content is not what was hashed; `untied`: it follows another event. */
      readonly problem: "missing" | "changed" | "untied";
    };

/** SHA-256 over the hash before and the canonical JSON of everything the event says. */
export function linkHash(link: Omit<Link, "hash">): Buffer {
  // Named one by one, in their order: rows carry more (the hash itself, places in the log) that is no part of what was
  // said, and who acts carries his permissions, which are not kept.
  const { workspaceId, id, ticketId, ticketSeq, at, actor, kind, data, patch, why, prevHash } = link;
  const who = `{"id":${canonicalJson(actor.id)},"kind":${canonicalJson(actor.kind)}}`;
  const what = `"data":${canonicalJson(data)},"id":${canonicalJson(id)},"kind":${canonicalJson(kind)}`;
  const where = `"ticketId":${canonicalJson(ticketId)},"ticketSeq":${ticketSeq}`;
  const text =
    `{"actor":${who},"at":${canonicalJson(at)},${what},"patch":${canonicalJson(patch)},${where},` +
    `"why":${canonicalJson(why)},"workspaceId":${canonicalJson(workspaceId)}}`;
  if (!prevHash) return hash("sha256", text, "buffer");
  const bytes = Buffer.allocUnsafe(prevHash.length + Buffer.byteLength(text));
  prevHash.copy(bytes);
  bytes.write(text, prevHash.length);
  return hash("sha256", bytes, "buffer");
}

/**
 * Checks a ticket's events in order of `ticketSeq`. With the head kept on the ticket's row it also sees events removed
 * from the end. One who rewrites all later hashes and the head is found by the hourly seal only.
 */
export function verifyChain(links: readonly Link[], head?: { hash: Buffer | null; count: number }): Verdict {
  let last: Buffer | null = null;
  for (const [index, link] of links.entries()) {
    const at = index + 1;
    if (link.ticketSeq !== at) return { whole: false, at, problem: "missing" };
    if (!linkHash(link).equals(link.hash)) return { whole: false, at, problem: "changed" };
    if (!sameHash(link.prevHash, last)) return { whole: false, at, problem: "untied" };
    last = link.hash;
  }
  if (head && head.count > links.length) return { whole: false, at: links.length + 1, problem: "missing" };
  if (head && !sameHash(head.hash, last)) return { whole: false, at: links.length, problem: "untied" };
  return { whole: true, count: links.length };
}

/** JSON with sorted keys and no spaces: the same text for the same value, also after a way through `jsonb`. */
export const canonicalJson = (value: unknown): string => sorted(value) ?? "null";

/** As JSON sees it: dates become texts, undefined members vanish. */
function sorted(value: unknown): string | undefined {
  if (typeof value === "string") return quoted(value);
  if (!isObject(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => sorted(item) ?? "null").join(",")}]`;
  if (typeof value.toJSON === "function") return sorted(value.toJSON());
  let members = "";
  for (const key of inOrder(Object.keys(value))) {
    const member = sorted(value[key]);
    if (member !== undefined) members += `${members === "" ? "" : ","}${quoted(key)}:${member}`;
  }
  return `{${members}}`;
}

/** Without quotes, backslashes, control characters and halves of characters. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** As JSON has it; a short plain text, as nearly all are, needs only quotes. */
const quoted = (text: string): string => (text.length <= 60 && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/** As `sort` has them, in half its time for the few keys that an object has; most stand in their order already. */
function inOrder(keys: string[]): string[] {
  for (let at = 1; at < keys.length; at++) {
    const key = keys[at] as string;
    let to = at;
    for (; to > 0 && (keys[to - 1] as string) > key; to--) keys[to] = keys[to - 1] as string;
    keys[to] = key;
  }
  return keys;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const sameHash = (a: Buffer | null, b: Buffer | null) => (a && b ? a.equals(b) : a === b);
