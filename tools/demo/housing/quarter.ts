import { makePerson, makeSurname } from "../names.ts";
import { type Random, randomOf } from "../random.ts";
import { NORTH, SOUTH } from "./staff.ts";

export const GROUP = "Жилой район «Заречный»";
export const quarters = [NORTH, SOUTH];

/** A house: entrances × floors × flats on a floor. */
type House = { name: string; quarter: string; entrances: number; floors: number; flats: number };

export const houses: House[] = [
  { name: "ул. Ленина, 12", quarter: NORTH, entrances: 4, floors: 9, flats: 4 },
  { name: "ул. Ленина, 14", quarter: NORTH, entrances: 3, floors: 9, flats: 4 },
  { name: "ул. Мира, 3", quarter: NORTH, entrances: 4, floors: 5, flats: 4 },
  { name: "ул. Мира, 5", quarter: NORTH, entrances: 4, floors: 5, flats: 4 },
  { name: "ул. Мира, 7", quarter: NORTH, entrances: 2, floors: 12, flats: 5 },
  { name: "пр. Победы, 21", quarter: NORTH, entrances: 3, floors: 10, flats: 4 },
  { name: "пр. Победы, 23", quarter: NORTH, entrances: 1, floors: 16, flats: 8 },
  { name: "ул. Садовая, 2", quarter: SOUTH, entrances: 3, floors: 5, flats: 4 },
  { name: "ул. Садовая, 4", quarter: SOUTH, entrances: 3, floors: 5, flats: 4 },
  { name: "ул. Парковая, 8", quarter: SOUTH, entrances: 2, floors: 14, flats: 4 },
  { name: "ул. Парковая, 10", quarter: SOUTH, entrances: 2, floors: 14, flats: 4 },
  { name: "ул. Парковая, 12", quarter: SOUTH, entrances: 3, floors: 9, flats: 4 },
  { name: "ул. Школьная, 1", quarter: SOUTH, entrances: 4, floors: 5, flats: 4 },
  { name: "ул. Школьная, 6", quarter: SOUTH, entrances: 3, floors: 10, flats: 4 },
];

/** Where the demo's own residents live. */
export const HOMES: Record<"client" | "client2", Home> = {
  client: {
    site: "ул. Ленина, 12",
    flat: 57,
    name: "Петрова Анна Сергеевна",
    phone: "+7 912 555-20-01",
    basis: "Собственник",
    family: ["Петров Илья Андреевич"],
  },
  client2: {
    site: "ул. Парковая, 8",
    flat: 31,
    name: "Смирнов Денис Олегович",
    phone: "+7 912 555-20-02",
    basis: "Арендатор",
    family: [],
  },
};

type Home = {
  site: string;
  flat: number;
  name: string;
  phone: string;
  basis: ResidentRow["basis"];
  family: readonly string[];
};

/** One row of the table of residents; several rows for a flat with several people. */
export type ResidentRow = {
  site: string;
  entrance: number;
  floor: number;
  flat: number;
  account: string;
  name: string;
  phone: string;
  email: string;
  basis: "Собственник" | "Член семьи" | "Арендатор";
};

/** All flats of the quarter and who lives in them; empty flats have a row without a name. */
export function residents(domain: string): ResidentRow[] {
  const random = randomOf("residents");
  const taken = new Set<string>();
  return houses.flatMap((house, houseIndex) => {
    const rows: ResidentRow[] = [];
    let flat = 0;
    for (let entrance = 1; entrance <= house.entrances; entrance++) {
      for (let floor = 1; floor <= house.floors; floor++) {
        for (let door = 1; door <= house.flats; door++) {
          flat++;
          const account = `${40 + houseIndex}${String(flat).padStart(4, "0")}${(houseIndex + flat) % 10}`;
          const at = { site: house.name, entrance, floor, flat, account };
          const people = household(random, taken, domain);
          rows.push(...(ownHome(house.name, flat) ?? people).map((person) => ({ ...at, ...person })));
        }
      }
    }
    return rows;
  });
}

type Person = Pick<ResidentRow, "name" | "phone" | "email" | "basis">;

/** Who lives in the flats of the demo's own residents. */
function ownHome(site: string, flat: number): Person[] | undefined {
  const own = Object.entries(HOMES).find(([, home]) => home.site === site && home.flat === flat);
  if (!own) return undefined;
  const [mailbox, { name, phone, basis, family }] = own;
  return [
    { name, phone, email: `${mailbox}@housing.demo`, basis },
    ...family.map((member): Person => ({ name: member, phone: "", email: "", basis: "Член семьи" })),
  ];
}

function household(random: Random, taken: Set<string>, domain: string): Person[] {
  if (random.chance(0.07)) return [{ name: "", phone: "", email: "", basis: "Собственник" }];
  const surname = makeSurname(random);
  const somebody = (basis: Person["basis"], of = surname): Person => {
    const { full, phone, mailbox } = makePerson(random, { surname: of });
    let email = random.chance(0.62) ? `${mailbox}@${domain}` : "";
    // Namesakes get numbers, as mail services make them take.
    for (let tries = 0; taken.has(email) && tries < 50; tries++) email = `${mailbox}${random.int(2, 99)}@${domain}`;
    if (email !== "") taken.add(email);
    return { name: full, phone, email, basis };
  };
  const people = [somebody("Собственник")];
  if (random.chance(0.34)) people.push(somebody("Член семьи"));
  if (random.chance(0.13)) people.push(somebody("Арендатор", makeSurname(random)));
  return people;
}

/** The table as the import of places takes it. */
export function importTable(rows: readonly ResidentRow[]): string {
  const header = "Дом\tПодъезд\tЭтаж\tКвартира\tЛицевой счёт\tЖитель\tТелефон\tEmail\tОснование";
  return [
    header,
    ...rows.map(({ site, entrance, floor, flat, account, name, phone, email, basis }) =>
      [site, entrance, floor, flat, account, name, phone, email, basis].join("\t"),
    ),
  ].join("\n");
}
