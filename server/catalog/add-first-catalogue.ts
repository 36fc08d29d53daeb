import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

export type FirstCatalogue = {
  types: readonly { name: string; processKey: string; common: boolean; internal: boolean }[];
  categories: readonly { name: string; icon: string }[];
};

/** The service types and categories that a fresh workspace begins with, in this order. */
export async function addFirstCatalogue(
  tx: Tx,
  workspaceId: string,
  { types, categories }: FirstCatalogue,
): Promise<void> {
  if (types.length > 0) {
    const rows = types.map(({ processKey, ...type }, position) => ({
      ...type,
      workspace_id: workspaceId,
      id: newId(),
      process_key: processKey,
      position,
    }));
    await tx.insertInto("service_type").values(rows).execute();
  }
  if (categories.length > 0) {
    const rows = categories.map((category, position) => ({
      ...category,
      workspace_id: workspaceId,
      id: newId(),
      position,
    }));
    await tx.insertInto("service_category").values(rows).execute();
  }
}
