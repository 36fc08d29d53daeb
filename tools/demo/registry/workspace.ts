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
  person("admin", "Назаров Денис Львович", "Системный администратор", "administrator", "+7 921 555-60-01"),
  person("manager", "Королёва Татьяна Николаевна", "Начальник отдела", "manager", "+7 921 555-60-02"),
  person("dispatcher", "Белова Галина Ивановна", "Регистратор", "registrar", "+7 921 555-60-03"),
  person("engineer", "Третьяков Роман Игоревич", "Инспектор", "inspector", "+7 921 555-60-04"),
  person("engineer2", "Минаева Ольга Сергеевна", "Инспектор", "inspector", "+7 921 555-60-05"),
  person("controller", "Суворова Нина Павловна", "Заместитель начальника отдела", "manager", "+7 921 555-60-06"),
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
  async clients({ ctx, addPlace, letIn }) {
    const company = await createCompany(ctx, { name: "Нотариальная контора № 7" });
    await addPlace({ kind: "site", name: "Нотариальная контора № 7", company: company.id });
    for (const { name, phone, email } of notaries) {
      const contact = await createContact(ctx, { name, phone, email, company: company.id });
      await letIn(contact.id, true);
    }
  },
};
