import type { Reason } from "../../core/process/events.ts";
import type { MessengerKind } from "../channels/messenger.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

/** Somebody who was told by a letter or an SMS, or was not (`letter` null), and why. `id` null: a client who is no contact. */
export type Told = {
  /** Absent: by a letter. */
  channel?: "sms" | MessengerKind;
  kind: "employee" | "client" | "contact";
  id: string | null;
  letter: string | null;
  why: Reason[];
};

/** What one job told about one event of a ticket, and whom. */
export type Notice = {
  workspaceId: string;
  ticketId: string;
  /** The event's place in the log of the ticket. */
  seq?: number | null | undefined;
  kind: string;
  /** The same at every try of the same telling, and of no other. */
  job: string;
  at: Date;
  told: readonly Told[];
};

/** Keeps with the event who was told and who was not ([B-EXPL-01]), in the transaction of the letters. */
export async function keepNotice(tx: Tx, { workspaceId, ticketId, seq, told, ...notice }: Notice): Promise<void> {
  if (told.length === 0) return;
  await tx
    .insertInto("notice")
    .values({
      workspace_id: workspaceId,
      id: newId(),
      ticket_id: ticketId,
      ticket_seq: seq ?? null,
      ...notice,
      told: JSON.stringify(told),
    })
    .onConflict((same) => same.columns(["workspace_id", "job"]).doNothing())
    .execute();
}

/** Every code that mail gives; each has its text in every language, `notice-…` in `locales/…/why.json`. */
export const NOTICE_REASONS = [
  // Why somebody is to hear it, and what lets the letter go out.
  ...(["named", "of-team", "wrote-last", "called", "rule", "on-role", "on-own"] as const),
  ...(["client-message", "client-status", "client-rate", "client-assigned"] as const),
  ...(["sms-on-role", "sms-on-own"] as const),
  // What keeps it back.
  ...(["own-action", "off-role", "off-own", "blocked", "not-seen", "team-left-out", "hears-anyway"] as const),
  ...(["internal", "taken-back", "no-address", "by-employee", "acknowledge-off", "nobody-assigned"] as const),
  ...(["sms-off-role", "sms-off-own", "no-phone", "no-channel"] as const),
] as const;
export type NoticeReason = (typeof NOTICE_REASONS)[number];

/** One reason, as it is kept. */
export const because = (code: NoticeReason, facts: Reason["facts"] = {}): Reason => ({ rule: `notice.${code}`, facts });
