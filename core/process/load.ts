import { statusOf } from "./case.ts";
import type { Process } from "./process.ts";

export type LoadColour = "green" | "yellow" | "red";

/** The colour of an employee's load by the number of his tickets in categories new, open and paused [H-ASG-05]. */
export function loadColour(open: number): LoadColour {
  if (open <= LOAD.acceptable) return "green";
  return open <= LOAD.medium ? "yellow" : "red";
}

/** Whether a ticket in this status counts as load of its assignees ([H-ASG-03], decision 5, [U-LOAD-03]). */
export function countsAsLoad(process: Process, key: string): boolean {
  const { load, category } = statusOf(process, key);
  return load ?? (category === "new" || category === "open" || category === "paused");
}

/** The highest number of open tickets that still counts as acceptable, and as medium. */
export const LOAD = { acceptable: 5, medium: 10 } as const;
