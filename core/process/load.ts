export type LoadColour = "green" | "yellow" | "red";

/** The colour of an employee's load by the number of his tickets in categories new, open and paused [H-ASG-05]. */
export function loadColour(open: number): LoadColour {
  if (open <= LOAD.acceptable) return "green";
  return open <= LOAD.medium ? "yellow" : "red";
}

/** The highest number of open tickets that still counts as acceptable, and as medium. */
export const LOAD = { acceptable: 5, medium: 10 } as const;
