import type { TicketState } from "../../../core/process/state.ts";

/** What it takes to put a split ticket back together. */
export type WayBack = {
  /** Of the ticket that was split, what was changed, as it was before. */
  former: Partial<TicketState>;
  /** How long the logs of both were after. */
  fromEvents: number;
  toEvents: number;
  /** What went along. */
  messages: string[];
  files: string[];
};
