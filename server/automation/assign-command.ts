import type { Action } from "../../core/automation/trigger.ts";
import type { Command } from "../../core/process/commands.ts";
import type { Tx } from "../platform/database.ts";
import { badField } from "../platform/http/problem.ts";
import { whoAnswers } from "../routing/who-answers.ts";
import type { TicketRowFull } from "../tickets/columns.ts";

type Assign = Extract<Action, { do: "assign" }>;
type AssignCommand = Extract<Command, { kind: "assign" }>;

/**
 * The command of an action `assign`: team and assignees take the place of those who are there, controllers and observers
 * come to them. By default it is who answers for such tickets anyway. 422 for a team that is gone.
 */
export async function assignCommand(tx: Tx, row: TicketRowFull, action: Assign, now: Date): Promise<AssignCommand> {
  const { team, assignees, controllers, observers } = action;
  if (team) await checkTeam(tx, row.workspace_id, team);
  const named: AssignCommand = {
    kind: "assign",
    ...(team === undefined ? {} : { team }),
    ...(assignees ? { assignees } : {}),
    ...(controllers ? { controllers: [...new Set([...row.controller_ids, ...controllers])] } : {}),
    ...(observers ? { observers: [...new Set([...row.observer_ids, ...observers])] } : {}),
  };
  return action.byDefault ? { ...(await defaultCommand(tx, row, now)), ...named } : named;
}

async function defaultCommand(tx: Tx, row: TicketRowFull, now: Date): Promise<AssignCommand> {
  const { team, assignee, observers } = await whoAnswers(tx, row, now);
  return {
    kind: "assign",
    team,
    ...(assignee === null ? {} : { assignees: [assignee] }),
    observers: [...new Set([...row.observer_ids, ...observers])],
  };
}

async function checkTeam(tx: Tx, workspaceId: string, id: string): Promise<void> {
  const found = await tx
    .selectFrom("team")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!found) throw badField("team", "unknown-team", "There is no such team.", "Choose one from the list.");
}
