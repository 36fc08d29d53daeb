import type { Updateable } from "kysely";
import { type Recipe, type Values, valuesOf } from "../../core/sms/recipe.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { onceDatabaseIsBack } from "../platform/database-away.ts";
import type { JobPayload, JobRun } from "../platform/jobs.ts";
import type { SmsGatewayTable, SmsOutTable } from "../platform/tables.ts";
import type { SmsDeps } from "./deps.ts";
import { accountOf, findGateway, type GatewayRow, recipeOf, secretPlace, today } from "./gateway-row.ts";
import { type HandedOver, handOver } from "./hand-over.ts";
import { tellLimit } from "./tell-limit.ts";

type Of = { workspaceId: string; smsId: string };
type Claimed = { recipe: Recipe; values: Values; parts: number; day: string };

/**
 * Hands an SMS to the gateway, at most once: it is marked before, so that after a crash in between, or when the gateway
 * does not answer, it is told as uncertain and not sent again. What was surely not taken is tried again with growing
 * pauses. What goes beyond the limit of the day stays behind, and says so.
 */
export async function deliverSms(deps: SmsDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const of = payload as JobPayload & Of;
  const claimed = await inWorkspace(deps.db, of.workspaceId, (tx) => claim(tx, deps, of));
  if (!claimed) return;
  const done = await handOver(deps, claimed.recipe, claimed.values, job.signal);
  const isAgain = !done.ok && done.again && !job.isLast;
  await onceDatabaseIsBack(
    () => inWorkspace(deps.db, of.workspaceId, (tx) => settle(tx, of, claimed, { done, isAgain }, deps.now())),
    job.signal,
  );
  // What the gateway has said stands with the SMS: it may name people, and the log names nobody.
  if (!done.ok && isAgain) throw new Error(`The SMS gateway did not take it: ${done.fault.code}`);
}

/** Marks it as being sent and counts it, or writes down why it does not go; null: there is nothing to send. */
async function claim(tx: Tx, deps: SmsDeps, of: Of): Promise<Claimed | null> {
  const { workspaceId } = of;
  const sms = await tx
    .selectFrom("sms_out")
    .select(["state", "to_phone", "text", "parts", "attempts"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", of.smsId)
    .forUpdate()
    .executeTakeFirst();
  if (!sms || sms.state === "sent" || sms.state === "failed") return null;
  const stays = async (code: string) => {
    await change(tx, of, { state: "failed", error: code, error_detail: "" });
    return null;
  };
  if (sms.state === "sending") return stays("unknown-outcome");
  // Of several at once each sees what the others have counted.
  const gateway = await findGateway(tx, workspaceId, { lock: true });
  if (!gateway?.active) return stays("gateway-off");
  const secret = deps.secrets.open(gateway.secret, secretPlace(workspaceId));
  if (secret === null) {
    const now = deps.now();
    await changeGateway(tx, workspaceId, { error: "secret-unreadable", error_detail: "", failed_at: now });
    return stays("secret-unreadable");
  }
  const day = await today(tx, workspaceId, deps.now());
  const used = partsOn(gateway, day);
  if (used + sms.parts > gateway.daily_limit) {
    if (gateway.limited_on !== day) await tellLimit(tx, deps, workspaceId, gateway.daily_limit);
    await changeGateway(tx, workspaceId, { limited_on: day });
    return stays("daily-limit");
  }
  await changeGateway(tx, workspaceId, { day, day_parts: used + sms.parts });
  await change(tx, of, { state: "sending", attempts: sms.attempts + 1 });
  const { login, sender } = gateway;
  const values = valuesOf({ phone: sms.to_phone, text: sms.text, login, secret, sender });
  return { recipe: recipeOf(accountOf(gateway)), values, parts: sms.parts, day };
}

/** How many parts have gone out on that day. */
export const partsOn = (gateway: Pick<GatewayRow, "day" | "day_parts">, day: string): number =>
  gateway.day === day ? gateway.day_parts : 0;

async function settle(
  tx: Tx,
  of: Of,
  { parts, day }: Claimed,
  { done, isAgain }: { done: HandedOver; isAgain: boolean },
  now: Date,
): Promise<void> {
  if (done.ok) {
    await change(tx, of, { state: "sent", error: null, error_detail: null, gateway_id: done.id, sent_at: now });
    await changeGateway(tx, of.workspaceId, { error: null, error_detail: null, sent_at: now });
    return;
  }
  const { code, detail } = done.fault;
  await change(tx, of, { state: isAgain ? "queued" : "failed", error: code, error_detail: detail });
  await changeGateway(tx, of.workspaceId, { error: code, error_detail: detail, failed_at: now });
  // What may have gone out is counted.
  if (code === "no-answer") return;
  await tx
    .updateTable("sms_gateway")
    .set((eb) => ({ day_parts: eb("day_parts", "-", parts) }))
    .where("workspace_id", "=", of.workspaceId)
    .where("day", "=", day)
    .where("day_parts", ">=", parts)
    .execute();
}

const change = (tx: Tx, { workspaceId, smsId }: Of, set: Updateable<SmsOutTable>) =>
  tx.updateTable("sms_out").set(set).where("workspace_id", "=", workspaceId).where("id", "=", smsId).execute();
const changeGateway = (tx: Tx, workspaceId: string, set: Updateable<SmsGatewayTable>) =>
  tx.updateTable("sms_gateway").set(set).where("workspace_id", "=", workspaceId).execute();
