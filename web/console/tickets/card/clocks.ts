import type { Answer } from "../../../kit/api.ts";

export type Clocks = Answer<"getTicketClocks">;
export type ClockView = NonNullable<Clocks["reaction"]>;
export const CLOCKS = ["reaction", "resolution"] as const;
