import { fixedOf, type Programme } from "../plans.ts";
import { scenarios } from "./scenarios.ts";

const client = "client@lines.demo";
const client2 = "client2@lines.demo";

export const programme: Programme = {
  scenarios,
  rhythm: {
    hours: [2, 1, 0.5, 0.4, 0.4, 0.8, 2, 5, 9, 13, 15, 15, 13, 13, 13, 12, 12, 13, 13, 12, 10, 8, 6, 4],
    days: [1.25, 1.1, 1, 1, 1, 0.9, 0.8],
    months: [0.8, 0.9, 1.05, 1.1, 1.1, 1, 0.95, 1, 1.1, 1.1, 1.15, 1.2],
  },
  fixed: fixedOf(scenarios, [
    [0.01, "Вопрос по заказу", client, { until: "opened" }],
    [4, "Ошибка на сайте", client, { course: "handed", until: "held" }],
    [5, "Вопрос по заказу", client, { course: "asked", until: "answered" }],
    [6, "Документы", client, { course: "asked", until: "said" }],
    [34, "Возврат денег", client, { course: "handed" }],
    [7, "Возврат денег", client2, { course: "plain", until: "done" }],
    [47, "Вопрос по заказу", client2, { course: "again" }],
  ]),
};
