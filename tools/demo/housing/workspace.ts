import { sql } from "kysely";
import { updateContact } from "../../../server/clients/update-contact.ts";
import { importPlaces } from "../../../server/places/import-places.ts";
import { updatePlace } from "../../../server/places/update-place.ts";
import { updateWorkspace } from "../../../server/settings/update-workspace.ts";
import { randomOf } from "../random.ts";
import { type DemoSetup, named, type Work } from "../setup.ts";
import { houseServices } from "./house-services.ts";
import { GROUP, HOMES, houses, importTable, quarters, residents } from "./quarter.ts";
import { residentServices } from "./services.ts";
import { NORTH, SOUTH, staff, teams } from "./staff.ts";

const MAIL = "pochta.example";
/** One in so many residents with an address signs in to the portal. */
const ON_PORTAL = 3;

export const setup: Omit<DemoSetup, "firstNumber"> = {
  slug: "housing",
  name: "УК «Заречье»",
  teams,
  staff,
  moreTypes: [],
  settings: { workingTime: true },
  services: [...residentServices, ...houseServices],
  players: Object.entries(HOMES).map(([mailbox, { name, site, flat }]) => ({
    email: `${mailbox}@housing.demo`,
    name,
    role: `Житель, ${site}, кв. ${flat}`,
  })),
  async places({ addPlace, places }) {
    await addPlace({ kind: "group", name: GROUP });
    for (const name of quarters) await addPlace({ kind: "quarter", name, parent: named(places, GROUP) });
    for (const [index, { name, quarter }] of houses.entries()) {
      await addPlace({
        kind: "site",
        name,
        parent: named(places, quarter),
        settings: {
          legalEntity: {
            name: index % 3 === 2 ? "ТСЖ «Мира»" : "ООО «УК Заречье»",
            type: index % 3 === 2 ? "ТСЖ" : "УК",
          },
          showDebt: index % 5 !== 4,
        },
      });
    }
  },
  async clients(work) {
    const { ctx, parts, places, employees } = work;
    const managers = { [NORTH]: "manager", [SOUTH]: "kotov" };
    for (const [quarter, mailbox] of Object.entries(managers)) {
      await updatePlace(ctx, parts, named(places, quarter), { manager: named(employees, mailbox) });
    }
    await updateWorkspace(ctx, {
      settings: {
        organisation: {
          name: "ООО «УК Заречье»",
          lines: [
            { label: "Адрес", value: "ул. Ленина, 12, офис 1" },
            { label: "Диспетчерская", value: "+7 (495) 555-12-12, круглосуточно" },
            { label: "Приём", value: "вторник и четверг, 17:00–19:00" },
          ],
        },
      },
    });
    const { errors } = await importPlaces(ctx, parts, { text: importTable(residents(MAIL)) });
    if (errors.length > 0) throw new Error(`The table of residents is wrong: ${JSON.stringify(errors[0])}`);
    await markResidents(work);
  },
};

const TAGS = ["старший по дому", "совет дома", "маломобильный", "пенсионер", "сдаёт квартиру", "должник", "жалобы"];

/** Who signs in, who has tags and notes, who owes. */
async function markResidents({ tx, ctx, parts, letIn }: Work): Promise<void> {
  const random = randomOf("residents/marks");
  const { rows } = await sql<{ id: string; email: string | null }>`
    select id, email from contact where workspace_id = ${ctx.workspaceId} order by name, phone, email`.execute(tx);
  const accounts: object[] = [];
  for (const [index, { id, email }] of rows.entries()) {
    const plays = email?.endsWith("@housing.demo") === true;
    if (email !== null && (plays || random.chance(1 / ON_PORTAL))) await letIn(id, plays);
    if (random.chance(0.05)) {
      const note = random.pick(["", "Звонить после 18", "Ключи у соседки из кв. напротив", "Предпочитает сообщения"]);
      await updateContact(ctx, parts, id, { tags: random.some(TAGS, random.int(1, 2)), note });
    }
    if (!random.chance(0.3)) continue;
    const owes = random.chance(0.7);
    accounts.push({
      id,
      account: `${700_000 + index}`,
      debt: Math.round(random.span(owes ? 900 : 50, owes ? 48_000 : 3_000)) * (owes ? 100 : -100),
      repair: random.chance(0.4) ? Math.round(random.span(300, 9_000)) * 100 : 0,
    });
  }
  // The accounting that tells debts is another system's: what it would have told is laid down here.
  await sql`update contact c set account = v.account, debt = v.debt, repair_debt = v.repair
    from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as v(id uuid, account text, debt bigint, repair bigint)
    where c.workspace_id = ${ctx.workspaceId} and c.id = v.id`.execute(tx);
}
