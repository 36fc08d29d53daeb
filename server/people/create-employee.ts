import type { Request, Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { newId } from "../platform/ids.ts";
import { availabilityColumns } from "./availability.ts";
import { checkReferences } from "./check-references.ts";
import type { PeopleDeps } from "./deps.ts";
import { sendInvitation } from "./invite-employee.ts";
import { refusingTakenEmail } from "./last-administrator.ts";
import { readEmployee } from "./read-employees.ts";
import { savePlaces, saveTeams } from "./save-access.ts";

/**
 * Adds an employee with his role ([O-ROLE-02]), teams ([O-GRP-02]) and places, and the account he signs in with: by
 * `password`, or by the link of the letter that `invite` sends. He is active at once. 409 `employee/email-taken`.
 */
export async function createEmployee(
  deps: PeopleDeps,
  ctx: Ctx,
  body: Request<"createEmployee">["body"],
): Promise<Response<"createEmployee">> {
  const { workspaceId } = ctx;
  const email = body.email.trim();
  return ctx.write(async (tx) => {
    await checkReferences(tx, workspaceId, body);
    const id = newId();
    await refusingTakenEmail(
      tx
        .insertInto("employee")
        .values({
          workspace_id: workspaceId,
          id,
          user_id: null,
          role_id: body.role,
          name: body.name.trim(),
          job_title: body.jobTitle ?? "",
          phone: body.phone ?? null,
          email,
          all_places: body.allPlaces ?? true,
          notices: JSON.stringify(body.notices ?? {}),
          ...availabilityColumns(body),
          created_at: ctx.now,
        })
        .execute(),
    );
    // After the row, so that an address that is taken here makes no account.
    const userId = await deps.accounts.ensure({ email, name: body.name, password: body.password });
    await refusingTakenEmail(
      tx
        .updateTable("employee")
        .set({ user_id: userId })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", id)
        .execute(),
    );
    await saveTeams(tx, { workspaceId, employeeId: id }, body.teams ?? []);
    await savePlaces(tx, { workspaceId, employeeId: id }, body.places ?? []);
    if (body.invite) await sendInvitation(tx, deps, ctx, { name: body.name, email });
    return readEmployee(tx, deps, ctx, id);
  });
}
