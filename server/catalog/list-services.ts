import { sql } from "kysely";
import { Type } from "typebox";
import type { Service } from "../../contract/catalog.ts";
import type { Request, Response } from "../../contract/routes.ts";
import { Uuid } from "../../contract/shape.ts";
import type { Ctx } from "../platform/http/context.ts";
import { PAGE, pageOf, readCursor } from "../platform/http/page.ts";
import { searchPatterns } from "../platform/search-words.ts";
import { accessService, openServices } from "./access.ts";
import { readServices } from "./read-services.ts";

/** Position, name and id of the last service of a page. */
const Key = Type.Tuple([Type.Integer(), Type.String({ maxLength: 500 }), Uuid]);

/** The services that the employee's role may work with, by position and name; found by words of either name. */
export const listServices = (ctx: Ctx, query: Request<"listServices">["query"]): Promise<Response<"listServices">> =>
  ctx.read(async (tx) => {
    const { workspaceId, person } = ctx;
    const limit = query.limit ?? PAGE;
    const after = readCursor(query.cursor, Key);
    const patterns = searchPatterns(query.search);
    const found = await tx
      .selectFrom("service")
      .select(["id", "position", "name"])
      .where("workspace_id", "=", workspaceId)
      .where(openServices(person))
      .$if(query.type !== undefined, (q) => q.where("type_id", "=", query.type ?? ""))
      .$if(query.active !== undefined, (q) => q.where("active", "=", query.active ?? true))
      .$if(patterns !== null, (q) =>
        q.where(sql<boolean>`(name || ' ' || internal_name) ilike all (${patterns}::text[])`),
      )
      .$if(after !== null, (q) =>
        q.where(sql<boolean>`(position, name, id) > (${after?.[0]}, ${after?.[1]}, ${after?.[2]})`),
      )
      .orderBy("position")
      .orderBy("name")
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const { rows, next } = pageOf(found, limit, ({ position, name, id }) => [position, name, id]);
    const items = await readServices(
      tx,
      workspaceId,
      rows.map(({ id }) => id),
    );
    return { items, ...next };
  });

/** The card of a service. */
export const getService = (ctx: Ctx, id: string): Promise<Service> =>
  ctx.read((tx) => accessService(tx, ctx.person, id));
