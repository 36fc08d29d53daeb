import type { Task } from "../platform/jobs.ts";
import { callWebhook } from "./call-webhook.ts";
import type { AutomationDeps } from "./deps.ts";
import { runTriggers, runWaited } from "./run-triggers.ts";
import { lookForWaiting } from "./scan-waiting.ts";
import { CALL_WEBHOOK, RUN_TRIGGERS, RUN_WAITED, SCAN_WAITING } from "./tasks.ts";

/** The jobs of automation. */
export const automationTasks = (deps: AutomationDeps): Record<string, Task> => ({
  [RUN_TRIGGERS]: (payload, job) => runTriggers(deps, payload, job),
  [RUN_WAITED]: (payload, job) => runWaited(deps, payload, job),
  [SCAN_WAITING]: (payload) => lookForWaiting(deps, payload),
  [CALL_WEBHOOK]: (payload, job) => callWebhook(deps, payload, job),
});
