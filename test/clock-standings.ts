/** What must hold of how the clocks of a ticket stand, whatever has happened to it. */
import assert from "node:assert/strict";
import { hasEnded } from "../core/process/case.ts";
import { clockIn } from "../core/process/clocks.ts";
import type { Facts } from "../core/process/commands.ts";
import type { Process } from "../core/process/process.ts";
import { CLOCKS, promisedBy } from "../core/process/promises.ts";
import { listedStanding, standingOf } from "../core/process/standing.ts";
import type { ClockName, TicketState } from "../core/process/state.ts";
import { clockOf, hasStopped } from "../core/sla/clock.ts";
import { explainClock } from "../core/sla/explain-clock.ts";

const MONTH_MS = 30 * 24 * 3_600_000;

/** A clock and how it stands at a moment; null where nothing is promised. */
export function standingAt(process: Process, state: TicketState, name: ClockName, given: Facts, now: Date) {
  const promised = promisedBy(state, name, given.sla);
  if (!promised) return null;
  const clock = clockOf(promised.calendar, promised.target, promised.runs, now);
  return { ...clock, standing: standingOf(process, state, name, promised, clock) };
}

/**
 * A clock that has stopped for good says so from then on and always the same; it stands, counts or waits only while the
 * ticket is under way; and a list says what the card says.
 */
export function checkStandings(process: Process, state: TicketState, given: Facts, now: Date): void {
  for (const name of CLOCKS) {
    const found = standingAt(process, state, name, given, now);
    const promised = promisedBy(state, name, given.sla);
    if (!found || !promised) continue;
    const { standing } = found;
    const isOver = hasStopped(standing);
    if (hasEnded(state.category)) assert.ok(isOver, `${name} of an ended ticket is ${standing}`);
    if (name === "reaction") assert.equal(isOver, state.reaction.stoppedAt !== null, `the reaction is ${standing}`);
    else if (standing === "paused") assert.notEqual(clockIn(process, state.status), "running");
    if (standing === "running") assert.ok(promised.isRunning);
    if (standing === "breached") assert.notEqual(found.breachedAt, null);
    if (standing === "met") assert.deepEqual([found.breachedAt, found.left !== null && found.left >= 0], [null, true]);
    if (standing === "void") assert.ok(state.resolvedAt === null || found.due === null);
    if (isOver) {
      const later = new Date(now.getTime() + MONTH_MS);
      assert.deepEqual(standingAt(process, state, name, given, later), found, `${name} goes on after its end`);
      const told = explainClock(promised.calendar, promised.target, promised.runs, later, isOver);
      assert.ok(told.intervals.every(({ ahead }) => !ahead) && told.pauses.every(({ to }) => to !== null));
      const counted = told.intervals.reduce((sum, { seconds }) => sum + seconds, told.leftOver);
      if (told.target !== null) assert.equal(counted, told.target);
    }
    const breached = CLOCKS.filter((one) => state.slaTold[one] === "late");
    const listed = listedStanding(process, { ...state, breached }, name);
    // A promise that was made shorter while the clock stood is told as broken when the clock goes on or ends.
    const isTold = !isOver || name === "reaction" || hasEnded(state.category);
    if (found.due !== null && isTold) assert.equal(listed, standing, `${name} in a list`);
    else if (listed !== null) assert.equal(hasStopped(listed), isOver);
  }
}
