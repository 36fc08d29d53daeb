import type { Request, Response } from "../../contract/routes.ts";
import type { Db, Tx } from "../platform/database.ts";
import type { Ailing } from "../platform/health.ts";
import type { PublicCtx } from "../platform/http/context.ts";
import type { Http } from "../platform/http/doors.ts";

/** What the capability needs from elsewhere. */
export type SetupParts = {
  /** As the owner of the tables: there is no workspace yet to work in. */
  owner: Db;
  /** Which database it is, as `GET /health` tells. */
  database: "embedded" | "server";
  /** What is not well although requests can be served. */
  findAiling: () => Promise<Ailing[]>;
  /** Adds the first administrator with the account and password, in the transaction of the owner. */
  addAdministrator: (
    tx: Tx,
    who: { workspaceId: string; roleId: string; name: string; email: string; password: string; now: Date },
  ) => Promise<unknown>;
  /** Signs somebody in with a password and sets the cookies. */
  signIn: (ctx: PublicCtx, body: Request<"signIn">["body"], http: Http) => Promise<Response<"finishSetup">>;
};
