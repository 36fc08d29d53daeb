/** Who the benchmark is: people of its own, made once in each data folder by the API, who sign in as browsers do. */
import { type RawBuilder, sql } from "kysely";
import { makeToken } from "../server/people/tokens.ts";
import type { Db } from "../server/platform/database.ts";

export const PASSWORD = "the-password-of-the-benchmark";
const SITES = 40;

/** An employee with what his requests carry. */
export type Person = { id: string; roleId: string; places: string[]; email: string };
export type People = { administrator: Person; limited: Person; portal: { id: string; email: string } };

type Row = { id: string; role_id: string; email: string };

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

/** Cookies of a session that has just begun. They say who it is for five minutes without a look at the database. */
export async function signIn(url: string, email: string): Promise<{ cookie: string }> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`Signing in as ${email}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
  return {
    cookie: answer.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; "),
  };
}

/** A token for programs of the employee. */
export async function tokenOf(owner: Db, workspaceId: string, id: string): Promise<string> {
  const of = { workspaceId, kind: "employee", id, name: "benchmark", now: new Date(), expiresAt: null } as const;
  return (await makeToken(owner, of)).token;
}

/**
 * The benchmark's people, made when they are missing: an administrator who sees everything, an employee of the most
 * common role who sees 40 sites, and a resident with access to the portal.
 */
export async function ensurePeople(owner: Db, url: string, workspaceId: string): Promise<People> {
  const first = await one<Row>(
    owner,
    sql`select e.id, e.role_id, e.email from employee e join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
      where e.workspace_id = ${workspaceId} and e.active and e.all_places and 'section.employees' = any(r.permissions)
      order by cardinality(r.permissions) desc, e.email limit 1`,
    "an administrator",
  );
  const common = await one<{ id: string }>(
    owner,
    sql`select r.id from role r join employee e on e.workspace_id = r.workspace_id and e.role_id = r.id
      where r.workspace_id = ${workspaceId} and r.permissions @> '{section.tickets,ticket.read}' and e.active
      group by r.id, r.key order by count(*) desc, r.key limit 1`,
    "a role that reads tickets",
  );
  // Every seventh or so, so that they lie in several quarters.
  const { rows: sites } = await sql<{ id: string }>`
    select id from (select id, address, row_number() over (order by address, id) as at, count(*) over () as all_of_them
      from place where workspace_id = ${workspaceId} and kind = 'site') s
    where at % greatest(1, all_of_them / ${SITES}) = 0 order by address limit ${SITES}`.execute(owner);
  const places = sites.map(({ id }) => id);
  let token: string | undefined;
  const byAdministrator = async <T>(path: string, body: unknown) => {
    token ??= await tokenOf(owner, workspaceId, first.id);
    return ask<T>(url, token, "POST", path, body);
  };
  const employee = async (email: string, role: string, within: string[] | null): Promise<Person> => {
    const { rows } = await sql<Row>`
      select id, role_id, email from employee where workspace_id = ${workspaceId} and email = ${email}`.execute(owner);
    const id =
      rows[0]?.id ??
      (
        await byAdministrator<{ id: string }>("/employees", {
          name: `Bench ${email.split("@")[0]}`,
          email,
          role,
          password: PASSWORD,
          ...(within ? { allPlaces: false, places: within } : { allPlaces: true }),
        })
      ).id;
    return { id, roleId: role, places: within ?? [], email };
  };
  const resident = async (email: string) => {
    const { rows } = await sql<{ id: string }>`
      select id from contact where workspace_id = ${workspaceId} and email = ${email}`.execute(owner);
    if (rows[0]) return { id: rows[0].id, email };
    const { id } = await byAdministrator<{ id: string }>("/contacts", { name: "Bench resident", email });
    await byAdministrator(`/contacts/${id}/access`, { access: true, password: PASSWORD });
    return { id, email };
  };
  return {
    administrator: await employee("administrator@bench.example", first.role_id, null),
    limited: await employee("forty-sites@bench.example", common.id, places),
    portal: await resident("resident@bench.example"),
  };
}

async function one<T>(owner: Db, query: RawBuilder<unknown>, what: string): Promise<T> {
  const { rows } = await (query as RawBuilder<T>).execute(owner);
  if (!rows[0]) throw new Error(`The workspace has no ${what}`);
  return rows[0];
}
