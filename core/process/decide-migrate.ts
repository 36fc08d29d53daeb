import { statusOf } from "./case.ts";
import { resolutionOnEntry } from "./clocks.ts";
import type { Actor, Decision, Facts } from "./commands.ts";
import { Draft } from "./draft.ts";
import { datesOnEntry, enter } from "./enter.ts";
import type { Reason } from "./events.ts";
import type { Process } from "./process.ts";
import { replan, slaTimers } from "./promises.ts";
import { stageIn } from "./stages.ts";
import type { TicketState } from "./state.ts";
import { timersOnEntry } from "./timers.ts";

/** Where tickets of a status go, by status of the version they stand on; null: nobody has said, and it is gone. */
export type StatusMap = Readonly<Record<string, string | null>>;

/**
 * Where the statuses of one version lead in another: as `given` says, else each to the status of the same key. What is
 * given is left out where it cannot be: nobody can be put into approval who was not asked for it.
 */
export function statusMap(from: Process, to: Process, given: Readonly<Record<string, string>>): StatusMap {
  return Object.fromEntries(
    Object.keys(from.statuses).map((key) => {
      const wanted = given[key] ?? key;
      const exists = Object.hasOwn(to.statuses, wanted);
      const needsApproval = wanted === to.approval?.status && key !== from.approval?.status;
      return [key, exists && !needsApproval ? wanted : null];
    }),
  );
}

/** Moves a ticket from one version of its process to another [B-PROC-03]. Nobody is told: nothing of the work changes. */
export function decideMigrate(of: {
  from: Process;
  to: Process;
  /** A status of `to`. */
  status: string;
  state: TicketState;
  actor: Actor;
  facts: Facts;
  now: Date;
  why: Reason[];
}): Extract<Decision, { ok: true }> {
  const { from, to, status, state, actor, facts, now, why } = of;
  const draft = new Draft({ process: to, state, actor, facts, now });
  const before = statusOf(from, state.status);
  const after = statusOf(to, status);
  const resumeAt = after.resume ? state.resumeAt : null;
  const data = { process: to.key, from: from.version, to: to.version };
  if (status !== state.status) {
    draft.recordQuietly({ kind: "process.changed", data, set: stageIn(to, state), why });
    enter(draft, { to: status, cause: "process", before, resumeAt, why, quiet: true });
  } else {
    const set: Partial<TicketState> = {
      category: after.category,
      resumeAt,
      ...resolutionOnEntry(to, state, status, now),
      ...(after.category === before.category ? {} : datesOnEntry(draft, after)),
      ...stageIn(to, state),
      // A window that the other version does not open is closed.
      ...(state.lease && to.lease?.status !== status ? { lease: null } : {}),
    };
    draft.recordQuietly({ kind: "process.changed", data, set, why });
    replan(draft, before);
    draft.setTimers(timersOnEntry(draft, before));
  }
  draft.setTimers(slaTimers(state, draft));
  return { ok: true, state: draft.state, events: draft.events, timers: draft.timers, effects: draft.effects };
}
