import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { sql } from "kysely";
import type { ActionRun } from "../../contract/automation.ts";
import { inWorkspace } from "../platform/database.ts";
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
    "content-length": String(Buffer.byteLength(body)),
    "user-agent": "Pult",
    "pult-signature": signWebhook(key, body, deps.now()),
  };
  let answer: { status?: number; reason?: string };
  try {
    const status = await post(deps, url, headers, body, job.signal);
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

/** Sends the body and answers the status; what the program says beyond it is not read. Redirects are not followed. */
function post(
  { guard, patience }: AutomationDeps,
  url: string,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<number> {
  const to = new URL(url);
  const isHttps = to.protocol === "https:";
  const options = { method: "POST", headers, signal, timeout: patience };
  return new Promise((resolve, reject) => {
    const answered = (response: { statusCode?: number; destroy: () => unknown }) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    };
    const sent = isHttps
      ? requestHttps(to, { ...options, agent: guard.agents.https }, answered)
      : requestHttp(to, { ...options, agent: guard.agents.http }, answered);
    sent.on("timeout", () => sent.destroy(new Error("ETIMEDOUT")));
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Why nobody was reached, as a code. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ERR_PRIVATE_ADDRESS") return "private-address";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "unknown-host";
  return "unreachable";
}
