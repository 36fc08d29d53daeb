import { addCompanies } from "../companies.ts";
import { type DemoEmployee, player } from "../demo-person.ts";
import type { DemoSetup } from "../setup.ts";

const staff: DemoEmployee[] = [
  player("admin", "Назаров Денис Львович", "Системный администратор", "administrator", "+7 921 555-60-01"),
  player("manager", "Королёва Татьяна Николаевна", "Начальник отдела", "manager", "+7 921 555-60-02"),
  player("dispatcher", "Белова Галина Ивановна", "Регистратор", "registrar", "+7 921 555-60-03"),
  player("engineer", "Третьяков Роман Игоревич", "Инспектор", "inspector", "+7 921 555-60-04"),
  player("engineer2", "Минаева Ольга Сергеевна", "Инспектор", "inspector", "+7 921 555-60-05"),
  player("controller", "Суворова Нина Павловна", "Заместитель начальника отдела", "manager", "+7 921 555-60-06"),
];

const notaries = [
  { email: "client@registry.demo", name: "Савельева Мария Андреевна", phone: "+7 921 555-61-01" },
  { email: "client2@registry.demo", name: "Панов Илья Викторович", phone: "+7 921 555-61-02" },
];

/** Documents for state registration: submitted at the offices, reviewed, and looked up by anybody. */
export const setup: Omit<DemoSetup, "firstNumber"> = {
  slug: "registry",
  name: "Государственная регистрация",
  teams: [],
  staff,
  moreTypes: [],
  services: [],
  players: notaries.map(({ email, name }) => ({ email, name, role: "Заявитель" })),
  places: async () => {},
  clients: (work) => addCompanies(work, [{ name: "Нотариальная контора № 7", players: notaries }]),
};
