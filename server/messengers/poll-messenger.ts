import { MessengerFault } from "../channels/messenger.ts";
import { inWorkspace } from "../platform/database.ts";
import { type MessengerDeps, type MessengerRow, openAccount, wayOf } from "./deps.ts";
import { keepUpdates } from "./keep-updates.ts";
import { pauseAfter, stateAfter } from "./messenger-state.ts";

/** Whoever asks has the account for the time of one question and this, ms; who dies with it leaves it to the next. */
const LEASE_MS = 60_000;

/** What came of one question: `idle`: somebody else asks, or it is not due, off or gone. */
export type Polled = "went" | "failed" | "idle";

/**
 * Asks once for what is new. Updates are committed together with how far they were taken, and only the next question
 * tells the messenger that it may forget them: whatever goes away in between, none is lost, and those that come again
 * are known. `me` names the process: of several only one asks at a time.
 */
export async function pollMessenger(
  deps: MessengerDeps,
  { workspaceId, id, me }: { workspaceId: string; id: string; me: string },
  signal: AbortSignal,
): Promise<Polled> {
  const row = await claim(deps, workspaceId, id, me);
  if (!row) return "idle";
  try {
    const account = openAccount(deps, row);
    const asked = await wayOf(deps, row.kind).poll?.(account, row.position, deps.pollSeconds, signal);
    if (!asked) return "idle";
    await release(deps, row, me, async (tx, now) => {
      await keepUpdates(tx, deps, row, asked.updates);
      return { ...stateAfter(row, null, now), position: asked.position, next_try_at: now };
    });
    return "went";
  } catch (error) {
    if (!(error instanceof MessengerFault)) throw error;
    // The process stops: that is nobody's fault, and the next one goes on at once.
    const fault = signal.aborted ? null : error;
    await release(deps, row, me, async (_tx, now) => {
      if (!fault) return { next_try_at: now };
      const pause = pauseAfter(fault, row.attempts + 1);
      return { ...stateAfter(row, fault, now), next_try_at: new Date(now.getTime() + pause) };
    });
    return "failed";
  }
}

async function claim(deps: MessengerDeps, workspaceId: string, id: string, me: string): Promise<MessengerRow | null> {
  const now = deps.now();
  const lease = new Date(now.getTime() + deps.pollSeconds * 1_000 + LEASE_MS);
  return inWorkspace(deps.db, workspaceId, async (tx) => {
    const row = await tx
      .updateTable("messenger")
      .set({ next_try_at: lease, claimed_by: me })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .where("active", "=", true)
      .where("next_try_at", "<=", now)
      .returningAll()
      .executeTakeFirst();
    return (row as MessengerRow | undefined) ?? null;
  });
}

/** Gives the account back; nothing of it is kept when it was changed meanwhile, or taken by another after the lease. */
async function release(
  deps: MessengerDeps,
  row: MessengerRow,
  me: string,
  work: (tx: Parameters<typeof keepUpdates>[0], now: Date) => Promise<object>,
): Promise<void> {
  await inWorkspace(deps.db, row.workspace_id, async (tx) => {
    const held = await tx
      .selectFrom("messenger")
      .select("id")
      .where("workspace_id", "=", row.workspace_id)
      .where("id", "=", row.id)
      .where("claimed_by", "=", me)
      .where("next_try_at", "=", row.next_try_at)
      .forUpdate()
      .executeTakeFirst();
    if (!held) return;
    const set = await work(tx, deps.now());
    await tx
      .updateTable("messenger")
      .set({ claimed_by: null, ...set })
      .where("workspace_id", "=", row.workspace_id)
      .where("id", "=", row.id)
      .execute();
  });
}
