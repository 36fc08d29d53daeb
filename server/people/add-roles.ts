import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

/** A role as a fresh workspace begins with it; `notices` by event and channel. */
export type NewRole = { key: string; name: string; permissions: readonly string[]; notices?: object };

/** Adds roles to a workspace in this order; answers their ids by key. */
export async function addRoles(
  tx: Tx,
  workspaceId: string,
  roles: readonly NewRole[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(roles.map(({ key }) => [key, newId()]));
  if (roles.length === 0) return ids;
  const rows = roles.map((role, position) => ({
    workspace_id: workspaceId,
    id: ids.get(role.key) ?? newId(),
    key: role.key,
    name: role.name,
    permissions: role.permissions,
    notices: JSON.stringify(role.notices ?? {}),
    position,
  }));
  await tx.insertInto("role").values(rows).execute();
  return ids;
}
