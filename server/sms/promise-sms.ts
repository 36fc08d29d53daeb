import { cutToParts, smsSize } from "../../core/sms/parts.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { enqueue } from "../platform/jobs.ts";
import { DELIVER_SMS } from "./deps.ts";
import { findGateway } from "./gateway-row.ts";

/** The longest SMS, in parts: a text that is longer is cut. */
const MOST_PARTS = 6;
/** Tries with growing pauses, over some two hours: later nobody needs it any more. */
const TRIES = 9;

/** An SMS to an employee. `once`: the same at every try of the same telling to him, and of no other. */
export type OutgoingSms = {
  kind: string;
  ticketId: string;
  employeeId: string;
  to: { phone: string; name: string };
  text: string;
  once: string;
};

/** Whether the workspace sends SMS at all. */
export async function sendsSms(tx: Tx, workspaceId: string): Promise<boolean> {
  return (await findGateway(tx, workspaceId))?.active === true;
}

/**
 * Promises an SMS in the transaction of what it tells of ([O-OBS-05]); it goes out once that is committed, and once only:
 * promised again by a job that was cut off it is the same SMS. Returns its id.
 */
export async function promiseSms(tx: Tx, workspaceId: string, sms: OutgoingSms, now: Date): Promise<string> {
  const id = newId();
  const text = cutToParts(sms.text.trim(), MOST_PARTS);
  const written = await tx
    .insertInto("sms_out")
    .values({
      workspace_id: workspaceId,
      id,
      kind: sms.kind,
      ticket_id: sms.ticketId,
      employee_id: sms.employeeId,
      to_phone: sms.to.phone,
      to_name: sms.to.name,
      text,
      parts: smsSize(text).parts,
      once: sms.once,
      created_at: now,
    })
    .onConflict((same) => same.columns(["workspace_id", "once"]).doNothing())
    .executeTakeFirst();
  if (written.numInsertedOrUpdatedRows === 1n) {
    await enqueue(tx, DELIVER_SMS, { workspaceId, smsId: id }, { key: `sms/${id}`, attempts: TRIES });
  }
  return id;
}
