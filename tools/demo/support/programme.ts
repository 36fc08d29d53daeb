import { fixedOf, type Programme } from "../plans.ts";
import { scenarios } from "./scenarios.ts";

const client = "client@support.demo";
const client2 = "client2@support.demo";

export const programme: Programme = {
  scenarios,
  rhythm: {
    hours: [1, 0.5, 0.4, 0.3, 0.4, 0.8, 2, 5, 11, 15, 16, 15, 13, 12, 13, 13, 12, 11, 9, 8, 6, 5, 3, 2],
    days: [1.3, 1.1, 1.05, 1, 1.05, 0.7, 0.5],
    months: [0.9, 1, 1.05, 1, 0.95, 0.9, 0.9, 1, 1.1, 1.1, 1.15, 1.2],
  },
  fixed: fixedOf(scenarios, [
    [0.01, "Вопрос", client, { until: "opened" }],
    [6, "Неполадка", client, { course: "asked", until: "answered" }],
    [8, "Неполадка", client, { course: "held", until: "held" }],
    [30, "Оплата", client, { course: "plain" }],
    [52, "Вопрос", client, { course: "again" }],
    [4, "Оплата", client2, { course: "asked", until: "said" }],
    [21, "Вопрос", client2, { course: "dropped" }],
  ]),
};
