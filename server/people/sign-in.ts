import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { Db } from "../platform/database.ts";
import type { PublicCtx } from "../platform/http/context.ts";
import type { Http } from "../platform/http/doors.ts";
import { Problem } from "../platform/http/problem.ts";
import { sameEmail } from "./accounts.ts";
import { networkOf, type Tried } from "./attempts.ts";
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
  const tried = await countedOn(deps.owner, sameEmail(email), address);
  await deps.attempts.take(tried, now);
  try {
    const { headers, response } = await deps.auth.api.signInEmail({
      body: { email: sameEmail(email), password },
      headers: authHeaders(http.request),
      returnHeaders: true,
    });
    await deps.attempts.forgive(tried, now);
    const session = await deps.owner
      .selectFrom("auth_session")
      .select("id")
      .where("token", "=", response.token)
      .executeTakeFirstOrThrow();
    return await enter(deps, { id: session.id, headers }, workspace, http);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new Problem(401, "session/wrong-password", "The address or the password is wrong.");
  }
}

/** An account that is in use at this address is not held up by others who guess its password from elsewhere. */
async function countedOn(owner: Db, account: string, address: string): Promise<Tried[]> {
  const tried: Tried[] = [
    { of: "pair", key: `${account} ${networkOf(address)}` },
    { of: "address", key: address },
  ];
  const { rows } = await sql`select from auth_session s join auth_user u on u.id = s."userId"
    where u.email = ${account} and s."ipAddress" = ${address} limit 1`.execute(owner);
  return rows.length > 0 ? tried : [...tried, { of: "account", key: account }];
}
