import { betterAuth } from "better-auth";
import { magicLink } from "better-auth/plugins/magic-link";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Db } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { ReadSession } from "./authenticate.ts";

export type AuthOptions = {
  /** As the owner of the tables: accounts are closed to the application's own role. */
  owner: Db;
  secret: string;
  publicUrl: string;
};

/** A link of a letter can be used once and for so long. */
export const LINK_MINUTES = 15;
const DAY = 24 * 60 * 60;

/**
 * Accounts and sessions: passwords (scrypt), single-use links, sessions of 30 days that roll on while they are used.
 * Nobody signs up by himself. Its own HTTP doors are not opened: our documented routes call it.
 */
export function makeAuth({ owner, secret, publicUrl }: AuthOptions) {
  return betterAuth({
    baseURL: publicUrl,
    secret,
    database: { db: owner, type: "postgres" },
    user: { modelName: "auth_user" },
    account: { modelName: "auth_account" },
    verification: { modelName: "auth_verification" },
    session: {
      modelName: "auth_session",
      expiresIn: 30 * DAY,
      updateAge: DAY,
      // Saves the two statements that read the session; that it still exists is asked with the person himself.
      cookieCache: { enabled: true, maxAge: 5 * 60 },
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 128 },
    plugins: [
      magicLink({
        disableSignUp: true,
        storeToken: "hashed",
        expiresIn: LINK_MINUTES * 60,
        sendMagicLink: ({ token, metadata }) => {
          const take: unknown = metadata?.take;
          if (typeof take === "function") take(token);
        },
      }),
    ],
    advanced: {
      // By https the browser itself sees to it that no other name of the domain and no http has set them (`__Host-`);
      // without it they would not be kept, and the desk of a private network is still to work.
      cookiePrefix: isHttps(publicUrl) ? "__Host-pult" : "pult",
      useSecureCookies: false,
      // Pages are asked for without cookies, so that even a link from elsewhere opens signed in.
      defaultCookieAttributes: { secure: isHttps(publicUrl), sameSite: "strict" },
      // The migrations make the tables; looking at them at each start would only cost time.
      database: { generateId: () => newId(), validateSchema: false },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: "error" },
  });
}

const isHttps = (address: string): boolean => address.startsWith("https:");

export type Auth = ReturnType<typeof makeAuth>;

/** What the sign-in machinery reads of a request: its cookies, and for the list of sessions where it came from. */
export function authHeaders(request: FastifyRequest): Headers {
  const headers = new Headers({ "x-forwarded-for": request.ip });
  if (request.headers.cookie) headers.set("cookie", request.headers.cookie);
  if (request.headers["user-agent"]) headers.set("user-agent", request.headers["user-agent"]);
  return headers;
}

/** Hands cookies on to the caller. */
export function copyCookies(from: Headers, reply: FastifyReply): void {
  for (const cookie of from.getSetCookie()) reply.header("set-cookie", cookie);
}

/** Reads sessions from cookies; without a cookie nothing is asked. */
export const makeReadSession =
  (auth: Auth): ReadSession =>
  async (request, reply) => {
    if (!request.headers.cookie) return null;
    const { headers, response } = await auth.api.getSession({ headers: authHeaders(request), returnHeaders: true });
    if (reply) copyCookies(headers, reply);
    return response ? { sessionId: response.session.id } : null;
  };
