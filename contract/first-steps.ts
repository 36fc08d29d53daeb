import { Type } from "typebox";
import { routes } from "./route.ts";

/** What is done first after the set-up, in this order. */
export const FIRST_STEPS = ["mail", "people", "clients", "services", "ticket"] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

export const firstStepsRoutes = routes({
  getFirstSteps: {
    summary: "What a fresh workspace needs before it works, each with whether it is there already",
    tag: "Settings",
    door: ["section.settings"],
    status: 200,
    answer: Type.Object({ steps: Type.Record(Type.Enum(FIRST_STEPS), Type.Boolean()) }),
  },
});
