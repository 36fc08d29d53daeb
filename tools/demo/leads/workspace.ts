import { createCompany } from "../../../server/clients/create-company.ts";
import { createContact } from "../../../server/clients/create-contact.ts";
import type { DemoEmployee } from "../demo-person.ts";
import type { DemoSetup } from "../setup.ts";

const person = (mailbox: string, name: string, jobTitle: string, role: string, phone: string): DemoEmployee => ({
  mailbox,
  name,
  jobTitle,
  role,
  teams: [],
  phone,
  plays: true,
});

const staff: DemoEmployee[] = [
  person("admin", "Лебедев Олег Игоревич", "Системный администратор", "administrator", "+7 921 555-50-01"),
  person("manager", "Фролова Анна Викторовна", "Управляющая", "manager", "+7 921 555-50-02"),
  person("dispatcher", "Зимина Ольга Петровна", "Старший менеджер", "employee", "+7 921 555-50-03"),
  person("engineer", "Климов Никита Андреевич", "Менеджер по продажам", "employee", "+7 921 555-50-04"),
  person("engineer2", "Сафонова Дарья Ильинична", "Менеджер по продажам", "employee", "+7 921 555-50-05"),
  person("controller", "Орехов Павел Сергеевич", "Менеджер выходного дня", "employee", "+7 921 555-50-06"),
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
  async clients({ ctx, addPlace, letIn }) {
    const company = await createCompany(ctx, { name: "Постоянные покупатели" });
    await addPlace({ kind: "site", name: "Шоурум", company: company.id });
    for (const { name, phone, email } of regulars) {
      const contact = await createContact(ctx, { name, phone, email, company: company.id });
      await letIn(contact.id, true);
    }
  },
};
