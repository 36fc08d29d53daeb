import { fixedOf, type Programme } from "../plans.ts";
import { scenarios } from "./scenarios.ts";

const client = "client@field.demo";
const client2 = "client2@field.demo";

export const programme: Programme = {
  scenarios,
  rhythm: {
    hours: [2, 1, 0.5, 0.3, 0.3, 0.5, 2, 5, 11, 16, 16, 14, 12, 11, 12, 13, 12, 11, 9, 8, 8, 7, 6, 4],
    days: [1.15, 1.05, 1, 1.05, 1.3, 0.9, 0.6],
    months: [0.85, 0.9, 1, 1, 1.05, 1.1, 1.05, 1, 1.05, 1, 1.05, 1.35],
  },
  fixed: fixedOf(scenarios, [
    [0.02, "Выездная заявка", client, { until: "opened" }],
    [4, "Выездная заявка", client, { course: "plain", until: "taken" }],
    [6, "Выездная заявка", client, { course: "plain", until: "done" }],
    [37, "Удаленка", client, { course: "asked" }],
    [4, "Удаленка", client2, { course: "asked", until: "taken" }],
    [29, "Выездная заявка", client2, { course: "again" }],
  ]),
};
