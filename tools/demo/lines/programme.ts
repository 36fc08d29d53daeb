import { DAY, type Programme, scenarioOf } from "../plans.ts";
import { scenarios } from "./scenarios.ts";

export const programme: Programme = {
  scenarios,
  rhythm: {
    hours: [2, 1, 0.5, 0.4, 0.4, 0.8, 2, 5, 9, 13, 15, 15, 13, 13, 13, 12, 12, 13, 13, 12, 10, 8, 6, 4],
    days: [1.25, 1.1, 1, 1, 1, 0.9, 0.8],
    months: [0.8, 0.9, 1.05, 1.1, 1.1, 1, 0.95, 1, 1.1, 1.1, 1.15, 1.2],
  },
  fixed: (base) => {
    const ago = (days: number) => new Date(base.getTime() - days * DAY);
    const of = (service: string) => scenarioOf(scenarios, service);
    const client = "client@lines.demo";
    const client2 = "client2@lines.demo";
    return [
      { at: ago(0.01), scenario: of("Вопрос по заказу"), by: client, until: "opened" },
      { at: ago(4), scenario: of("Ошибка на сайте"), by: client, course: "handed", until: "held" },
      { at: ago(5), scenario: of("Вопрос по заказу"), by: client, course: "asked", until: "answered" },
      { at: ago(6), scenario: of("Документы"), by: client, course: "asked", until: "said" },
      { at: ago(34), scenario: of("Возврат денег"), by: client, course: "handed" },
      { at: ago(7), scenario: of("Возврат денег"), by: client2, course: "plain", until: "done" },
      { at: ago(47), scenario: of("Вопрос по заказу"), by: client2, course: "again" },
    ];
  },
};
