import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import { loadColour } from "../../core/process/load.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { accessTicket } from "./access.ts";

type Found = { id: string; name: string; job_title: string; load: number; teams: { id: string; name: string }[] };

/**
 * Employees who can be named on the ticket: as assignee those of its team with access to its place ([H-ASG-02],
 * decision 21), as controller anybody with access to the place ([H-CTRL-07], [H-CTRL-09]), as observer anybody.
 */
export async function listCandidates(
  tx: Tx,
  ctx: Ctx,
  key: string,
  query: Request<"listCandidates">["query"],
): Promise<Response<"listCandidates">> {
  const row = await accessTicket(tx, ctx, key, { lock: false });
  const ofTeam = query.part === "assignee" && row.team_id !== null;
  const bySite = query.part !== "observer";
  const like = `%${(query.search ?? "").trim().replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<Found>`
    select e.id, e.name, e.job_title, e.load, coalesce((
      select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name) from team_member m
      join team t on t.workspace_id = m.workspace_id and t.id = m.team_id
      where m.workspace_id = e.workspace_id and m.employee_id = e.id), '[]') as teams
    from employee e
    where e.workspace_id = ${ctx.workspaceId} and e.active and e.name ilike ${like}
      ${ofTeam ? sql`and exists (select from team_member m where m.workspace_id = e.workspace_id and m.employee_id = e.id and m.team_id = ${row.team_id})` : sql``}
      ${
        bySite
          ? sql`and (e.all_places or ${row.place_id}::uuid is null or exists (
              select from employee_place ep where ep.workspace_id = e.workspace_id and ep.employee_id = e.id
                and ep.place_id = any(${row.place_path}::uuid[])))`
          : sql``
      }
    order by e.load, e.name limit ${query.limit ?? 50}`.execute(tx);
  return {
    items: rows.map(({ job_title: jobTitle, ...person }) => ({
      ...person,
      jobTitle,
      loadColour: loadColour(person.load),
    })),
  };
}
