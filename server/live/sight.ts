import { type Db, inWorkspace } from "../platform/database.ts";
import { loadSights, type Sight } from "../tickets/scope.ts";

/** The tickets as they are now, by id: one question for all streams, each of which then sees for itself. */
export async function readSights(db: Db, workspaceId: string, ids: readonly string[]): Promise<Map<string, Sight>> {
  if (ids.length === 0) return new Map();
  const sights = await inWorkspace(db, workspaceId, (tx) => loadSights(tx, workspaceId, ids));
  return new Map(sights.map((sight) => [sight.id, sight]));
}
