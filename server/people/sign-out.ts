import type { Http } from "../platform/http/doors.ts";
import { authHeaders, copyCookies } from "./auth.ts";
import type { PeopleDeps } from "./deps.ts";

/** Ends the session of the cookie; a token is revoked instead, so for it there is nothing to do. */
export async function signOut({ auth }: PeopleDeps, { request, reply }: Http): Promise<undefined> {
  const { headers } = await auth.api.signOut({ headers: authHeaders(request), returnHeaders: true });
  copyCookies(headers, reply);
  return undefined;
}
