import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { atVersion } from "../platform/http/versions.ts";
import { sameEmail } from "./accounts.ts";
import { availabilityColumns } from "./availability.ts";
import { checkReferences } from "./check-references.ts";
import type { PeopleDeps } from "./deps.ts";
import { renewSessions } from "./end-sessions.ts";
import { keepingAdministrator, refusingTakenEmail } from "./last-administrator.ts";
import { readEmployee } from "./read-employees.ts";
import { savePlaces, saveTeams } from "./save-access.ts";

type Change = Request<"updateEmployee">["body"];

/**
 * Changes an employee; what is not named stays. A new role holds from his next request on ([O-ROLE-02]), a new address
 * is the one he signs in with. 409 `employee/last-administrator` when nobody could set up employees any more.
 */
export async function updateEmployee(
  deps: PeopleDeps,
  ctx: Ctx,
  id: string,
  body: Change,
): Promise<Response<"updateEmployee">> {
  const { workspaceId } = ctx;
  const view = (tx: Tx) => readEmployee(tx, deps, ctx, id);
  return ctx.write((tx) =>
    atVersion(tx, ctx, { what: "employee", id, yours: body, view: () => view(tx) }, async () => {
      await checkReferences(tx, workspaceId, body);
      if (body.role === undefined) await saveRow(tx, deps, ctx, id, body);
      else await keepingAdministrator(tx, workspaceId, () => saveRow(tx, deps, ctx, id, body));
      if (body.teams) await saveTeams(tx, { workspaceId, employeeId: id }, body.teams);
      if (body.places) await savePlaces(tx, { workspaceId, employeeId: id }, body.places);
      if (body.role !== undefined || body.allPlaces !== undefined || body.places) await renewSessions(tx, [id]);
    }),
  );
}

async function saveRow(tx: Tx, deps: PeopleDeps, { workspaceId }: Ctx, id: string, body: Change): Promise<void> {
  const before = await tx
    .selectFrom("employee")
    .select(["user_id", "email", "name"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw notFound("employee");
  const save = (columns: object) =>
    refusingTakenEmail(
      tx.updateTable("employee").set(columns).where("workspace_id", "=", workspaceId).where("id", "=", id).execute(),
    );
  const columns = {
    ...(body.name === undefined ? {} : { name: body.name.trim() }),
    ...(body.jobTitle === undefined ? {} : { job_title: body.jobTitle }),
    ...(body.phone === undefined ? {} : { phone: body.phone }),
    ...(body.email === undefined ? {} : { email: body.email.trim() }),
    ...(body.role === undefined ? {} : { role_id: body.role }),
    ...(body.allPlaces === undefined ? {} : { all_places: body.allPlaces }),
    ...(body.notices === undefined ? {} : { notices: JSON.stringify(body.notices) }),
    ...availabilityColumns(body),
  };
  if (Object.keys(columns).length > 0) await save(columns);
  if (body.email !== undefined && sameEmail(body.email) !== sameEmail(before.email)) {
    const { email, name = before.name } = body;
    await save({ user_id: await deps.accounts.readdress({ userId: before.user_id, email, name }) });
  }
}
