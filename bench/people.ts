/** Who the benchmark is: people of the data, who sign in as browsers do. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type RawBuilder, sql } from "kysely";
import { makeAuth } from "../server/people/auth.ts";
import { mintLinkToken } from "../server/people/sign-in-links.ts";
import { makeToken } from "../server/people/tokens.ts";
import type { Db } from "../server/platform/database.ts";

/** As many as design says that an employee is limited to. */
const SITES = 40;

/** An employee; `places` is empty for one who sees all. */
export type Person = { id: string; roleId: string; places: string[]; email: string };
export type People = { administrator: Person; limited: Person; resident: { id: string; email: string } };

/** Asks the API with a token; throws the answer of a refusal. */
export async function ask<T>(url: string, token: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === "" ? (undefined as T) : JSON.parse(text);
}

/**
 * Cookies of a session that has just begun, by a link as of a letter. They say who it is for five minutes without
 * a look at the database, so everybody signs in anew before he is measured.
 */
export async function signInAt(
  { owner, folder, url }: { owner: Db; folder: string; url: string },
  email: string,
): Promise<{ cookie: string }> {
  const secret = (await readFile(join(folder, "secret"), "utf8")).trim();
  const token = await mintLinkToken(makeAuth({ owner, secret, publicUrl: url }), owner, email);
  const answer = await fetch(`${url}/api/v1/session/links/${token}`, { method: "POST" });
  if (!answer.ok) throw new Error(`Signing in as ${email}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
  const cookies = answer.headers.getSetCookie().map((one) => one.split(";")[0]);
  return { cookie: cookies.join("; ") };
}

/** A token for programs of the employee; those of earlier runs are gone. */
export async function tokenOf(owner: Db, workspaceId: string, id: string): Promise<string> {
  await sql`delete from api_token where workspace_id = ${workspaceId} and person_id = ${id} and name = 'benchmark'`.execute(
    owner,
  );
  const of = { workspaceId, kind: "employee", id, name: "benchmark", now: new Date(), expiresAt: null } as const;
  return (await makeToken(owner, of)).token;
}

/**
 * An administrator who sees everything; the employee with the most tickets of those who are limited to 40 sites, or as
 * near to it as there is; a resident with access to the portal.
 */
export async function findPeople(owner: Db, workspaceId: string): Promise<People> {
  return {
    administrator: await one(
      owner,
      sql<Person>`select e.id, e.role_id as "roleId", e.email, array[]::uuid[] as places
        from employee e join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
        where e.workspace_id = ${workspaceId} and e.active and e.all_places and e.user_id is not null
          and r.permissions @> '{section.employees,section.tickets,ticket.read}'
        order by cardinality(r.permissions) desc, e.email limit 1`,
      "administrator",
    ),
    limited: await one(
      owner,
      sql<Person>`select e.id, e.role_id as "roleId", e.email, p.places
        from employee e join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
          cross join lateral (select array_agg(p.place_id order by p.place_id) as places from employee_place p
            where p.workspace_id = e.workspace_id and p.employee_id = e.id) p
        where e.workspace_id = ${workspaceId} and e.active and not e.all_places and e.user_id is not null
          and r.permissions @> '{section.tickets,ticket.read}' and p.places is not null
        order by abs(cardinality(p.places) - ${SITES}), (select count(*) from ticket_person t
          where t.workspace_id = e.workspace_id and t.employee_id = e.id and t.part = 'assignee') desc, e.email limit 1`,
      "employee who is limited to some sites",
    ),
    resident: await one(
      owner,
      sql<{ id: string; email: string }>`select id, email from contact
        where workspace_id = ${workspaceId} and portal_access and user_id is not null and email is not null
        order by email limit 1`,
      "resident with access to the portal",
    ),
  };
}

async function one<T>(owner: Db, query: RawBuilder<T>, what: string): Promise<T> {
  const { rows } = await query.execute(owner);
  if (!rows[0]) throw new Error(`The workspace has no ${what}`);
  return rows[0];
}
