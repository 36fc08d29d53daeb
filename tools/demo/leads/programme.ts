import { DAY, type Programme, scenarioOf } from "../plans.ts";
import type { Scenario } from "../scenario.ts";

const scenario = (service: string, weight: number, cases: readonly (readonly [string, string])[]): Scenario => ({
  service,
  weight,
  where: "none",
  replies: [],
  cases: cases.map(([subject, text]) => ({ subject, text, done: ["Ответили по телефону"] })),
});

const scenarios: readonly Scenario[] = [
  scenario("Обратный звонок", 40, [
    ["Перезвоните мне", "Удобно после 18:00"],
    ["Обратный звонок", "Хочу уточнить про рассрочку"],
    ["Перезвоните, пожалуйста", ""],
  ]),
  scenario("Расчёт стоимости", 30, [
    ["Кухня 2,8 м, прямая", "Фасады матовые, столешница под камень. Сколько это будет?"],
    ["Угловая кухня, расчёт", "3,2 на 1,8 м, встроенная техника, потолок 2,7 м"],
    ["Шкаф в прихожую", "Ширина 1,9 м, до потолка, зеркало на двух дверях"],
  ]),
  scenario("Запись на замер", 18, [
    ["Замер на выходных", "Новостройка, отделка закончена, ключи есть"],
    ["Нужен замер кухни", "Можно в будни утром"],
  ]),
  scenario("Вопрос о заказе", 12, [
    ["Когда доставка", "Договор подписали две недели назад, обещали позвонить"],
    ["Поменять ручки", "Ещё не поздно выбрать другие ручки?"],
  ]),
];

export const programme: Programme = {
  scenarios,
  rhythm: {
    hours: [1, 0.5, 0.3, 0.2, 0.3, 0.8, 2, 5, 9, 12, 14, 14, 13, 13, 12, 12, 12, 13, 14, 15, 14, 11, 7, 3],
    days: [1.1, 1, 1, 1, 1.05, 1.2, 1.25],
    months: [0.8, 0.9, 1.1, 1.1, 1, 0.9, 0.85, 0.95, 1.15, 1.2, 1.15, 0.9],
  },
  fixed: (base) => {
    const ago = (days: number) => new Date(base.getTime() - days * DAY);
    const of = (service: string) => scenarioOf(scenarios, service);
    return [
      { at: ago(0.01), scenario: of("Вопрос о заказе"), by: "client@leads.demo", until: "opened" },
      { at: ago(24), scenario: of("Расчёт стоимости"), by: "client@leads.demo" },
      { at: ago(11), scenario: of("Запись на замер"), by: "client2@leads.demo" },
    ];
  },
};
