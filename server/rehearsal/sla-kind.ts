import { CLOCKS, type ClockState, clockNow, planned } from "../../core/process/promises.ts";
import type { SlaFacts } from "../../core/sla/terms.ts";
import { loadSlaFacts } from "../settings/load-calendars.ts";
import { clockStateOf } from "../tickets/clock-state.ts";
import { termsOf } from "../tickets/promise.ts";
import { firstMatchKind } from "./first-match-kind.ts";
import type { Looked, Told } from "./kind.ts";

/** SLA rules: the deadlines that they would promise, and which of them would have been missed. */
export const SLA = firstMatchKind("sla", async (tx, row) => {
  const sla = await loadSlaFacts(tx, row.workspace_id);
  return (ticket, match) => {
    const terms = match.rule && termsOf(match.rule.id, match.rule.result);
    const told = promised(ticket, { ...clockStateOf(ticket), sla: terms }, sla, row.started_at);
    const { calendar = null, reaction = null, resolution = null } = terms ?? {};
    return { ...told, outcome: { calendar, reaction, resolution, ...told.outcome }, why: match.reasons };
  };
});

/**
 * What is promised to a ticket, and whether it would have been late by them: its clocks as they ran, counted against the
 * norms and the calendar, and how much each has counted. Clocks that still run are looked at as of the rehearsal.
 */
export function promised(ticket: Looked, state: ClockState, sla: SlaFacts, at: Date): Told {
  const clocks = CLOCKS.flatMap((name) => {
    const clock = clockNow(state, name, sla, at);
    return clock ? [{ name, ...clock }] : [];
  });
  const late = clocks.some(({ breachedAt }) => breachedAt !== null);
  return {
    outcome: { ...planned(state, sla), late, clocks: clocks.map(({ name, spent, left }) => ({ name, spent, left })) },
    why: [],
    counted: {
      counts: { late: Number(late) },
      ...(late ? { teams: [ticket.team_id], people: ticket.assignee_ids } : {}),
    },
  };
}
