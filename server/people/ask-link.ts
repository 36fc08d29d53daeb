import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Request } from "../../contract/routes.ts";
import { inWorkspace } from "../platform/database.ts";
import type { PublicCtx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { sameEmail } from "./accounts.ts";
import { LINK_MINUTES } from "./auth.ts";
import type { PeopleDeps } from "./deps.ts";
import { linkUrl, mintLinkToken } from "./sign-in-links.ts";

type Known = { workspace_id: string; workspace_name: string; name: string; email: string; locale: string };

/** Longer than the work takes, so that the time of the answer does not tell whether the address is known. */
const ANSWER_AFTER_MS = 150;

/**
 * Sends a letter with a link that signs in once, if the address belongs to an account that may come in somewhere. Says
 * nothing about that either way. After several letters to one address none goes out for a while, silently; a place that
 * asks for many gets 429.
 */
export async function askLink(
  deps: PeopleDeps,
  { address, now }: PublicCtx,
  { email, next }: Request<"askLink">["body"],
): Promise<undefined> {
  await deps.attempts.take([{ of: "address", key: address }], now);
  await Promise.all([sleep(ANSWER_AFTER_MS), send()]);
  return undefined;

  async function send(): Promise<void> {
    const to = sameEmail(email);
    try {
      await deps.attempts.take([{ of: "letter", key: to }], now);
    } catch (error) {
      if (error instanceof Problem) return;
      throw error;
    }
    const known = await findKnown(deps, to);
    if (!known) return;
    const link = linkUrl(deps.publicUrl, await mintLinkToken(deps.auth, deps.owner, to), next);
    const t = deps.texts(known.locale);
    const values = { name: known.name, workspace: known.workspace_name, link, minutes: LINK_MINUTES };
    await inWorkspace(deps.db, known.workspace_id, (tx) =>
      deps.letters.send(tx, {
        workspaceId: known.workspace_id,
        kind: "sign-in-link",
        to: known.email,
        toName: known.name,
        subject: t("letters:signInLink.subject", values),
        text: t("letters:signInLink.text", values),
      }),
    );
  }
}

/** The first desk of the account, whose letter it will be. */
async function findKnown({ owner }: PeopleDeps, email: string): Promise<Known | undefined> {
  const { rows } = await sql<Known>`
    select p.workspace_id, p.workspace_name, p.name, u.email, w.locale
    from auth_user u cross join lateral persons_of_user(u.id) p join workspace w on w.id = p.workspace_id
    where u.email = ${email} limit 1`.execute(owner);
  return rows[0];
}
