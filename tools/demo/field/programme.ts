import { DAY, type Programme, scenarioOf } from "../plans.ts";
import { scenarios } from "./scenarios.ts";

export const programme: Programme = {
  scenarios,
  rhythm: {
    hours: [2, 1, 0.5, 0.3, 0.3, 0.5, 2, 5, 11, 16, 16, 14, 12, 11, 12, 13, 12, 11, 9, 8, 8, 7, 6, 4],
    days: [1.15, 1.05, 1, 1.05, 1.3, 0.9, 0.6],
    months: [0.85, 0.9, 1, 1, 1.05, 1.1, 1.05, 1, 1.05, 1, 1.05, 1.35],
  },
  fixed: (base) => {
    const ago = (days: number) => new Date(base.getTime() - days * DAY);
    const of = (service: string) => scenarioOf(scenarios, service);
    const client = "client@field.demo";
    const client2 = "client2@field.demo";
    return [
      { at: ago(0.02), scenario: of("Выездная заявка"), by: client, until: "opened" },
      { at: ago(4), scenario: of("Выездная заявка"), by: client, course: "plain", until: "taken" },
      { at: ago(6), scenario: of("Выездная заявка"), by: client, course: "plain", until: "done" },
      { at: ago(37), scenario: of("Удаленка"), by: client, course: "asked" },
      { at: ago(4), scenario: of("Удаленка"), by: client2, course: "asked", until: "taken" },
      { at: ago(29), scenario: of("Выездная заявка"), by: client2, course: "again" },
    ];
  },
};
