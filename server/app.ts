import type { FastifyInstance } from "fastify";
import { markContactSeen, savePreferences } from "./clients/link-account.ts";
import { conversationDoors } from "./conversation/routes.ts";
import { fileRoutes } from "./files/routes.ts";
import { diskStorage } from "./files/storage.ts";
import { openUploads } from "./files/upload-routes.ts";
import { makePeople } from "./people/people.ts";
import type { Db } from "./platform/database.ts";
import { makeDoors } from "./platform/http/doors.ts";
import { makeServer } from "./platform/http/server.ts";
import { loadTexts } from "./platform/i18n.ts";
import type { SendLetter } from "./platform/letters.ts";
import { ticketDoors } from "./tickets/routes.ts";

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
  /** One-click links of demo people work; never set on a real desk. */
  demo?: boolean;
  log?: boolean | object;
};

/** Wires the capabilities to one HTTP server; whoever starts it, listens. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = await makeServer({ log: options.log ?? false });
  const { db, now } = options;
  const people = makePeople({
    ...options,
    demo: options.demo ?? false,
    texts: await loadTexts(),
    letters: { send: options.sendLetter },
    contactSeen: markContactSeen,
    saveContactPreferences: savePreferences,
  });
  const storage = diskStorage(options.filesFolder);
  const forDoors = { db, now, authenticate: people.authenticate };
  const doors = makeDoors(app, forDoors);
  people.open(doors);
  ticketDoors(doors);
  conversationDoors(doors);
  fileRoutes(doors, storage);
  openUploads(app, forDoors, storage);
  return app;
}
