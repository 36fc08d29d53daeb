import { sql } from "kysely";
import type { Db } from "../platform/database.ts";
import { sameEmail } from "./accounts.ts";
import { makeToken } from "./tokens.ts";

type Entrant = { workspace_id: string; workspace_slug: string; kind: "employee" | "contact"; person_id: string };

/**
 * Makes a token for the person behind an address, for whoever has the server itself in hand. With several desks the
 * first by slug, unless `workspace` names one. Throws an `Error` that says what to do when there is nobody.
 */
export async function issueToken(
  owner: Db,
  who: { email: string; workspace?: string | undefined; name: string; now: Date },
): Promise<string> {
  const { rows } = await sql<Entrant>`
    select p.workspace_id, p.workspace_slug, p.kind, p.person_id
    from auth_user u cross join lateral persons_of_user(u.id) p where u.email = ${sameEmail(who.email)}`.execute(owner);
  const person = who.workspace === undefined ? rows[0] : rows.find((row) => row.workspace_slug === who.workspace);
  if (!person) {
    const where = who.workspace === undefined ? "any workspace" : `the workspace ${who.workspace}`;
    throw new Error(`Nobody with the address ${who.email} may come into ${where}.`);
  }
  const { workspace_id: workspaceId, kind, person_id: id } = person;
  const { token } = await makeToken(owner, { workspaceId, kind, id, name: who.name, now: who.now, expiresAt: null });
  return token;
}
