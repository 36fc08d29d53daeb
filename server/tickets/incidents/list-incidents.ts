import { sql } from "kysely";
import type { OpenIncident } from "../../../contract/incidents.ts";
import type { Request, Response } from "../../../contract/routes.ts";
import { loadIncidentTypes, loadOpenTypes } from "../../catalog/incident-types.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { seenBy } from "../scope.ts";

type Found = Omit<OpenIncident, "createdAt"> & { created_at: Date };

/** Incidents that go on, as far as the person sees them, the newest first. */
export async function listIncidents(
  tx: Tx,
  ctx: Ctx,
  { search = "", limit = 20 }: Request<"listIncidents">["query"],
): Promise<Response<"listIncidents">> {
  const types = [...(await loadIncidentTypes(tx, ctx.workspaceId))];
  if (types.length === 0) return { items: [], types: [] };
  const words = search.trim().replace(/^№\s*/, "");
  const piece = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const asked =
    words === "" ? sql`` : sql`and (t.number::text = ${words} or t.subject ilike ${piece} or t.address ilike ${piece})`;
  const { rows } = await sql<Found>`
    select t.id, t.number, t.subject, t.address, t.created_at, t.attached_count as attached from ticket t
    where t.workspace_id = ${ctx.workspaceId} and t.service_type_id = any(${types}::uuid[])
      and t.category in ('new', 'open', 'paused') and ${seenBy(ctx.person)} ${asked}
    order by t.created_at desc, t.id limit ${limit}`.execute(tx);
  return {
    items: rows.map(({ created_at: at, ...row }) => ({ ...row, createdAt: at.toISOString() })),
    types: await loadOpenTypes(tx, ctx.workspaceId),
  };
}
