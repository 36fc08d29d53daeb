import type { Request } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import type { Http } from "../platform/http/doors.ts";
import { forbidden, Problem } from "../platform/http/problem.ts";
import { setPassword } from "./accounts.ts";
import type { PeopleDeps } from "./deps.ts";
import { replaceSession } from "./renew-session.ts";
import { accountOf } from "./sessions.ts";

/**
 * Sets my password and ends my sessions, this one too: another takes its place here. Whoever has one must name it (422 `session/wrong-password`); who has
 * signed in by link so far sets the first one, but only in a session: a token alone must not become an account.
 */
export async function changePassword(
  deps: PeopleDeps,
  { person, now }: Ctx,
  { current, next }: Request<"changePassword">["body"],
  { request, reply }: Http,
): Promise<undefined> {
  const tried = [{ of: "pair", key: person.id }] as const;
  await deps.attempts.take(tried, now);
  const userId = await accountOf(deps.owner, person);
  if (userId === null) throw forbidden();
  const { password } = await deps.auth.$context;
  const account = await deps.owner
    .selectFrom("auth_account")
    .select("password")
    .where("userId", "=", userId)
    .where("providerId", "=", "credential")
    .executeTakeFirst();
  const byToken = request.headers.authorization !== undefined;
  if (!account?.password && byToken) throw forbidden();
  if (account?.password && !(await password.verify({ hash: account.password, password: current ?? "" }))) {
    throw new Problem(422, "session/wrong-password", "The current password is wrong.", {
      refusals: [
        {
          code: "session/wrong-password",
          field: "current",
          message: "The current password is wrong.",
          mend: "Give the password that you sign in with now.",
        },
      ],
    });
  }
  await deps.attempts.forgive(tried, now);
  await setPassword(deps, userId, next);
  const session = byToken ? null : await deps.readSession(request);
  const kept = session && (await replaceSession(deps, session.sessionId, request, reply));
  await deps.owner
    .deleteFrom("auth_session")
    .where("userId", "=", userId)
    .$if(kept !== null, (query) => query.where("id", "<>", kept ?? ""))
    .execute();
  return undefined;
}
