import type { Doors } from "../platform/http/doors.ts";
import { askLink } from "./ask-link.ts";
import { blockEmployee, unblockEmployee } from "./block-employee.ts";
import { changePassword } from "./change-password.ts";
import { chooseWorkspace } from "./choose-workspace.ts";
import { createEmployee } from "./create-employee.ts";
import { createRole } from "./create-role.ts";
import { createTeam } from "./create-team.ts";
import { deleteRole } from "./delete-role.ts";
import { deleteTeam } from "./delete-team.ts";
import type { PeopleDeps } from "./deps.ts";
import { listEmployeeUses } from "./employee-uses.ts";
import { getMe } from "./get-me.ts";
import { getMySight } from "./get-my-sight.ts";
import { inviteEmployee } from "./invite-employee.ts";
import { listEmployees } from "./list-employees.ts";
import { readEmployee } from "./read-employees.ts";
import { readRoles } from "./read-roles.ts";
import { readTeams } from "./read-teams.ts";
import { endEmployeeSessions, endOtherSessions, endSession, listSessions } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { createToken, listTokens, revokeToken } from "./tokens.ts";
import { updateEmployee } from "./update-employee.ts";
import { updateMe } from "./update-me.ts";
import { updateRole } from "./update-role.ts";
import { updateTeam } from "./update-team.ts";
import { useLink } from "./use-link.ts";

/** Connects what people do about themselves, and about employees, roles and teams. */
export function peopleRoutes({ open, openPublic }: Doors, deps: PeopleDeps): void {
  openPublic("signIn", (ctx, { body }, http) => signIn(deps, ctx, body, http));
  openPublic("askLink", (ctx, { body }) => askLink(deps, ctx, body));
  openPublic("useLink", (ctx, { params }, http) => useLink(deps, ctx, params.token, http));
  open("signOut", (_ctx, _sent, http) => signOut(deps, http));
  open("getMe", (ctx) => getMe(deps.owner, ctx.person));
  open("getMySight", (ctx) => ctx.read((tx) => getMySight(tx, ctx)));
  open("updateMe", (ctx, { body }) => updateMe(deps, ctx, body));
  open("changePassword", (ctx, { body }, http) => changePassword(deps, ctx, body, http));
  open("chooseWorkspace", (ctx, { body }, http) => chooseWorkspace(deps, ctx, body.workspace, http));

  open("listSessions", (ctx, _sent, http) => listSessions(deps, ctx, http));
  open("endOtherSessions", (ctx, _sent, http) => endOtherSessions(deps, ctx, http));
  open("endSession", (ctx, { params }) => endSession(deps, ctx, params.id));

  open("listEmployees", (ctx, { query }) => listEmployees(deps, ctx, query));
  open("createEmployee", (ctx, { body }) => createEmployee(deps, ctx, body));
  open("getEmployee", (ctx, { params }) => ctx.read((tx) => readEmployee(tx, deps, ctx, params.id)));
  open("updateEmployee", (ctx, { params, body }) => updateEmployee(deps, ctx, params.id, body));
  open("listEmployeeUses", (ctx, { params }) => listEmployeeUses(ctx, params.id));
  open("blockEmployee", (ctx, { params, body }) => blockEmployee(deps, ctx, params.id, body.replacement));
  open("unblockEmployee", (ctx, { params }) => unblockEmployee(deps, ctx, params.id));
  open("endEmployeeSessions", (ctx, { params }) => endEmployeeSessions(ctx, params.id));
  open("inviteEmployee", (ctx, { params }) => inviteEmployee(deps, ctx, params.id));

  open("listRoles", async (ctx) => ({ items: await ctx.read((tx) => readRoles(tx, ctx.workspaceId)) }));
  open("createRole", (ctx, { body }) => createRole(ctx, body));
  open("updateRole", (ctx, { params, body }) => updateRole(ctx, params.id, body));
  open("deleteRole", (ctx, { params }) => deleteRole(ctx, params.id));

  open("listTeams", async (ctx) => ({ items: await ctx.read((tx) => readTeams(tx, ctx.workspaceId)) }));
  open("createTeam", (ctx, { body }) => createTeam(ctx, body));
  open("updateTeam", (ctx, { params, body }) => updateTeam(ctx, params.id, body));
  open("deleteTeam", (ctx, { params }) => deleteTeam(ctx, params.id));

  open("listTokens", (ctx) => listTokens(ctx));
  open("createToken", (ctx, { body }) => createToken(ctx, body));
  open("revokeToken", (ctx, { params }) => revokeToken(ctx, params.id));
}
