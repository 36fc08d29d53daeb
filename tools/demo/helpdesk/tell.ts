import type { Desk, Plan, Tale } from "../desk.ts";
import { takeRequest, taleOf, type Ways } from "../take-request.ts";
import { tidy } from "../tidy.ts";
import { live } from "./live.ts";

const CHANNELS = [
  ["email", 50],
  ["portal", 22],
  ["call", 28],
] as const;

const WAYS: Ways = {
  courses: [
    ["plain", 56],
    ["asked", 20],
    ["held", 8],
    ["again", 6],
    ["dropped", 4],
    ["handed", 6],
    ["forgotten", 0.8],
  ],
  channels: ({ internal }) => (internal ? [["internal", 1]] : CHANNELS),
  dispatchers: ["dispatcher", "grishin"],
};

/** Makes up one ticket of a company, as far as it has come by the desk's present. */
export function tellServiceRequest(desk: Desk, plan: Plan): Tale {
  const request = takeRequest(desk, plan, WAYS);
  const { telling, opened, channel } = request;
  live(telling, opened.ticket, channel);
  tidy(telling, opened.ticket);
  return taleOf(request);
}
