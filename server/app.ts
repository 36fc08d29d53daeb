import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Db } from "./platform/database.ts";
import type { Person } from "./platform/http/context.ts";
import { makeDoors } from "./platform/http/doors.ts";
import { makeServer } from "./platform/http/server.ts";

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
  log?: boolean | object;
};

/** Wires the capabilities to one HTTP server; whoever starts it, listens. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = await makeServer({ log: options.log ?? false });
  const authenticate = async (_request: FastifyRequest): Promise<Person | null> => null;
  const doors = makeDoors(app, { db: options.db, now: options.now, authenticate });
  void doors;
  return app;
}
