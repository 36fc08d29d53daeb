/** Tasks of the worker that automation runs. */
export const RUN_TRIGGERS = "run-triggers";
export const RUN_WAITED = "run-waited";
export const SCAN_WAITING = "scan-waiting";
export const CALL_WEBHOOK = "call-webhook";
/** Letters of rules; mail writes them. */
export const TELL_BY_RULE = "tell-by-rule";
