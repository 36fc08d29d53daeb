import type { FormElement, Service } from "../../contract/catalog.ts";
import { checkForm } from "../../core/forms/check-form.ts";
import type { Tx } from "../platform/database.ts";
import { taken, unknownId } from "../platform/http/constraints.ts";
import { badField, Problem } from "../platform/http/problem.ts";
import { loadProcesses } from "../settings/load-process.ts";

export const SERVICE_CONSTRAINTS = {
  service_name: taken("service/name-taken", "name", "Another service has this name."),
  service_workspace_id_type_id_fkey: unknownId("type", "service type"),
  service_workspace_id_category_id_fkey: unknownId("category", "service category"),
  service_workspace_id_team_id_fkey: unknownId("team", "team"),
};

type Sent = {
  form?: FormElement[] | undefined;
  options?: Service["options"] | undefined;
  roles?: readonly string[] | undefined;
  process?: string | null | undefined;
};

/** The order form must make sense; controllers, approvers, roles and the process must be of this workspace. Throws 422. */
export async function checkService(
  tx: Tx,
  workspaceId: string,
  { form, options, roles, process }: Sent,
): Promise<void> {
  const refusals = checkForm(form ?? []);
  if (refusals.length > 0) {
    throw new Problem(422, "service/form-invalid", "The order form cannot be like this.", { refusals });
  }
  const approvers = (options?.stages ?? []).flatMap((stage) => stage.approvers);
  await checkIds(tx, workspaceId, "employee", options?.autoControllers ?? [], "options.autoControllers");
  await checkIds(tx, workspaceId, "employee", approvers, "options.stages");
  await checkIds(tx, workspaceId, "role", roles ?? [], "roles");
  if (process) await checkProcessKey(tx, workspaceId, process);
}

/** The process is one of those in force; else the field `process` is refused. */
export async function checkProcessKey(tx: Tx, workspaceId: string, key: string): Promise<void> {
  const keys = (await loadProcesses(tx, workspaceId)).map((process) => process.key);
  if (keys.includes(key)) return;
  throw badField("process", "unknown-process", "There is no such process.", `Choose one of: ${keys.join(", ")}.`);
}

async function checkIds(
  tx: Tx,
  workspaceId: string,
  what: "employee" | "role",
  ids: readonly string[],
  field: string,
): Promise<void> {
  const asked = new Set(ids);
  if (asked.size === 0) return;
  const rows = await tx
    .selectFrom(what)
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", [...asked])
    .execute();
  if (rows.length < asked.size) throw unknownId(field, what);
}

/** Makes these the roles that may work with the service; none: every role. */
export async function saveRoles(
  tx: Tx,
  workspaceId: string,
  serviceId: string,
  roles: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom("service_role")
    .where("workspace_id", "=", workspaceId)
    .where("service_id", "=", serviceId)
    .execute();
  const rows = [...new Set(roles)].map((role_id) => ({ workspace_id: workspaceId, service_id: serviceId, role_id }));
  if (rows.length > 0) await tx.insertInto("service_role").values(rows).execute();
}
