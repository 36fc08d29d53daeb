import type { TriggerOn, WaitingSince } from "../automation/trigger.ts";
import { later } from "../process/dates.ts";
import { UNDER_WAY } from "../process/process.ts";
import type { Change } from "./changes.ts";

/** A moment at which a ticket has waited long enough: between which changes, and since when it waits. */
export type Look = { index: number; at: Date; since: string };

/**
 * When a trigger that waits would look at a ticket: once between any two changes, as soon as it has waited long enough.
 * A ticket that is over waits for nothing.
 */
export function looksOf(
  on: readonly TriggerOn[],
  changes: readonly Change[],
  { until, zone }: { until: Date; zone: string },
): Look[] {
  return on.flatMap((one) => {
    if (one.event !== "waiting") return [];
    const begun = sinceOf(one.since, changes);
    return changes.flatMap(({ at, after }, index): Look[] => {
      const since = begun[index];
      if (since === undefined || !UNDER_WAY.includes(after.category)) return [];
      const due = later(new Date(since), one.for, zone);
      const look = due > at ? due : at;
      return look < (changes[index + 1]?.at ?? until) ? [{ index, at: look, since }] : [];
    });
  });
}

/** Since when the ticket waits after each of its changes. */
function sinceOf(since: WaitingSince, changes: readonly Change[]): string[] {
  let moved = "";
  return changes.map(({ at, before, after }) => {
    if (before?.status !== after.status) moved = at.toISOString();
    if (since === "status") return moved;
    return since === "updated" ? after.updatedAt : after.createdAt;
  });
}
