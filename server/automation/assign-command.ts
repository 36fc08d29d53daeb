import type { Action } from "../../core/automation/trigger.ts";
import type { Command } from "../../core/process/commands.ts";
import { findContact } from "../clients/find-client.ts";
import type { Tx } from "../platform/database.ts";
import { badField } from "../platform/http/problem.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import { defaultPeople } from "../tickets/default-people.ts";

type Assign = Extract<Action, { do: "assign" }>;
type AssignCommand = Extract<Command, { kind: "assign" }>;

/**
 * The command of an action `assign`: team and assignees take the place of those who are there, controllers and observers
 * come to them. By default it is who answers for such tickets anyway. 422 for a team that is gone.
 */
export async function assignCommand(tx: Tx, row: TicketRowFull, action: Assign): Promise<AssignCommand> {
  const { team, assignees, controllers, observers } = action;
  if (team) await checkTeam(tx, row.workspace_id, team);
  const named: AssignCommand = {
    kind: "assign",
    ...(team === undefined ? {} : { team }),
    ...(assignees ? { assignees } : {}),
    ...(controllers ? { controllers: [...new Set([...row.controller_ids, ...controllers])] } : {}),
    ...(observers ? { observers: [...new Set([...row.observer_ids, ...observers])] } : {}),
  };
  return action.byDefault ? { ...(await defaultCommand(tx, row)), ...named } : named;
}

async function defaultCommand(tx: Tx, row: TicketRowFull): Promise<AssignCommand> {
  const { workspace_id: workspaceId, company_id: companyId, team_id: teamId } = row;
  const contact = await findContact(tx, workspaceId, row.contact_id);
  const people = await defaultPeople(tx, workspaceId, { contact, companyId, teamId });
  return {
    kind: "assign",
    team: people.teamId,
    ...(people.assignees.length > 0 ? { assignees: people.assignees } : {}),
    observers: [...new Set([...row.observer_ids, ...people.observers])],
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
