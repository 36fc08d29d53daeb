import { DAY, type Programme, scenarioOf } from "../plans.ts";
import { scenarios } from "./scenarios.ts";

export const programme: Programme = {
  scenarios,
  rhythm: {
    hours: [1, 0.5, 0.4, 0.3, 0.4, 0.8, 2, 5, 11, 15, 16, 15, 13, 12, 13, 13, 12, 11, 9, 8, 6, 5, 3, 2],
    days: [1.3, 1.1, 1.05, 1, 1.05, 0.7, 0.5],
    months: [0.9, 1, 1.05, 1, 0.95, 0.9, 0.9, 1, 1.1, 1.1, 1.15, 1.2],
  },
  fixed: (base) => {
    const ago = (days: number) => new Date(base.getTime() - days * DAY);
    const of = (service: string) => scenarioOf(scenarios, service);
    const client = "client@support.demo";
    const client2 = "client2@support.demo";
    return [
      { at: ago(0.01), scenario: of("Вопрос"), by: client, until: "opened" },
      { at: ago(6), scenario: of("Неполадка"), by: client, course: "asked", until: "answered" },
      { at: ago(8), scenario: of("Неполадка"), by: client, course: "held", until: "held" },
      { at: ago(30), scenario: of("Оплата"), by: client, course: "plain" },
      { at: ago(52), scenario: of("Вопрос"), by: client, course: "again" },
      { at: ago(4), scenario: of("Оплата"), by: client2, course: "asked", until: "said" },
      { at: ago(21), scenario: of("Вопрос"), by: client2, course: "dropped" },
    ];
  },
};
