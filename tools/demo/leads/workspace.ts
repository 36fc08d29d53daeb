import { addCompanies } from "../companies.ts";
import { type DemoEmployee, player } from "../demo-person.ts";
import type { DemoSetup } from "../setup.ts";

const staff: DemoEmployee[] = [
  player("admin", "Лебедев Олег Игоревич", "Системный администратор", "administrator", "+7 921 555-50-01"),
  player("manager", "Фролова Анна Викторовна", "Управляющая", "manager", "+7 921 555-50-02"),
  player("dispatcher", "Зимина Ольга Петровна", "Старший менеджер", "employee", "+7 921 555-50-03"),
  player("engineer", "Климов Никита Андреевич", "Менеджер по продажам", "employee", "+7 921 555-50-04"),
  player("engineer2", "Сафонова Дарья Ильинична", "Менеджер по продажам", "employee", "+7 921 555-50-05"),
  player("controller", "Орехов Павел Сергеевич", "Менеджер выходного дня", "employee", "+7 921 555-50-06"),
];

const service = (name: string, category: string, annotation: string) => ({
  name,
  type: "Заявка посетителя",
  category,
  team: null,
  annotation,
});

const SHOP = "Кухни «Верба»";
const regulars = [
  { email: "client@leads.demo", name: "Демидова Ирина Павловна", phone: "+7 921 555-51-01" },
  { email: "client2@leads.demo", name: "Громов Виктор Олегович", phone: "+7 921 555-51-02" },
];

/** A shop with a site: visitors leave a name and a telephone, managers call back. */
export const setup: Omit<DemoSetup, "firstNumber"> = {
  slug: "leads",
  name: SHOP,
  teams: [],
  staff,
  moreTypes: [],
  services: [
    service("Обратный звонок", "Вопрос", "Перезвоним в течение часа"),
    service("Расчёт стоимости", "Покупка", "Посчитаем кухню по размерам"),
    service("Запись на замер", "Покупка", "Приедем и измерим"),
    service("Вопрос о заказе", "Вопрос", "Сроки, доставка, сборка"),
  ],
  players: regulars.map(({ email, name }) => ({ email, name, role: "Покупатель" })),
  places: async () => {},
  clients: (work) => addCompanies(work, [{ name: "Постоянные покупатели", site: "Шоурум", players: regulars }]),
};
