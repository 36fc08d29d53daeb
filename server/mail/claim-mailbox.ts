import type { Selectable, Updateable } from "kysely";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { enqueue } from "../platform/jobs.ts";
import type { MailboxTable } from "../platform/tables.ts";
import { FETCH_MAILBOX, type MailDeps } from "./deps.ts";
import type { ImapFault } from "./imap-fault.ts";

/** While somebody is at a mailbox its next time lies so far ahead, ms; with every letter anew. */
const LEASE_MS = 2 * 60_000;
const MINUTE_MS = 60_000;
/** Pauses grow to this. */
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;
/** The pause after a first wrong password: servers lock accounts that try too often. */
const PASSWORD_PAUSE_MS = 5 * MINUTE_MS;

export type MailboxRow = Selectable<MailboxTable>;
/** A mailbox that is ours until the lease ends; `address` takes its letters in. */
export type Claim = { mailbox: MailboxRow; address: string; lease: Date };

/** Where the password is kept, for the seal. */
export const passwordPlace = (workspaceId: string, mailboxId: string): string => `mailbox/${workspaceId}/${mailboxId}`;

/**
 * Takes the mailbox for a while; null when it is not due, off, gone, or somebody else has it. Whoever dies with it
 * leaves it to the next one when the lease ends.
 */
export async function claimMailbox(deps: MailDeps, workspaceId: string, id: string): Promise<Claim | null> {
  const now = deps.now();
  return inWorkspace(deps.db, workspaceId, async (tx) => {
    const found = await tx
      .selectFrom("mailbox as m")
      .innerJoin("mail_address as a", (join) =>
        join.onRef("a.workspace_id", "=", "m.workspace_id").onRef("a.id", "=", "m.address_id"),
      )
      .selectAll("m")
      .select("a.address")
      .where("m.workspace_id", "=", workspaceId)
      .where("m.id", "=", id)
      .where("m.active", "=", true)
      .where("a.active", "=", true)
      .where("m.next_try_at", "<=", now)
      .forUpdate("m")
      .skipLocked()
      .executeTakeFirst();
    if (!found) return null;
    const { address, ...mailbox } = found;
    const lease = new Date(now.getTime() + LEASE_MS);
    await ofMailbox(tx, mailbox).set({ next_try_at: lease, claimed: true }).execute();
    return { mailbox, address, lease };
  });
}

/** Somebody has changed the mailbox, or taken it after the lease: what is under way here counts no more. */
export class Overtaken extends Error {}

/**
 * Writes into a mailbox that is claimed and prolongs the lease. Throws `Overtaken` when it is not ours any more, so that
 * the transaction leaves nothing: of two that fetch the same letter one is undone.
 */
export async function holdMailbox(tx: Tx, claim: Claim, now: Date, set: Updateable<MailboxTable>): Promise<Date> {
  const lease = new Date(now.getTime() + LEASE_MS);
  const { numUpdatedRows } = await ofMailbox(tx, claim.mailbox)
    .set({ next_try_at: lease, ...set })
    .where("next_try_at", "=", claim.lease)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Overtaken();
  return lease;
}

/** How a run ended. `uid`: the letter at which it broke off. `more`: letters are left for the next run. */
export type RunEnd = { fault: ImapFault | null; uid: number | null; taken: number; more: boolean };

/** Gives the mailbox back with how it stands, and promises the next run. */
export async function releaseMailbox(deps: MailDeps, claim: Claim, end: RunEnd): Promise<void> {
  const now = deps.now();
  const { mailbox } = claim;
  await inWorkspace(deps.db, mailbox.workspace_id, async (tx) => {
    const state = end.fault ? failed(mailbox, end, end.fault, now) : went(end, now);
    await holdMailbox(tx, claim, now, { last_try_at: now, claimed: false, ...state });
    await promiseRun(tx, mailbox.workspace_id, mailbox.id, state.next_try_at);
  });
}

function went({ more }: RunEnd, now: Date) {
  return {
    state: "ok",
    error: null,
    error_detail: null,
    attempts: 0,
    failing_since: null,
    last_ok_at: now,
    next_try_at: more ? now : new Date(now.getTime() + MINUTE_MS),
  };
}

function failed(mailbox: MailboxRow, { uid, taken }: RunEnd, fault: ImapFault, now: Date) {
  // Letters that came before it broke show that all is well but for this moment.
  const attempts = taken > 0 ? 1 : mailbox.attempts + 1;
  const isSameLetter = uid !== null && taken === 0 && mailbox.stuck_uid === uid;
  return {
    state: "failing",
    error: fault.code,
    error_detail: fault.detail,
    attempts,
    failing_since: taken > 0 ? now : (mailbox.failing_since ?? now),
    ...(uid === null ? {} : { stuck_uid: uid, stuck_times: isSameLetter ? mailbox.stuck_times + 1 : 1 }),
    next_try_at: new Date(now.getTime() + pauseAfter(fault, attempts)),
  };
}

/** Milliseconds until the next try: doubled with each one that fails. */
function pauseAfter({ code }: ImapFault, attempts: number): number {
  const first = code === "wrong-password" ? PASSWORD_PAUSE_MS : MINUTE_MS;
  return Math.min(LONGEST_PAUSE_MS, first * 2 ** Math.min(attempts - 1, 10));
}

/** A run of this mailbox at the moment; it takes the place of one that was promised before. */
export const promiseRun = (tx: Tx, workspaceId: string, mailboxId: string, runAt: Date): Promise<void> =>
  enqueue(tx, FETCH_MAILBOX, { workspaceId, mailboxId }, { key: `fetch/${mailboxId}`, runAt, attempts: 5 });

const ofMailbox = (tx: Tx, { workspace_id, id }: Pick<MailboxRow, "workspace_id" | "id">) =>
  tx.updateTable("mailbox").where("workspace_id", "=", workspace_id).where("id", "=", id);
