import { type RawBuilder, sql } from "kysely";
import { Type } from "typebox";
import type { Request, Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { PAGE, pageOf, readCursor } from "../platform/http/page.ts";
import type { PeopleDeps } from "./deps.ts";
import { readEmployees } from "./read-employees.ts";

const Cursor = Type.Tuple([Type.String(), Type.String({ format: "uuid" })]);

/** Employees by name ([O-EMP-01]); `search` looks into name, job title, address and phone. */
export async function listEmployees(
  deps: PeopleDeps,
  ctx: Ctx,
  { search, team, active, limit = PAGE, cursor }: Request<"listEmployees">["query"],
): Promise<Response<"listEmployees">> {
  const after = readCursor(cursor, Cursor);
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (search?.trim()) {
    const pattern = `%${search.trim().replace(/[\\%_]/g, "\\$&")}%`;
    const fields = sql`concat_ws(' ', e.name, e.job_title, e.email, e.phone)`;
    conditions.push(sql`${fields} ilike ${pattern}`);
  }
  if (team !== undefined) {
    conditions.push(sql`exists (select from team_member m
      where m.workspace_id = e.workspace_id and m.employee_id = e.id and m.team_id = ${team})`);
  }
  if (active !== undefined) conditions.push(sql`e.active = ${active}`);
  if (after) conditions.push(sql`(lower(e.name), e.id) > (${after[0]}, ${after[1]}::uuid)`);
  const rows = await ctx.read((tx) =>
    readEmployees(tx, deps, ctx.workspaceId, sql.join(conditions, sql` and `), limit + 1),
  );
  // Lower case as the database has it: its rules are those of C.UTF-8, like JavaScript's for the letters of names.
  const page = pageOf(rows, limit, (employee) => [employee.name.toLowerCase(), employee.id]);
  return { items: page.rows, ...page.next };
}
