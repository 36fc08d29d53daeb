import type { FastifyReply, FastifyRequest } from "fastify";
import { sql } from "kysely";
import { type Auth, copyCookies } from "./auth.ts";
import type { PeopleDeps } from "./deps.ts";
import { mintLinkToken, openLink } from "./sign-in-links.ts";

/** What asks in the same moment with the old cookie is still answered for so long, s. */
export const GRACE_SECONDS = 60;

/**
 * Puts another session in the place of one, with another secret, for the same desk; its cookies go out with the reply.
 * The old one is left to the caller. Answers the id of the new one.
 */
export async function replaceSession(
  { auth, owner }: Pick<PeopleDeps, "auth" | "owner">,
  sessionId: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const { email, workspaceId } = await owner
    .selectFrom("auth_session as s")
    .innerJoin("auth_user as u", "u.id", "s.userId")
    .select(["u.email", "s.workspaceId"])
    .where("s.id", "=", sessionId)
    .executeTakeFirstOrThrow();
  const made = await openLink(auth, await mintLinkToken(auth, owner, email), request);
  if (!made) throw new Error("the sign-in library does not open a link that it has just made");
  await owner.updateTable("auth_session").set({ workspaceId }).where("id", "=", made.id).execute();
  copyCookies(made.headers, reply);
  return made.id;
}

/** Renews a session whose person's rights have changed: once, whichever of its requests comes first. */
export const makeRenew =
  (deps: Pick<PeopleDeps, "owner"> & { auth: Auth }) =>
  async (sessionId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { rows } = await sql`update auth_session set renewal = 'done', "seenAt" = now()
      where id = ${sessionId} and renewal = 'due' returning id`.execute(deps.owner);
    if (rows.length > 0) await replaceSession(deps, sessionId, request, reply);
  };
