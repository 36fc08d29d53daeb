import { addCompanies, type Firm } from "../companies.ts";
import { colleague, type DemoEmployee, player } from "../demo-person.ts";
import type { DemoSetup } from "../setup.ts";

const [OPERATORS, FIRST, SECOND] = ["Операторы", "Первая линия", "Вторая линия"] as const;

const staff: DemoEmployee[] = [
  player("admin", "Никитин Вадим Петрович", "Системный администратор", "administrator", "+7 921 555-80-01"),
  player("manager", "Карпова Светлана Юрьевна", "Руководитель контакт-центра", "manager", "+7 921 555-80-02"),
  player("dispatcher", "Логинова Маргарита Игоревна", "Оператор", "dispatcher", "+7 921 555-80-03", OPERATORS),
  player("engineer", "Егоров Степан Андреевич", "Специалист первой линии", "engineer", "+7 921 555-80-04", FIRST),
  player("engineer2", "Цветкова Инна Павловна", "Специалист первой линии", "engineer", "+7 921 555-80-05", FIRST),
  player("controller", "Дорофеев Артём Ильич", "Специалист второй линии", "controller", "+7 921 555-80-06", SECOND),
  colleague("kostin", "Костин Денис Романович", "Оператор", "dispatcher", "+7 921 555-80-07", OPERATORS),
  colleague("yudina", "Юдина Лариса Олеговна", "Бухгалтер, вторая линия", "controller", "+7 921 555-80-08", SECOND),
];

const firms: Firm[] = [
  {
    name: "Дизайн-бюро «Угол»",
    players: [{ email: "client@lines.demo", name: "Абрамова Жанна Викторовна", phone: "+7 921 555-81-01" }],
    people: 2,
  },
  {
    name: "Ремонтная бригада «Мастерок»",
    players: [{ email: "client2@lines.demo", name: "Лапин Сергей Дмитриевич", phone: "+7 921 555-81-02" }],
    people: 1,
  },
  ...["Гостиница «Пристань»", "Кафе «Самовар»", "Детский сад «Ромашка»", "Контора «Фундамент»", "Дача-сервис"].map(
    (name) => ({ name, people: 4 }),
  ),
];

/** A shop on the web: operators distribute, the first line answers, the second one knows money and the site. */
export const setup: Omit<DemoSetup, "firstNumber"> = {
  slug: "lines",
  name: "Магазин «Тёплый дом»",
  teams: [],
  staff,
  moreTypes: [],
  services: [],
  players: firms.flatMap(({ name: firm, players = [] }) =>
    players.map(({ email, name }) => ({ email, name, role: `Покупатель, ${firm}` })),
  ),
  places: async () => {},
  clients: (work) =>
    addCompanies(
      work,
      firms.map((firm) => ({ ...firm, category: "Клиент" })),
    ),
};
