import { addCompanies, type Firm } from "../companies.ts";
import { colleague, type DemoEmployee, player } from "../demo-person.ts";
import type { DemoSetup } from "../setup.ts";

const TEAM = "Поддержка";

const staff: DemoEmployee[] = [
  player("admin", "Рябинин Алексей Юрьевич", "Системный администратор", "administrator", "+7 921 555-70-01"),
  player("manager", "Соколова Вера Андреевна", "Руководитель поддержки", "manager", "+7 921 555-70-02", TEAM),
  player("dispatcher", "Ильина Юлия Романовна", "Старший агент", "dispatcher", "+7 921 555-70-03", TEAM),
  player("engineer", "Мартынов Глеб Олегович", "Агент поддержки", "engineer", "+7 921 555-70-04", TEAM),
  player("engineer2", "Пахомова Алина Денисовна", "Агент поддержки", "engineer", "+7 921 555-70-05", TEAM),
  player("controller", "Туманова Елена Сергеевна", "Менеджер качества", "controller", "+7 921 555-70-06"),
  colleague("levina", "Левина Ксения Игоревна", "Агент поддержки", "engineer", "+7 921 555-70-07", TEAM),
];

const firms: Firm[] = [
  {
    name: "Салон «Лаванда»",
    category: "Премиум-клиент",
    players: [{ email: "client@support.demo", name: "Воронина Полина Андреевна", phone: "+7 921 555-71-01" }],
    people: 2,
  },
  {
    name: "Барбершоп «Бритва»",
    category: "Клиент",
    players: [{ email: "client2@support.demo", name: "Зотов Кирилл Максимович", phone: "+7 921 555-71-02" }],
    people: 1,
  },
  ...["Студия йоги «Поток»", "Груминг «Лапа»", "Клиника «Родник»", "Автомойка «Волна»", "Школа танцев «Шаг»"].map(
    (name) => ({ name, category: "Клиент", people: 4 }),
  ),
];

/** A programme for booking by the web: its users ask by letter, agents answer. */
export const setup: Omit<DemoSetup, "firstNumber"> = {
  slug: "support",
  name: "Онлайн-запись «Слот»",
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
