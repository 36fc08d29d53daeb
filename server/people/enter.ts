import type { Response } from "../../contract/routes.ts";
import type { Http } from "../platform/http/doors.ts";
import { Problem } from "../platform/http/problem.ts";
import { copyCookies } from "./auth.ts";
import { findEntrant } from "./authenticate.ts";
import type { PeopleDeps } from "./deps.ts";
import { getMe } from "./get-me.ts";

/**
 * The last step of every way to sign in: the session that was made gets its desk and its cookies go out. Whoever has
 * proved who he is but may not come in anywhere ([O-EMP-03]) gets no session: 403 `session/no-access`.
 */
export async function enter(
  { owner, readSession }: Pick<PeopleDeps, "owner" | "readSession">,
  session: { id: string; headers: Headers },
  workspace: string | undefined,
  { request, reply }: Http,
): Promise<Response<"getMe">> {
  const person = await findEntrant(owner, session.id, workspace);
  if (!person) {
    await owner.deleteFrom("auth_session").where("id", "=", session.id).execute();
    throw new Problem(403, "session/no-access", "This account has no access here. Ask an administrator to open it.");
  }
  await owner
    .updateTable("auth_session")
    .set({ workspaceId: person.workspaceId })
    .where("id", "=", session.id)
    .execute();
  // Whoever knows the secret of a session from before must not be signed in with what comes after.
  const before = await readSession(request);
  if (before) await owner.deleteFrom("auth_session").where("id", "=", before.sessionId).execute();
  copyCookies(session.headers, reply);
  return getMe(owner, person);
}
