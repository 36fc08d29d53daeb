import type { ResidentRow } from "../demo/housing/quarter.ts";
import { makePerson, makeSurname } from "../demo/names.ts";
import { type Random, randomOf } from "../demo/random.ts";

/** How big a workspace is to be, with what is there already. */
export type Size = { sites: number; flats: number; residents: number; employees: number };
/** What a firm that serves a town has. */
export const TOWN: Size = { sites: 300, flats: 60_000, residents: 150_000, employees: 200 };

export type House = { name: string; group: string; quarter: string; flats: number };
const GROUPS = "Центральный Заводской Приречный Академический Привокзальный Лесной Озёрный Солнечный".split(" ");
const QUARTERS = "А Б В Г Д Е".split(" ").map((letter) => `Микрорайон ${letter}`);
const STREETS =
  "ул. Гагарина|ул. Чехова|ул. Пушкина|пр. Строителей|ул. Лесная|ул. Набережная|ул. Советская|ул. Молодёжная|ул. Заводская|ул. Кирова|ул. Горького|пр. Космонавтов|ул. Полевая|ул. Рабочая|ул. Новая|ул. Луговая|ул. Вишнёвая|ул. Южная|ул. Комсомольская|ул. Железнодорожная|ул. Калинина|ул. Октябрьская|ул. Первомайская|пр. Мира|ул. Дружбы|ул. Спортивная|ул. Зелёная|ул. Речная|ул. Озёрная|ул. Сосновая".split(
    "|",
  );
const ON_A_STREET = 10;
const IN_A_QUARTER = 8;
const ON_A_FLOOR = 4;

/** So many houses with so many flats in all, big and small, in groups and quarters. */
export function makeHouses(count: number, flats: number): House[] {
  const random = randomOf("town/houses");
  let left = flats;
  return Array.from({ length: count }, (_, index) => {
    const houses = count - index;
    const share = Math.round((left / houses) * (houses === 1 ? 1 : 0.4 + random.next() * 1.2));
    left -= share;
    const quarter = Math.floor(index / IN_A_QUARTER);
    const street = STREETS[Math.floor(index / ON_A_STREET) % STREETS.length];
    const round = Math.floor(index / (ON_A_STREET * STREETS.length));
    return {
      name: `${street}, ${((index % ON_A_STREET) + 1) * 2 + round * 2 * ON_A_STREET}`,
      group: `Район «${GROUPS[Math.floor(quarter / QUARTERS.length) % GROUPS.length]}»`,
      quarter: QUARTERS[quarter % QUARTERS.length] ?? "",
      flats: share,
    };
  });
}

/** Who lives in the houses: so many people in all. A few own a second flat, perhaps in another house. */
export function* makeResidents(houses: readonly House[], residents: number, domain: string): Generator<ResidentRow> {
  const random = randomOf("town/residents");
  const people = makeNamesakes(random, domain);
  let flatsLeft = houses.reduce((sum, { flats }) => sum + flats, 0);
  let left = residents;
  let landlord: Person | undefined;
  for (const [index, house] of houses.entries()) {
    const entrances = Math.max(1, Math.round(house.flats / 60));
    const inEntrance = Math.ceil(house.flats / entrances);
    for (let flat = 1; flat <= house.flats; flat++) {
      const at = {
        site: house.name,
        entrance: Math.ceil(flat / inEntrance),
        floor: Math.floor(((flat - 1) % inEntrance) / ON_A_FLOOR) + 1,
        flat,
        account: `${800 + index}${String(flat).padStart(4, "0")}${(index + flat) % 10}`,
      };
      const count = householdOf(random, left / flatsLeft, flatsLeft === 1 ? left : undefined);
      left -= count;
      flatsLeft--;
      const household = people(count, landlord);
      if (household.length === 0) yield { ...at, name: "", phone: "", email: "", basis: "Собственник" };
      for (const person of household) yield { ...at, ...person };
      landlord = random.chance(0.03) ? household[0] : undefined;
    }
  }
}

/** How many live in a flat where so many do on average; some are empty. */
function householdOf(random: Random, mean: number, exactly: number | undefined): number {
  if (exactly !== undefined) return exactly;
  if (random.chance(0.05)) return 0;
  const size = (mean / 0.95) * (0.35 + random.next() * 1.3);
  return Math.floor(size + random.next());
}

type Person = Pick<ResidentRow, "name" | "phone" | "email" | "basis">;

/** Makes households, each email and phone once in the town. */
function makeNamesakes(random: Random, domain: string) {
  const namesakes = new Map<string, number>();
  let phones = 0;
  return (count: number, landlord: Person | undefined): Person[] => {
    const surname = makeSurname(random);
    // At one place one name is one person.
    const names = new Set(landlord ? [landlord.name] : []);
    const newcomers = Array.from({ length: count }, (_, index): Person => {
      const isTenant = index > 0 && random.chance(0.15);
      let made = makePerson(random, { surname: isTenant ? makeSurname(random) : surname });
      while (names.has(made.full)) made = makePerson(random);
      const { full, mailbox } = made;
      names.add(full);
      const email = random.chance(0.62) ? `${mailbox}${namesake(mailbox)}@${domain}` : "";
      const basis = index === 0 && !landlord ? "Собственник" : isTenant || landlord ? "Арендатор" : "Член семьи";
      return { name: full, phone: phone(phones++), email, basis };
    });
    return landlord ? [{ ...landlord, basis: "Собственник" }, ...newcomers] : newcomers;
  };

  function namesake(mailbox: string): string {
    const count = (namesakes.get(mailbox) ?? 0) + 1;
    namesakes.set(mailbox, count);
    return count === 1 ? ".z" : `.z${count}`;
  }
}

/** A number that nobody else in the town has: 555 in its middle, as all that are made up. A million of them. */
function phone(index: number): string {
  const digits = String((index * 611_953 + 271_828) % 1_000_000).padStart(6, "0");
  return `+7 9${digits.slice(0, 2)} 555-${digits.slice(2, 4)}-${digits.slice(4)}`;
}

/** The table as the import of places takes it. */
export function tableOf(rows: readonly ResidentRow[]): string {
  const header = "Дом\tПодъезд\tЭтаж\tКвартира\tЛицевой счёт\tЖитель\tТелефон\tEmail\tОснование";
  return [
    header,
    ...rows.map(({ site, entrance, floor, flat, account, name, phone: number, email, basis }) =>
      [site, entrance, floor, flat, account, name, number, email, basis].join("\t"),
    ),
  ].join("\n");
}
