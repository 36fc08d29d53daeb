import { createHmac, timingSafeEqual } from "node:crypto";

/** A link of a letter works for this long, ms. */
const LIFE = 180 * 86_400_000;

/** What a link does: one move of one ticket, by its name in the process, for the client. */
export type MoveTarget = { workspaceId: string; ticketId: string; move: string };

/**
 * The secret part of a link that does one move for the client ([U-SYS-07]): signed, so that nobody makes one up, good
 * for nothing else, and for half a year.
 */
export function makeMoveToken(secret: string, { workspaceId, ticketId, move }: MoveTarget, now: Date): string {
  const said = Buffer.from(JSON.stringify([workspaceId, ticketId, move, now.getTime() + LIFE])).toString("base64url");
  return `${said}.${sign(secret, said).toString("base64url")}`;
}

/** What a token is for; null for one that was not made here or is too old. */
export function readMoveToken(secret: string, token: string, now: Date): MoveTarget | null {
  const [said = "", signature = ""] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const right = sign(secret, said);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const parts: unknown = JSON.parse(Buffer.from(said, "base64url").toString("utf8"));
  if (!Array.isArray(parts)) return null;
  const [workspaceId, ticketId, move, until] = parts;
  const isWhole = [workspaceId, ticketId, move].every((part) => typeof part === "string") && typeof until === "number";
  return isWhole && now.getTime() < until ? { workspaceId, ticketId, move } : null;
}

const sign = (secret: string, said: string): Buffer =>
  createHmac("sha256", secret).update(`pult-move-link-1 ${said}`).digest().subarray(0, 18);
