import { isForGood, type MessengerFault } from "../channels/messenger.ts";
import type { Tx } from "../platform/database.ts";
import type { MessengerRow } from "./deps.ts";

const SECOND_MS = 1_000;
/** Pauses grow to this. */
const LONGEST_PAUSE_MS = 10 * 60 * SECOND_MS;

/** The account as it is kept, without asking who looks. */
export async function findMessenger(tx: Tx, workspaceId: string, id: string): Promise<MessengerRow | undefined> {
  const row = await tx
    .selectFrom("messenger")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  // A constraint of the table holds the kinds.
  return row as MessengerRow | undefined;
}

/** How long to wait after so many tries that failed one after the other, ms. The messenger's own word comes first. */
export const pauseAfter = (fault: MessengerFault, attempts: number): number =>
  fault.retryAfter !== null
    ? fault.retryAfter * SECOND_MS
    : Math.min(LONGEST_PAUSE_MS, 2 * SECOND_MS * 2 ** Math.min(attempts - 1, 20));

/** What is kept of an account after it was asked: that it works, or why not and since when. */
export function stateAfter(row: MessengerRow, fault: MessengerFault | null, now: Date) {
  if (!fault) {
    const well = { state: "ok", error: null, error_detail: null, attempts: 0, failing_since: null } as const;
    return { ...well, last_try_at: now, last_ok_at: now };
  }
  const attempts = row.attempts + 1;
  return {
    state: "failing",
    error: fault.code,
    error_detail: fault.detail,
    attempts,
    failing_since: row.failing_since ?? now,
    last_try_at: now,
  } as const;
}

/** Keeps how the account stands. A fault of one chat says nothing about it. */
export async function noteState(tx: Tx, row: MessengerRow, fault: MessengerFault | null, now: Date): Promise<void> {
  if (fault && isForGood(fault) && fault.code !== "refused") return;
  await tx
    .updateTable("messenger")
    .set(stateAfter(row, fault, now))
    .where("workspace_id", "=", row.workspace_id)
    .where("id", "=", row.id)
    .execute();
}
