import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type RawBuilder, sql } from "kysely";
import { isPermission, type Permission } from "../../core/access/permissions.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import type { Known, Person } from "../platform/http/context.ts";
import { KNOWN_MS, type KnownPersons } from "./known-persons.ts";
import { GRACE_SECONDS } from "./renew-session.ts";

/** What a request proved about its caller, before it is known who that is. */
type Proof = { token: Buffer } | { sessionId: string };

/** Reads the session of a request's cookies; null when there is none. Renewed cookies are set on the reply. */
export type ReadSession = (request: FastifyRequest, reply?: FastifyReply) => Promise<{ sessionId: string } | null>;

export type AuthenticateOptions = {
  /** As the application works: for marks of last use. */
  db: Db;
  /** Past the walls: which workspace it is about is the question. */
  owner: Db;
  now: () => Date;
  readSession: ReadSession;
  /** Gives the session another secret, whose cookies go out with the reply. */
  renew: (sessionId: string, request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** Notes that a contact was here; his rows belong to another capability. */
  contactSeen: (db: Db, contact: { workspaceId: string; contactId: string; now: Date }) => Promise<void>;
  /** Where whoever is found is kept for the requests that follow. */
  known: KnownPersons;
};

/** A row of the one statement that finds who is behind a proof. */
type Found = {
  workspace_id: string;
  slug: string;
  kind: "employee" | "contact";
  id: string;
  name: string;
  chosen: boolean;
  token_id: string | null;
  session_id: string | null;
  renewal: string | null;
  expires_at: Date | null;
  scopes: string[] | null;
  last_used_at: Date | null;
  role_id: string | null;
  permissions: string[] | null;
  all_places: boolean | null;
  places: string[];
  sites: string[];
  within_sites: boolean;
  closed_services: string[];
  /** The version of who may do what in his workspace. */
  access: number;
};

/** How often "last used" and "last seen" are written down. */
const MARK_EVERY_MS = KNOWN_MS;

/**
 * Makes the function that finds the person behind a request: by `Authorization: Bearer pult_…`, else by the session's
 * cookie. An account with several desks works in the one chosen in the session, else in the one that
 * `X-Pult-Workspace` names, else in the first. One statement; null when nobody is found, when the token has expired,
 * and when the employee is blocked or the contact has no access any more.
 */
export function makeAuthenticate(
  options: AuthenticateOptions,
): (request: FastifyRequest, reply?: FastifyReply) => Promise<Person | null> {
  return async (request, reply) => {
    const proof = await proofOf(request, reply, options.readSession);
    if (!proof) return null;
    const now = options.now();
    const rows = await findPersons(options.owner, "token" in proof ? { ...proof, now } : proof);
    const found = chosen(rows) ?? named(rows, header(request, "x-pult-workspace")) ?? rows[0];
    if (!found) return null;
    await mark(options, found, now);
    // A live stream has sent its headers long ago: another request renews its session.
    if (found.session_id !== null && found.renewal === "due" && reply)
      await options.renew(found.session_id, request, reply);
    const person = personOf(found);
    // A session that is being renewed is good for a moment only.
    if (found.renewal === null) options.known.keep(request, { person, access: found.access }, keptUntil(found, now));
    return person;
  };
}

/** Until his last use is to be noted again, and never longer than his token holds. */
function keptUntil({ last_used_at, expires_at }: Found, now: Date): Date {
  const isFresh = last_used_at !== null && now.getTime() - last_used_at.getTime() < MARK_EVERY_MS;
  const noted = (isFresh ? last_used_at : now).getTime() + KNOWN_MS;
  return new Date(Math.min(noted, expires_at?.getTime() ?? noted));
}

async function proofOf(
  request: FastifyRequest,
  reply: FastifyReply | undefined,
  readSession: ReadSession,
): Promise<Proof | null> {
  const authorization = header(request, "authorization");
  if (authorization === null) return readSession(request, reply);
  // A caller who shows a token is the token's person or nobody, whatever cookies come along.
  const secret = /^Bearer +(pult_[\w-]{16,200})$/i.exec(authorization)?.[1];
  return secret ? { token: hashToken(secret) } : null;
}

/** What of a token is kept. The secret has 256 random bits, so that a plain hash is enough. */
export const hashToken = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** The sites at or beneath the places of an employee who is limited to some; one array is compared with each site. */
const HIS_SITES = sql`array(select site.id from place site
  where not e.all_places and site.workspace_id = who.workspace_id and site.kind = 'site' and site.path && array(
    select p.place_id from employee_place p where p.workspace_id = who.workspace_id and p.employee_id = e.id))`;

/** Everybody whom the proof stands for, those who may not come in left out; the first of them is the usual choice. */
async function findPersons(owner: Db | Tx, proof: Asked): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with who as (${whoIn(proof)})
    select who.workspace_id, w.slug, who.kind, who.person_id as id, coalesce(e.name, c.name) as name, who.chosen,
      who.token_id, who.session_id, who.renewal, who.expires_at, who.scopes, coalesce(who.last_used_at, c.last_seen_at) as last_used_at,
      w.access, e.role_id, r.permissions, e.all_places,
      array(select p.place_id from employee_place p
        where p.workspace_id = who.workspace_id and p.employee_id = e.id) as places,
      ${HIS_SITES} as sites,
      exists (select from employee_place p join place l on l.workspace_id = p.workspace_id and l.id = p.place_id
        where p.workspace_id = who.workspace_id and p.employee_id = e.id and not e.all_places
          and l.kind not in ('group', 'quarter', 'site')) as within_sites,
      array(select s.service_id from service_role s where s.workspace_id = who.workspace_id and e.id is not null
        group by s.service_id having not bool_or(s.role_id = e.role_id)) as closed_services
    from who join workspace w on w.id = who.workspace_id
    left join employee e on who.kind = 'employee' and e.workspace_id = who.workspace_id and e.id = who.person_id
      and e.active
    left join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
    left join contact c on who.kind = 'contact' and c.workspace_id = who.workspace_id and c.id = who.person_id
      and c.portal_access
    where e.id is not null or c.id is not null
    order by w.slug, who.kind desc`.execute(owner);
  return rows;
}

type Asked = { token: Buffer; now: Date } | { sessionId: string } | { workspaceId: string; employeeId: string };

function whoIn(asked: Asked): RawBuilder<unknown> {
  if ("token" in asked) return ofToken(asked.token, asked.now);
  return "sessionId" in asked ? ofSession(asked.sessionId) : ofEmployee(asked.workspaceId, asked.employeeId);
}

const ofEmployee = (workspaceId: string, id: string): RawBuilder<unknown> => sql`
  select ${workspaceId}::uuid as workspace_id, 'employee' as kind, ${id}::uuid as person_id, null::uuid as token_id,
    null::text as session_id, null::text as renewal, null::timestamptz as expires_at, null::text[] as scopes,
    null::timestamptz as last_used_at, true as chosen`;

const ofToken = (hash: Buffer, now: Date): RawBuilder<unknown> => sql`
  select t.workspace_id, t.kind, t.person_id, t.token_id, null as session_id, null as renewal, t.expires_at, t.scopes,
    t.last_used_at, false as chosen
  from person_of_token(${hash}) t where t.expires_at is null or t.expires_at > ${now}`;

/**
 * The session must still be there: a cookie may outlive it by its own expiry. One that another has taken the place of is
 * good for what was already on its way.
 */
const ofSession = (sessionId: string): RawBuilder<unknown> => sql`
  select p.workspace_id, p.kind, p.person_id, null::uuid as token_id, s.id as session_id, s.renewal,
    null::timestamptz as expires_at, null::text[] as scopes, s."seenAt" as last_used_at, p.workspace_id = s."workspaceId" as chosen
  from auth_session s cross join lateral persons_of_user(s."userId") p where s.id = ${sessionId}
    and (s.renewal is distinct from 'done' or s."seenAt" > now() - ${GRACE_SECONDS} * interval '1 second')`;

const chosen = (rows: readonly Found[]) => rows.find((row) => row.chosen);
const named = (rows: readonly Found[], slug: string | null) => rows.find((row) => row.slug === slug);

/**
 * Whom a session that has just begun stands for: at the desk asked for, else at the one chosen, else at the first; null
 * when the account may not come in there.
 */
export async function findEntrant(owner: Db, sessionId: string, slug: string | undefined): Promise<Person | null> {
  const rows = await findPersons(owner, { sessionId });
  const found = slug === undefined ? (chosen(rows) ?? rows[0]) : named(rows, slug);
  return found ? personOf(found) : null;
}

/**
 * An employee as he is known when he asks himself, for what a job does on his behalf, and the version of who may do what
 * that this rests on; null when he is blocked. `scopes`: of the token by which he asked for it, if there are any.
 */
export async function findEmployee(
  tx: Tx,
  workspaceId: string,
  employeeId: string,
  scopes: readonly string[] = [],
): Promise<Known | null> {
  const [found] = await findPersons(tx, { workspaceId, employeeId });
  return found ? { person: personOf({ ...found, scopes: [...scopes] }), access: found.access } : null;
}

async function mark({ db, owner, contactSeen }: AuthenticateOptions, found: Found, now: Date): Promise<void> {
  if (found.last_used_at && now.getTime() - found.last_used_at.getTime() < MARK_EVERY_MS) return;
  const { workspace_id: workspaceId, token_id: tokenId, session_id: sessionId } = found;
  if (found.kind === "contact") await contactSeen(db, { workspaceId, contactId: found.id, now });
  if (sessionId !== null) {
    const session = owner.updateTable("auth_session").set({ seenAt: now }).where("id", "=", sessionId);
    await session.where((eb) => eb.or([eb("renewal", "is", null), eb("renewal", "=", "due")])).execute();
  }
  if (tokenId === null) return;
  await inWorkspace(db, workspaceId, (tx) =>
    tx
      .updateTable("api_token")
      .set({ last_used_at: now })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", tokenId)
      .execute(),
  );
}

function personOf(found: Found): Person {
  return {
    workspaceId: found.workspace_id,
    kind: found.kind,
    id: found.id,
    name: found.name,
    permissions: new Set(allowed(found)),
    roleId: found.role_id,
    allPlaces: found.all_places ?? false,
    places: found.places,
    sites: found.sites,
    withinSites: found.within_sites,
    closedServices: found.closed_services,
    ...(found.token_id === null ? {} : { token: { expiresAt: found.expires_at, scopes: found.scopes ?? [] } }),
  };
}

/** The permissions of the role; a token with scopes has no others. */
function allowed({ permissions, scopes }: Found): Permission[] {
  const known = (permissions ?? []).filter(isPermission);
  return scopes && scopes.length > 0 ? known.filter((permission) => scopes.includes(permission)) : known;
}

function header(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
