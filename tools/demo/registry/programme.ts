import { DAY, type Programme, scenarioOf } from "../plans.ts";
import type { Scenario } from "../scenario.ts";

const scenario = (service: string, weight: number): Scenario => ({
  service,
  weight,
  where: "none",
  replies: [],
  cases: [{ subject: service, text: "", done: ["Внесена запись, документы направлены заявителю"] }],
});

const scenarios: readonly Scenario[] = [
  scenario("Р11001 Создание юридического лица", 14),
  scenario("Р13014 Изменения в сведениях и учредительных документах", 26),
  scenario("Р12003 Реорганизация", 3),
  scenario("Р15016 Ликвидация", 7),
  scenario("Р21001 Регистрация предпринимателя", 28),
  scenario("Р24001 Изменения сведений о предпринимателе", 10),
  scenario("Р26001 Прекращение деятельности", 12),
];

export const programme: Programme = {
  scenarios,
  rhythm: {
    hours: [0, 0, 0, 0, 0, 0, 0, 0, 2, 14, 16, 15, 12, 9, 13, 14, 12, 8, 3, 0, 0, 0, 0, 0],
    days: [1.2, 1.1, 1.1, 1.05, 0.9, 0.1, 0.05],
    months: [0.8, 1, 1.1, 1.1, 0.9, 1, 0.95, 0.95, 1.05, 1.1, 1.05, 1.2],
  },
  fixed: (base) => {
    const ago = (days: number) => new Date(base.getTime() - days * DAY);
    const of = (service: string) => scenarioOf(scenarios, service);
    return [
      { at: ago(0.05), scenario: of("Р11001 Создание юридического лица"), by: "client@registry.demo", until: "opened" },
      { at: ago(18), scenario: of("Р21001 Регистрация предпринимателя"), by: "client@registry.demo" },
      { at: ago(33), scenario: of("Р15016 Ликвидация"), by: "client2@registry.demo" },
    ];
  },
};
