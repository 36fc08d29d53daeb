import type { Fault } from "./check.ts";
import type { Process } from "./process.ts";
import { same } from "./same.ts";

/**
 * What a changed process does to statuses of the system that it may not: rename them, give them another category,
 * unlock or remove them. Colours, moves and everything else about them is free.
 */
export function lockedFaults(before: Process, after: Process): Fault[] {
  return Object.entries(before.statuses).flatMap(([key, old]): Fault[] => {
    if (!old.locked) return [];
    const now = after.statuses[key];
    const stays = now?.locked && now.category === old.category && same(now.name, old.name);
    if (stays && same(now.clientName, old.clientName)) return [];
    const text = "A status of the system keeps its name and its category, and is not removed.";
    return [{ code: "locked-changed", at: `statuses.${key}`, text, params: { status: key } }];
  });
}
