import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";

/** The service types whose tickets are incidents, also those that are switched off. */
export const loadIncidentTypes = (tx: Tx, workspaceId: string): Promise<ReadonlySet<string>> =>
  perConfiguration(tx, workspaceId, "incident-types", async () => {
    const rows = await tx
      .selectFrom("service_type")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("incident", "=", true)
      .execute();
    return new Set(rows.map(({ id }) => id));
  });

/** Those of them of which a ticket can be opened, in their order. */
export const loadOpenTypes = (tx: Tx, workspaceId: string): Promise<{ id: string; name: string }[]> =>
  tx
    .selectFrom("service_type")
    .select(["id", "name"])
    .where("workspace_id", "=", workspaceId)
    .where("incident", "=", true)
    .where("active", "=", true)
    .orderBy("position")
    .orderBy("name")
    .limit(100)
    .execute();
