import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import { configurationChanged } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { viewRules } from "./rule-rows.ts";

/**
 * Puts the rules of a kind into the order of the ids ([O-ROUT-15]). Whoever names others than there are has seen an
 * older list: 409 `rule/other-rules`.
 */
export const orderRules = (ctx: Ctx, { kind, ids }: Request<"orderRules">["body"]): Promise<Response<"orderRules">> =>
  ctx.write(async (tx) => {
    const { workspaceId } = ctx;
    configurationChanged(tx);
    const { rows } = await sql<{
      id: string;
    }>`select id from rule where workspace_id = ${workspaceId} and kind = ${kind}
      order by id for no key update`.execute(tx);
    const there = new Set(rows.map(({ id }) => id));
    if (there.size !== ids.length || ids.some((id) => !there.has(id))) {
      throw new Problem(409, "rule/other-rules", "Rules were added or deleted meanwhile. Look at the list again.");
    }
    await sql`update rule r set position = o.position - 1
      from unnest(${ids}::uuid[]) with ordinality as o (id, position)
      where r.workspace_id = ${workspaceId} and r.kind = ${kind} and r.id = o.id`.execute(tx);
    return { items: await viewRules(tx, workspaceId, { kind }) };
  });
