import type { Answer } from "../../../kit/api.ts";

export type Clocks = Answer<"getTicketClocks">;
export type ClockView = NonNullable<Clocks["reaction"]>;
export const CLOCKS = ["reaction", "resolution"] as const;

/** Why a clock has no planned time, as the key of a text. */
export const undue = ({ standing, reason }: ClockView): string =>
  standing === "void" ? "void" : (reason ?? "not-started");
