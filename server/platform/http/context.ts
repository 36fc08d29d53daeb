import type { Permission } from "../../../core/access/permissions.ts";
import type { Db, Tx } from "../database.ts";

/** Who asks: an employee or a contact of one workspace. */
export type Person = {
  workspaceId: string;
  kind: "employee" | "contact";
  id: string;
  name: string;
  /** Empty for contacts. */
  permissions: ReadonlySet<Permission>;
  roleId: string | null;
  /** Sees tickets of every place; otherwise those at `places` and beneath. */
  allPlaces: boolean;
  places: readonly string[];
  /** The sites that are wholly his, at or beneath `places`. */
  sites: readonly string[];
  /** Some of `places` lie within a site, so that only a part of it is his. */
  withinSites: boolean;
  /** Services that are for other roles than his: he sees no tickets of theirs ([H-ACC-13]). */
  closedServices: readonly string[];
  /** The token that the request came with; none behind a cookie. */
  token?: { expiresAt: Date | null; scopes: string[] };
};

/** Somebody who was found a moment ago, and the version of who may do what that he was found by. */
export type Known = { person: Person; access: number };

/** What every use-case gets: who asks, when it is, and the two ways into the database. */
export type Ctx = {
  person: Person;
  workspaceId: string;
  /** Read once per request. */
  now: Date;
  /** The version that the caller saw (`If-Match`), or null. */
  ifMatch: number | null;
  /** Runs in a transaction that sees this workspace only and changes nothing. */
  read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Like `read`, for what goes on after the answer, whoever may do what by then. */
  later: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /**
   * Like `read`, for changes. With an `Idempotency-Key` its result is kept with the change itself, and a second call
   * with the same key answers it without doing anything: so what it returns must be what the route answers.
   */
  write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Like `write`, but done whatever the `Idempotency-Key`: what it returns holds a secret, or is not what is answered. */
  writeAnew: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/** The same for doors that are open to people who have not signed in. */
export type PublicCtx = { db: Db; now: Date; address: string };
