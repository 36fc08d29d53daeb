import type { Request, Response } from "../../contract/routes.ts";
import type { PublicCtx } from "../platform/http/context.ts";
import type { Http } from "../platform/http/doors.ts";
import { Problem } from "../platform/http/problem.ts";
import { sameEmail } from "./accounts.ts";
import { authHeaders } from "./auth.ts";
import type { PeopleDeps } from "./deps.ts";
import { enter } from "./enter.ts";
import { isRefusal } from "./sign-in-links.ts";

/**
 * Signs in with a password. A wrong password and an unknown address get one answer (401 `session/wrong-password`) after
 * the same work; too many of them from one place for one account, or from one place at all, 429.
 */
export async function signIn(
  deps: PeopleDeps,
  { address, now }: PublicCtx,
  { email, password, workspace }: Request<"signIn">["body"],
  http: Http,
): Promise<Response<"signIn">> {
  const { account, address: place } = deps.attempts;
  // With the place in the key nobody can lock somebody else out from elsewhere.
  const accountKeys = [`${sameEmail(email)} ${address}`];
  account.check(accountKeys, now);
  place.check([address], now);
  try {
    const { headers, response } = await deps.auth.api.signInEmail({
      body: { email: sameEmail(email), password },
      headers: authHeaders(http.request),
      returnHeaders: true,
    });
    account.forget(accountKeys);
    const session = await deps.owner
      .selectFrom("auth_session")
      .select("id")
      .where("token", "=", response.token)
      .executeTakeFirstOrThrow();
    return await enter(deps, { id: session.id, headers }, workspace, http);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    account.count(accountKeys, now);
    place.count([address], now);
    throw new Problem(401, "session/wrong-password", "The address or the password is wrong.");
  }
}
