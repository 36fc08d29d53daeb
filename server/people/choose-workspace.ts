import type { Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import type { Http } from "../platform/http/doors.ts";
import { forbidden, notFound } from "../platform/http/problem.ts";
import { findEntrant } from "./authenticate.ts";
import type { PeopleDeps } from "./deps.ts";
import { getMe } from "./get-me.ts";

/** Goes to another desk of my account, for this session. A desk that is not mine is not there; a token has one only. */
export async function chooseWorkspace(
  { owner, readSession }: PeopleDeps,
  ctx: Ctx,
  slug: string,
  { request }: Http,
): Promise<Response<"chooseWorkspace">> {
  const me = await getMe(owner, ctx.person);
  if (me.workspace.slug === slug) return me;
  const session = request.headers.authorization === undefined ? await readSession(request) : null;
  if (!session) throw me.workspaces.some((desk) => desk.slug === slug) ? forbidden() : notFound("workspace");
  const person = await findEntrant(owner, session.sessionId, slug);
  if (!person) throw notFound("workspace");
  await owner
    .updateTable("auth_session")
    .set({ workspaceId: person.workspaceId })
    .where("id", "=", session.sessionId)
    .execute();
  return getMe(owner, person);
}
