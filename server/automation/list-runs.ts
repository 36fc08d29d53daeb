import { sql } from "kysely";
import type { ActionRun } from "../../contract/automation.ts";
import type { Request, Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";

type Row = {
  id: string;
  at: Date;
  ticket_id: string;
  number: number;
  subject: string;
  event: string;
  depth: number;
  result: string;
  reason: string | null;
  /** Written by the runs alone, in the contract's shape. */
  actions: ActionRun[];
};

/** What a trigger did in the last 30 days, newest first, with the result of each action. */
export const listRuns = (
  ctx: Ctx,
  id: string,
  { limit = 50, cursor }: Request<"listRuns">["query"],
): Promise<Response<"listRuns">> =>
  ctx.read(async (tx) => {
    if (cursor !== undefined && !/^[0-9a-f-]{36}$/.test(cursor)) {
      throw new Problem(422, "cursor/invalid", "The cursor is not one of this list: begin without one.");
    }
    const rule = await tx
      .selectFrom("rule")
      .select("id")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .where("kind", "=", "trigger")
      .executeTakeFirst();
    if (!rule) throw notFound("rule");
    const { rows } = await sql<Row>`
      select r.id, r.at, r.ticket_id, t.number, t.subject, r.event, r.depth, r.result, r.reason, r.actions from rule_run r
      join ticket t on t.workspace_id = r.workspace_id and t.id = r.ticket_id
      where r.workspace_id = ${ctx.workspaceId} and r.rule_id = ${id}
        ${cursor === undefined ? sql`` : sql`and r.id < ${cursor}::uuid`}
      order by r.id desc limit ${limit + 1}`.execute(tx);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ ticket_id, number, subject, reason, at, ...run }) => ({
        ...run,
        at: at.toISOString(),
        ticket: { id: ticket_id, number, subject },
        ...(reason === null ? {} : { reason }),
      })),
      ...(last ? { next: last.id } : {}),
    };
  });
