import { listClientCategories } from "../../server/clients/client-categories.ts";
import { createCompany } from "../../server/clients/create-company.ts";
import { createContact } from "../../server/clients/create-contact.ts";
import { latin, makePerson } from "./names.ts";
import { randomOf } from "./random.ts";
import { named, type Work } from "./setup.ts";

export type Player = { email: string; name: string; phone: string };
export type Firm = {
  name: string;
  /** Its one place; named as the company by default. */
  site?: string;
  /** Name of a category of clients. */
  category?: string;
  /** Contacts who can be played. */
  players?: readonly Player[];
  /** So many more contacts are made up; every third uses the portal. */
  people?: number;
};

/** Companies with a place and contacts each. */
export async function addCompanies({ ctx, addPlace, letIn }: Work, firms: readonly Firm[]): Promise<void> {
  const categories = new Map((await listClientCategories(ctx)).items.map(({ id, name }) => [name, id]));
  for (const { name, site = name, category, players = [], people = 0 } of firms) {
    const { id: company } = await createCompany(ctx, {
      name,
      ...(category === undefined ? {} : { category: named(categories, category) }),
    });
    await addPlace({ kind: "site", name: site, company });
    for (const { name: full, phone, email } of players) {
      const contact = await createContact(ctx, { name: full, phone, email, company });
      await letIn(contact.id, true);
    }
    const random = randomOf(name);
    const domain = `${latin(name)
      .replace(/[^a-z]+/g, "-")
      .replace(/^-|-$/g, "")}.example`;
    for (let index = 0; index < people; index++) {
      const { full, phone, mailbox } = makePerson(random);
      const contact = await createContact(ctx, { name: full, phone, email: `${mailbox}@${domain}`, company });
      if (index % 3 === 0) await letIn(contact.id, false);
    }
  }
}
