import type { Request } from "../../contract/routes.ts";
import type { Ticket } from "../../contract/ticket-view.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";
import { changeTicket } from "./change-ticket.ts";
import { checkLinks } from "./check-links.ts";

/** Says who answers for the ticket and who follows it: people, and whole teams ([O-OBS-01]). */
export async function assignTicket(
  tx: Tx,
  ctx: Ctx,
  key: string,
  body: Request<"assignTicket">["body"],
): Promise<Ticket> {
  await checkLinks(tx, ctx, { team: body.team });
  await checkTeams(tx, ctx.workspaceId, body.observerTeams ?? []);
  return changeTicket(tx, ctx, key, { kind: "assign", ...body }, { ...body, teamId: body.team });
}

async function checkTeams(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await tx
    .selectFrom("team")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .execute();
  if (found.length === new Set(ids).size) return;
  throw badField("observerTeams", "unknown-team", "There is no such team.", "Choose one from the list.");
}
