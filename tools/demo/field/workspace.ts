import { addCompanies, type Firm } from "../companies.ts";
import { colleague, type DemoEmployee, player } from "../demo-person.ts";
import type { DemoSetup } from "../setup.ts";

const [ACCOUNTING, DELIVERY, ON_SITE, REPAIR, REMOTE] = [
  "Бухгалтерия",
  "Доставка",
  "Выездные инженеры",
  "Ремонт",
  "Удаленная техподдержка",
] as const;

const staff: DemoEmployee[] = [
  player("admin", "Жданов Игорь Витальевич", "Системный администратор", "administrator", "+7 921 555-90-01"),
  player("manager", "Осипова Кристина Андреевна", "Руководитель сервиса", "manager", "+7 921 555-90-02"),
  player("dispatcher", "Анисимова Вера Павловна", "Ответственный за выезды", "dispatcher", "+7 921 555-90-03", REMOTE),
  player("engineer", "Бирюков Никита Олегович", "Выездной инженер", "engineer", "+7 921 555-90-04", ON_SITE, REMOTE),
  player("engineer2", "Седова Марина Игоревна", "Инженер по ремонту", "engineer", "+7 921 555-90-05", ON_SITE, REPAIR),
  player(
    "controller",
    "Шубина Алла Викторовна",
    "Офис-менеджер",
    "controller",
    "+7 921 555-90-06",
    ACCOUNTING,
    DELIVERY,
  ),
  colleague("gushin", "Гущин Роман Ильич", "Водитель-экспедитор", "engineer", "+7 921 555-90-07", DELIVERY),
  colleague("rozhkova", "Рожкова Нина Сергеевна", "Бухгалтер", "controller", "+7 921 555-90-08", ACCOUNTING),
  colleague("lapin", "Лапин Тимур Русланович", "Инженер удалённой поддержки", "engineer", "+7 921 555-90-09", REMOTE),
];

const [ONE, CHAIN] = ["Ресторан", "Сеть ресторанов"] as const;
const firms: Firm[] = [
  {
    name: "Ресторан «Черника»",
    category: ONE,
    players: [{ email: "client@field.demo", name: "Белова Анастасия Романовна", phone: "+7 921 555-91-01" }],
    people: 2,
  },
  {
    name: "Бургерные «Гриль №1»",
    category: CHAIN,
    players: [{ email: "client2@field.demo", name: "Миронов Егор Константинович", phone: "+7 921 555-91-02" }],
    people: 2,
  },
  ...["Кафе «Булка»", "Траттория «Олива»", "Бар «Маяк»", "Хинкальная «Кура»"].map((name) => ({
    name,
    category: ONE,
    people: 3,
  })),
  ...["Пиццерии «Тесто»", "Кофейни «Помол»"].map((name) => ({ name, category: CHAIN, people: 5 })),
];

/** Service of restaurants' tills: on the road, in the workshop and at the client's screen. */
export const setup: Omit<DemoSetup, "firstNumber"> = {
  slug: "field",
  name: "Сервис ресторанов «Раздача»",
  teams: [],
  staff,
  moreTypes: [],
  services: [],
  players: firms.flatMap(({ name: firm, players = [] }) =>
    players.map(({ email, name }) => ({ email, name, role: `Клиент, ${firm}` })),
  ),
  places: async () => {},
  clients: (work) => addCompanies(work, firms),
};
