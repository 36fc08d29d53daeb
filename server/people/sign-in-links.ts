import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Db } from "../platform/database.ts";
import { sameEmail } from "./accounts.ts";
import { type Auth, authHeaders } from "./auth.ts";

/**
 * Makes the secret of a link that signs an account in, once; valid as long as the library says, or `days`. The account
 * must exist: unknown addresses get secrets that open nothing.
 */
export async function mintLinkToken(auth: Auth, owner: Db, email: string, days?: number): Promise<string> {
  let token = "";
  const take = (made: string) => {
    token = made;
  };
  await auth.api.signInMagicLink({ body: { email: sameEmail(email), metadata: { take } }, headers: new Headers() });
  if (days !== undefined) {
    const expiresAt = new Date(Date.now() + days * 24 * 60 * 60 * 1000);
    const { numUpdatedRows } = await owner
      .updateTable("auth_verification")
      .set({ expiresAt })
      .where("identifier", "=", `magic-link:${createHash("sha256").update(token).digest("base64url")}`)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw new Error("the sign-in library keeps its links in another way than expected");
  }
  return token;
}

/** Where a link leads: the web's page that uses the secret with one click, then goes to `next`. */
export function linkUrl(publicUrl: string, token: string, next?: string): string {
  return `${publicUrl}/sign-in/link/${token}${next ? `?next=${encodeURIComponent(next)}` : ""}`;
}

const DEMO = "demo.";

/**
 * The one-click link of a demo person: works any number of times, but only while the server runs as a demo. Not for
 * real people: who has the link has the account.
 */
export function demoLink({ secret, publicUrl }: { secret: string; publicUrl: string }, email: string): string {
  return linkUrl(publicUrl, `${DEMO}${Buffer.from(sameEmail(email)).toString("base64url")}.${demoMac(secret, email)}`);
}

/** The address that a demo link stands for, or null when it is none of ours. */
export function readDemoToken(secret: string, token: string): string | null {
  const [, name = "", mac = ""] = token.startsWith(DEMO) ? token.split(".") : [];
  const email = Buffer.from(name, "base64url").toString();
  const right = Buffer.from(demoMac(secret, email));
  const given = Buffer.from(mac);
  return email !== "" && given.length === right.length && timingSafeEqual(given, right) ? email : null;
}

const demoMac = (secret: string, email: string): string =>
  createHmac("sha256", secret)
    .update(`demo sign-in ${sameEmail(email)}`)
    .digest("base64url");

/** Uses a link's secret up; null when it is used, expired or none of ours. */
export async function openLink(
  auth: Auth,
  token: string,
  request: FastifyRequest,
): Promise<{ id: string; headers: Headers } | null> {
  try {
    const { headers, response } = await auth.api.magicLinkVerify({
      query: { token },
      headers: authHeaders(request),
      returnHeaders: true,
    });
    return { id: response.session.id, headers };
  } catch (error) {
    // It answers a link that opens nothing by a redirect to a page of errors.
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** Whether the library has said no, other than by failing. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== "APIError" || !("statusCode" in error)) return false;
  return typeof error.statusCode === "number" && error.statusCode < 500;
}
