import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";

/** The key of the process that tickets of this type run; undefined when there is no such type. */
export const processOfType = (tx: Tx, workspaceId: string, id: string): Promise<string | undefined> =>
  perConfiguration(tx, workspaceId, `process of type ${id}`, async () => {
    const type = await tx
      .selectFrom("service_type")
      .select("process_key")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    return type?.process_key;
  });
