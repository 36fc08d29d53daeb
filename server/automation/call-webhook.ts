import { sql } from "kysely";
import type { ActionRun } from "../../contract/automation.ts";
import { inWorkspace } from "../platform/database.ts";
import { faultOf, guardedRequest } from "../platform/guarded-request.ts";
import type { JobPayload, JobRun } from "../platform/jobs.ts";
import type { AutomationDeps } from "./deps.ts";
import { signWebhook, webhookKey } from "./webhook-body.ts";

type Call = JobPayload & { runId: string; index: number; url: string; body: string };

/**
 * Tells a program of a run, signed; tried again with growing pauses until it answers 2xx. How it went stands in the log
 * of runs. The program knows one call from another by `id` in the body, which is the same at each try.
 */
export async function callWebhook(deps: AutomationDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, runId, index, url, body } = payload as Call;
  const key = webhookKey(deps.secret, workspaceId);
  const headers = {
    "content-type": "application/json",
    "pult-signature": signWebhook(key, body, deps.now()),
  };
  let answer: { status?: number; reason?: string };
  try {
    const { status } = await guardedRequest(deps, { method: "POST", url, headers, body }, { signal: job.signal });
    answer = status >= 200 && status < 300 ? { status } : { status, reason: "webhook-refused" };
  } catch (error) {
    answer = { reason: reasonOf(error) };
  }
  const state: ActionRun["state"] = answer.reason === undefined ? "done" : job.isLast ? "failed" : "waiting";
  const run: ActionRun = { do: "webhook", state, attempts: job.attempt, ...answer };
  await inWorkspace(deps.db, workspaceId, (tx) =>
    sql`update rule_run set actions = jsonb_set(actions, array[${String(index)}::text], ${JSON.stringify(run)}::jsonb)
      where workspace_id = ${workspaceId} and id = ${runId}`.execute(tx),
  );
  if (state === "waiting") throw new Error(`The webhook ${new URL(url).origin} did not take it: ${answer.reason}`);
}

/** Why nobody was reached, as it stands in the log of runs. */
function reasonOf(error: unknown): string {
  const fault = faultOf(error);
  return fault === "no-answer" ? "unreachable" : fault;
}
