import type { Response } from "../../contract/routes.ts";
import type { PublicCtx } from "../platform/http/context.ts";
import type { Http } from "../platform/http/doors.ts";
import { Problem } from "../platform/http/problem.ts";
import type { PeopleDeps } from "./deps.ts";
import { enter } from "./enter.ts";
import { mintLinkToken, openLink, readDemoToken } from "./sign-in-links.ts";

/**
 * Signs in with the secret of a link: once, and within its time. While the server runs as a demo, the links of demo
 * people too, any number of times. 410 `session/link-used` for all others.
 */
export async function useLink(
  deps: PeopleDeps,
  { address, now }: PublicCtx,
  token: string,
  http: Http,
): Promise<Response<"useLink">> {
  const tried = [{ of: "address", key: address }] as const;
  await deps.attempts.take(tried, now);
  const demoEmail = deps.demo ? readDemoToken(deps.secret, token) : null;
  const real = demoEmail === null ? token : await mintLinkToken(deps.auth, deps.owner, demoEmail);
  const session = await openLink(deps.auth, real, http.request);
  if (!session) {
    throw new Problem(410, "session/link-used", "This link has been used or is too old. Ask for a new one.");
  }
  await deps.attempts.forgive(tried, now);
  return enter(deps, session, undefined, http);
}
