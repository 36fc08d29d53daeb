import type { FastifyInstance } from "fastify";
import { markContactSeen } from "./clients/link-account.ts";
import { makeAuthenticate } from "./people/authenticate.ts";
import { peopleRoutes } from "./people/routes.ts";
import type { Db } from "./platform/database.ts";
import { makeDoors } from "./platform/http/doors.ts";
import { makeServer } from "./platform/http/server.ts";
import type { SendLetter } from "./platform/letters.ts";

export type AppOptions = {
  /** As the application works: behind the walls. */
  db: Db;
  /** As the owner of the tables: for sign-in only. */
  owner: Db;
  now: () => Date;
  /** Signs sessions, links and reply tokens. */
  secret: string;
  /** Where people reach this server, without a slash at the end. */
  publicUrl: string;
  /** Where files lie. */
  filesFolder: string;
  database: "embedded" | "server";
  /** Letters about accounts: invitations and sign-in links. */
  sendLetter: SendLetter;
  log?: boolean | object;
};

/** Wires the capabilities to one HTTP server; whoever starts it, listens. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = await makeServer({ log: options.log ?? false });
  const { db, owner, now } = options;
  const authenticate = makeAuthenticate({
    db,
    owner,
    now,
    readSession: async () => null,
    contactSeen: markContactSeen,
  });
  const doors = makeDoors(app, { db, now, authenticate });
  peopleRoutes(doors, { owner });
  return app;
}
