import type { Clock, Standing } from "../sla/clock.ts";
import { clockIn } from "./clocks.ts";
import type { Process } from "./process.ts";
import type { ClockState, Promised } from "./promises.ts";
import type { ClockName, TicketState } from "./state.ts";

type Ends = Partial<Pick<TicketState, "resolvedAt" | "closedAt" | "mergedInto">>;

/**
 * Whether nobody is held to a clock any more: the ticket was called off, or went into another, before the clock had
 * stopped. A ticket that is closed and was not solved has been called off.
 */
export function isVoid(state: Ends & Pick<TicketState, "reaction">, name: ClockName): boolean {
  const { resolvedAt = null, closedAt = null, mergedInto = null } = state;
  const endedAt = resolvedAt ?? closedAt;
  if (endedAt === null || (resolvedAt !== null && mergedInto === null)) return false;
  return name === "resolution" || (state.reaction.stoppedAt ?? endedAt) >= endedAt;
}

type Facts = { isRunning: boolean; hasRun: boolean; isOver: boolean; isLate: boolean; isVoid: boolean };

const standing = (facts: Facts): Standing => {
  if (facts.isOver) return facts.isLate ? "breached" : facts.isVoid ? "void" : "met";
  if (facts.isRunning) return "running";
  return facts.hasRun ? "paused" : "waiting";
};

/** How a promised clock stands; the process says which statuses end it before the ticket has ended. */
export function standingOf(
  process: Process,
  state: ClockState & Ends & Pick<TicketState, "status">,
  name: ClockName,
  { runs, isRunning }: Pick<Promised, "runs" | "isRunning">,
  clock: Pick<Clock, "due" | "breachedAt">,
): Standing {
  const hasEnded = (state.resolvedAt ?? state.closedAt ?? null) !== null;
  const hasRun = runs.length > 0;
  const isOver =
    name === "reaction"
      ? hasEnded || state.reaction.stoppedAt !== null
      : hasEnded || (hasRun && !isRunning && clockIn(process, state.status) === "stopped");
  // What never began is neither kept nor broken.
  const isUnused = clock.due === null || isVoid(state, name);
  return standing({ isRunning, hasRun, isOver, isLate: clock.breachedAt !== null, isVoid: isUnused });
}

/** What a list knows of a ticket's clocks: their planned times, which ones have been late, and where they stand. */
export type ListedClocks = Pick<
  TicketState,
  "status" | "reaction" | "runs" | "dueAt" | "reactionDueAt" | "resolvedAt" | "closedAt" | "mergedInto"
> & { resolution: Pick<TicketState["resolution"], "since">; breached: readonly string[] };

/** The same of a row of a list, without counting: null where no time is planned. */
export function listedStanding(process: Process, row: ListedClocks, name: ClockName): Standing | null {
  if ((name === "reaction" ? row.reactionDueAt : row.dueAt) === null) return null;
  const hasEnded = (row.resolvedAt ?? row.closedAt) !== null;
  const hasRun = row.runs.length > 0;
  // A time is planned before the work has begun only where a person named it: that one comes all the same.
  const isRunning = name === "reaction" || row.resolution.since !== null || !hasRun;
  const isStopped =
    name === "reaction" ? row.reaction.stoppedAt !== null : !isRunning && clockIn(process, row.status) === "stopped";
  const isLate = row.breached.includes(name);
  return standing({ isRunning, hasRun, isOver: hasEnded || isStopped, isLate, isVoid: isVoid(row, name) });
}
