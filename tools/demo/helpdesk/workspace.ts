import { listClientCategories } from "../../../server/clients/client-categories.ts";
import { createCompany } from "../../../server/clients/create-company.ts";
import { createContact } from "../../../server/clients/create-contact.ts";
import { updateWorkspace } from "../../../server/settings/update-workspace.ts";
import { type DemoSetup, named, type Work } from "../setup.ts";
import { companies, type DemoCompany } from "./companies.ts";
import { moreTypes, services } from "./services.ts";
import { groups, staff, teams } from "./staff.ts";

export const setup: Omit<DemoSetup, "firstNumber"> = {
  slug: "helpdesk",
  name: "Сервисный центр «Контур»",
  teams,
  staff,
  moreTypes,
  services,
  players: companies().flatMap(({ name: firm, contacts }) =>
    contacts.filter(({ plays }) => plays).map(({ email, name }) => ({ email, name, role: `Клиент, ${firm}` })),
  ),
  async places({ addPlace }) {
    for (const name of groups) await addPlace({ kind: "group", name });
  },
  async clients(work) {
    const { ctx } = work;
    await updateWorkspace(ctx, {
      settings: {
        organisation: {
          name: "ООО «Контур-Сервис»",
          lines: [
            { label: "Поддержка", value: "+7 (495) 555-40-40, ежедневно 8:00–22:00" },
            { label: "Сайт", value: "kontur-servis.example" },
          ],
        },
      },
    });
    const categories = new Map((await listClientCategories(ctx)).items.map(({ id, name }) => [name, id]));
    for (const company of companies()) await addCompany(work, categories, company);
  },
};

async function addCompany(work: Work, categories: ReadonlyMap<string, string>, firm: DemoCompany): Promise<void> {
  const { ctx, teams: teamIds, employees, places, addPlace, letIn } = work;
  const company = await createCompany(ctx, {
    name: firm.name,
    phone: firm.phone,
    email: `info@${firm.domain}`,
    domains: [firm.domain],
    category: named(categories, firm.category),
    note: firm.note,
    tags: firm.tags,
    ...(firm.manager ? { manager: named(employees, firm.manager) } : {}),
    ...(firm.managerTeam ? { managerTeam: named(teamIds, firm.managerTeam) } : {}),
    observers: firm.category === "VIP-клиент" ? [named(employees, "manager")] : [],
  });
  for (const { name, group } of firm.sites) {
    await addPlace({ kind: "site", name, parent: named(places, group), company: company.id });
  }
  for (const { name, phone, email, note, portal, plays } of firm.contacts) {
    const contact = await createContact(ctx, { name, phone, email, note, company: company.id });
    if (portal) await letIn(contact.id, plays === true);
  }
}
