import { checkLease } from "./check-lease.ts";
import { checkLinks } from "./check-links.ts";
import { checkMoves } from "./check-moves.ts";
import { checkStages } from "./check-stages.ts";
import { checkValues } from "./check-values.ts";
import { checkWays } from "./check-ways.ts";
import type { Process } from "./process.ts";

export const FAULT_CODES = [
  "start-missing",
  "start-ended",
  "start-optional",
  "unknown-status",
  "unreachable",
  "dead-end",
  "never-ends",
  "never-ends-for",
  "nobody-leaves",
  "final-left",
  "final-unended",
  "timer-to-itself",
  "timer-without-exit",
  "approval-unanswered",
  "name-missing",
  "label-missing",
  "duplicate-move",
  "move-to-itself",
  "move-from-nothing",
  "move-for-nobody",
  "unknown-permission",
  "unknown-field",
  "unknown-team",
  "unknown-employee",
  "wrong-setting",
  "bad-key",
  "bad-time",
  "bad-number",
  "clock-contradiction",
  "expires-unresolved",
  "lease-contradiction",
  "locked-changed",
  "unknown-stage",
  "stage-unreachable",
  "duplicate-handover",
  "load-of-ended",
  "start-waits",
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/**
 * Something wrong with a process: where (`statuses.open.resume.to`, `moves[2].from`), a sentence that says what, and
 * the words that go into the sentence of another language.
 */
export type Fault = { code: FaultCode; at: string; text: string; params?: Record<string, string> };

/** What a process names outside of itself, as far as the asker knows it; what is left out is not checked. */
export type Known = {
  /** Keys of the workspace's own fields that are switched on, without `custom.`. */
  fields?: ReadonlySet<string>;
  /** Permissions that some role has. */
  permissions?: ReadonlySet<string>;
  teams?: ReadonlySet<string>;
  employees?: ReadonlySet<string>;
};

/** Everything that is wrong with a process; a process with faults must not run. */
export function checkProcess(process: Process, known: Known = {}): Fault[] {
  return [
    ...checkLinks(process, known),
    ...checkValues(process),
    ...checkMoves(process),
    ...checkWays(process, known),
    ...checkLease(process),
    ...checkStages(process),
  ];
}
