import { sql } from "kysely";
import type { Known } from "../../../core/process/check.ts";
import { namedByProcess } from "../../../core/process/people.ts";
import type { Process } from "../../../core/process/process.ts";
import type { Tx } from "../../platform/database.ts";
import { loadStoredFields } from "../load-registry.ts";

/** What a process may name in this workspace, as far as this one names it. */
export async function knownThings(tx: Tx, workspaceId: string, process: Process): Promise<Known> {
  const fields = await loadStoredFields(tx, workspaceId);
  const teams = [
    ...Object.values(process.statuses).flatMap(({ handsTo }) => handsTo?.team ?? []),
    ...Object.values(process.stages ?? {}).flatMap(({ team }) => team ?? []),
  ];
  const { rows } = await sql<{ permissions: string[]; teams: string[]; employees: string[] }>`
    select array(select distinct unnest(permissions) from role where workspace_id = ${workspaceId}) as permissions,
      array(select id::text from team where workspace_id = ${workspaceId} and id = any(${teams}::uuid[])) as teams,
      array(select id::text from employee where workspace_id = ${workspaceId} and active
        and id = any(${namedByProcess(process)}::uuid[])) as employees`.execute(tx);
  const found = rows[0];
  return {
    fields: new Set(fields.filter(({ active }) => active).map(({ key }) => key)),
    permissions: new Set(found?.permissions),
    teams: new Set(found?.teams),
    employees: new Set(found?.employees),
  };
}
