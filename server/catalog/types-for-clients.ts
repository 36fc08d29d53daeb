import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";

/** The types that a client may give a ticket of his: active ones of which he sees the tickets. */
export const typesForClients = (tx: Tx, workspaceId: string): Promise<{ id: string; name: string }[]> =>
  perConfiguration(tx, workspaceId, "types for clients", () =>
    tx
      .selectFrom("service_type")
      .select(["id", "name"])
      .where("workspace_id", "=", workspaceId)
      .where("active", "=", true)
      .where("internal", "=", false)
      .where("common", "=", false)
      .orderBy("position")
      .orderBy("id")
      .limit(100)
      .execute(),
  );
