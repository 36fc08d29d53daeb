import type { Tx } from "../platform/database.ts";
import { loadTicket } from "./access.ts";
import { run, SYSTEM } from "./act.ts";
import { stateOf } from "./columns.ts";

/** A service no longer uses controllers: those named on its tickets are controllers no more ([H-CTRL-06]). */
export async function controllersOff(tx: Tx, workspaceId: string, serviceId: string, now: Date): Promise<number> {
  const rows = await tx
    .selectFrom("ticket")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("service_id", "=", serviceId)
    .where((eb) => eb(eb.fn<number>("cardinality", ["controller_ids"]), ">", 0))
    .orderBy("id")
    .execute();
  for (const { id } of rows) {
    const row = await loadTicket(tx, workspaceId, id, { lock: true });
    await run(tx, row, stateOf(row), { kind: "system", event: "controllers.off" }, SYSTEM, now);
  }
  return rows.length;
}
