import type { FastifyReply, FastifyRequest } from "fastify";
import type { Known, Person } from "../platform/http/context.ts";
import type { Doors } from "../platform/http/doors.ts";
import { makeAccounts } from "./accounts.ts";
import { makeAttempts } from "./attempts.ts";
import { makeAuth, makeReadSession } from "./auth.ts";
import { type AuthenticateOptions, makeAuthenticate } from "./authenticate.ts";
import type { PeopleDeps } from "./deps.ts";
import { makeKnownPersons } from "./known-persons.ts";
import { makeRenew } from "./renew-session.ts";
import { peopleRoutes } from "./routes.ts";

/** What is given from outside; the rest of the dependencies the capability makes itself. */
export type PeopleOptions = Omit<PeopleDeps, "auth" | "accounts" | "readSession" | "attempts"> & {
  now: () => Date;
  contactSeen: AuthenticateOptions["contactSeen"];
};

/** The capability, wired: who asks, its routes, and accounts for those who add people elsewhere. */
export type People = {
  authenticate: (request: FastifyRequest, reply?: FastifyReply) => Promise<Person | null>;
  /** Who was found behind the same cookie or token a moment ago. */
  known: (request: FastifyRequest) => Known | null;
  open: (doors: Doors) => void;
  deps: PeopleDeps;
};

/** Makes the capability; nothing is asked of the database yet. */
export function makePeople({ now, contactSeen, ...given }: PeopleOptions): People {
  const auth = makeAuth(given);
  const readSession = makeReadSession(auth);
  const deps: PeopleDeps = {
    ...given,
    auth,
    readSession,
    accounts: makeAccounts({ auth, owner: given.owner }),
    attempts: makeAttempts(given.owner),
  };
  const known = makeKnownPersons();
  return {
    known: (request) => known.find(request, now()),
    authenticate: makeAuthenticate({
      db: given.db,
      owner: given.owner,
      now,
      readSession,
      renew: makeRenew(deps),
      contactSeen,
      known,
    }),
    open: (doors) => peopleRoutes(doors, deps),
    deps,
  };
}
