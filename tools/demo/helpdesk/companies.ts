import { latin, makePerson } from "../names.ts";
import { randomOf } from "../random.ts";
import { CENTRE, LEFT_BANK } from "./staff.ts";

export type DemoContact = { name: string; phone: string; email: string; note: string; portal: boolean; plays?: true };
export type DemoCompany = {
  name: string;
  domain: string;
  phone: string;
  category: "Клиент" | "Партнер" | "VIP-клиент";
  note: string;
  tags: string[];
  /** Word before the @ of the employee who answers for it, or the name of a team; neither: the service's team. */
  manager?: string;
  managerTeam?: string;
  sites: { name: string; group: string }[];
  contacts: DemoContact[];
};

/** Name, domain, what its places are called, how many. */
const FIRMS: readonly (readonly [string, string, string, number])[] = [
  ["Кофейни «Зерно»", "zerno", "Кофейня «Зерно»", 5],
  ["Сеть магазинов «Полка»", "polka", "Магазин «Полка»", 14],
  ["Пекарня «Тёплый хлеб»", "tyoply-hleb", "Пекарня", 4],
  ["Ресторан «Причал»", "prichal", "Ресторан «Причал»", 1],
  ["Бистро «Две ложки»", "dve-lozhki", "Бистро", 3],
  ["Суши-бар «Волна»", "volna-bar", "Суши-бар", 2],
  ["Пиццерия «Мука и соль»", "muka-sol", "Пиццерия", 3],
  ["Столовая «Обед»", "obed-servis", "Столовая", 2],
  ["Чайная «Улун»", "ulun", "Чайная", 1],
  ["Бар «Подвал»", "podval-bar", "Бар", 1],
  ["Аптеки «Здравушка»", "zdravushka", "Аптека", 6],
  ["Магазин «Инструмент+»", "instrument-plus", "Магазин", 2],
  ["Зоомагазин «Хвост»", "hvost", "Зоомагазин", 2],
  ["Книжный «Страница»", "stranitsa", "Книжный магазин", 2],
  ["Цветы «Флора»", "flora-city", "Салон", 3],
  ["Детский мир «Кубик»", "kubik", "Магазин «Кубик»", 2],
  ["Обувь «Шаг»", "shag-shop", "Магазин «Шаг»", 2],
  ["Мебель «Лад»", "lad-mebel", "Салон мебели", 1],
  ["Автозапчасти «Мотор»", "motor-detal", "Магазин", 2],
  ["АЗС «Вектор»", "vektor-azs", "АЗС", 4],
  ["Автосервис «Ключ на 13»", "kluch13", "Автосервис", 1],
  ["Мойка «Блеск»", "blesk-moyka", "Мойка", 2],
  ["Фитнес-клуб «Ритм»", "ritm-fit", "Клуб", 2],
  ["Салон красоты «Локон»", "lokon", "Салон", 2],
  ["Стоматология «Улыбка»", "ulybka-dent", "Клиника", 2],
  ["Клиника «Доктор рядом»", "doctor-ryadom", "Клиника", 2],
  ["Оптика «Взгляд»", "vzglyad", "Оптика", 2],
  ["Гостиница «Берёзка»", "berezka-hotel", "Гостиница", 1],
  ["Хостел «Компас»", "kompas-hostel", "Хостел", 1],
  ["Бухгалтерия «Баланс»", "balans-buh", "Офис", 1],
  ["Юридическое бюро «Статья»", "statya-law", "Офис", 1],
  ["Агентство «Квадрат»", "kvadrat-an", "Офис", 2],
  ["Турфирма «Азимут»", "azimut-tour", "Офис", 1],
  ["Типография «Оттиск»", "ottisk", "Типография", 1],
  ["Школа языков «Диалог»", "dialog-school", "Школа", 2],
  ["Детский центр «Росток»", "rostok", "Центр", 1],
  ["Склад «Логистик-Юг»", "logistik-yug", "Склад", 1],
  ["Производство «Термопласт»", "termoplast", "Цех", 1],
  ["Фермерская лавка «Своё»", "svoe-lavka", "Лавка", 3],
  ["Кондитерская «Безе»", "beze", "Кондитерская", 2],
];

const STREETS =
  "ул. Гагарина|ул. Советская|пр. Октября|ул. Набережная|ул. Кирова|ул. Чехова|ул. Заводская|ул. Вокзальная|ул. Пушкина|бул. Энтузиастов|ул. Полевая|ул. Лесная".split(
    "|",
  );
const JOBS = ["управляющая", "администратор", "бухгалтер", "директор", "товаровед", "офис-менеджер"];
const MANAGERS = ["engineer", "dispatcher", "ryabov", "grishin"];

/** The demo's own clients, by the firm they work for. */
const OWN: Record<string, DemoContact> = {
  zerno: {
    name: "Орлова Вера Михайловна",
    phone: "+7 921 555-40-01",
    email: "client@helpdesk.demo",
    note: "управляющая",
    portal: true,
    plays: true,
  },
  polka: {
    name: "Савин Роман Евгеньевич",
    phone: "+7 921 555-40-02",
    email: "client2@helpdesk.demo",
    note: "директор по рознице",
    portal: true,
    plays: true,
  },
};

export const BROKEN_CHAIN = "polka.example";

/** All companies with their places and contacts. */
export function companies(): DemoCompany[] {
  const random = randomOf("companies");
  const addresses = new Set<string>();
  const address = (): string => {
    for (;;) {
      const made = `${random.pick(STREETS)}, ${random.int(2, 96)}`;
      if (addresses.has(made)) continue;
      addresses.add(made);
      return made;
    }
  };
  return FIRMS.map(([name, word, placeName, count], index) => {
    const domain = `${word}.example`;
    const own = OWN[word];
    const contacts = Array.from({ length: Math.min(6, 2 + Math.ceil(count / 3)) }, (_, place): DemoContact => {
      const { full, phone, mailbox } = makePerson(random);
      return {
        name: full,
        phone,
        email: `${place === 0 && random.chance(0.5) ? "info" : latin(mailbox)}@${domain}`,
        note: JOBS[(index + place) % JOBS.length] ?? "",
        portal: place < 2,
      };
    });
    const emails = new Set<string>();
    return {
      name,
      domain,
      phone: `+7 (495) 555-${random.int(10, 99)}-${random.int(10, 99)}`,
      category: index % 8 === 1 || index === 0 ? "VIP-клиент" : index % 7 === 3 ? "Партнер" : "Клиент",
      note: random.pick(["Договор до конца года", "Обслуживание по абонентской плате", "Выезды по прейскуранту", ""]),
      tags: random.some(["сеть", "общепит", "розница", "24/7", "новый"], random.int(0, 2)),
      ...(index % 3 === 0 ? { manager: MANAGERS[index % MANAGERS.length] ?? "engineer" } : {}),
      ...(index % 3 === 1 ? { managerTeam: "Первая линия" } : {}),
      sites: Array.from({ length: count }, () => ({
        name: `${placeName}, ${address()}`,
        group: random.chance(0.6) ? CENTRE : LEFT_BANK,
      })),
      contacts: [...(own ? [own] : []), ...contacts.filter(({ email }) => !emails.has(email) && emails.add(email))],
    };
  });
}
