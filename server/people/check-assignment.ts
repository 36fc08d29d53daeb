import type { Static } from "typebox";
import type { TeamAssignment } from "../../contract/people.ts";
import type { Tx } from "../platform/database.ts";
import { badField } from "../platform/http/problem.ts";
import { checkReferences } from "./check-references.ts";

/** Refuses a mode of assignment that names who is not there, or calls nobody in a step: 422 with the field. */
export async function checkAssignment(
  tx: Tx,
  workspaceId: string,
  { shifts = [], escalation = [] }: Static<typeof TeamAssignment>,
): Promise<void> {
  for (const [i, { employee, team }] of escalation.entries()) {
    if (Boolean(employee) === Boolean(team)) {
      const mend = "Name an employee or a team.";
      throw badField(`assignment.escalation.${i}`, "nobody-called", "A step calls one employee or one team.", mend);
    }
  }
  const employees = [...shifts, ...escalation].flatMap(({ employee }) => employee ?? []);
  await checkReferences(tx, workspaceId, {
    members: employees,
    teams: escalation.flatMap(({ team }) => team ?? []),
  });
}
