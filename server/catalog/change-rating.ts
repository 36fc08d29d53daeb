import type { Tx } from "../platform/database.ts";

/** Moves the sum and the number of ratings of a service, in the transaction of the rating ([H-RRAT-04]). */
export async function changeRating(
  tx: Tx,
  workspaceId: string,
  serviceId: string,
  change: { sum: number; count: number },
): Promise<void> {
  await tx
    .updateTable("service")
    .set((eb) => ({
      rating_sum: eb("rating_sum", "+", change.sum),
      rating_count: eb("rating_count", "+", change.count),
    }))
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", serviceId)
    .execute();
}
