import type { Random } from "./random.ts";

/** Somebody made up. */
export type Made = {
  /** Surname, first name and patronymic. */
  full: string;
  /** How he is addressed: first name and patronymic. */
  polite: string;
  feminine: boolean;
  phone: string;
  /** Latin letters for an address: `ivanova.as`. */
  mailbox: string;
};

const MEN =
  "Александр Алексей Андрей Антон Артём Борис Вадим Валерий Виктор Виталий Владимир Георгий Григорий Денис Дмитрий Евгений Егор Иван Игорь Илья Кирилл Константин Леонид Максим Михаил Никита Николай Олег Павел Пётр Роман Руслан Сергей Станислав Степан Тимур Фёдор Юрий Ярослав";
const WOMEN =
  "Алина Алла Анастасия Анна Валентина Валерия Вера Виктория Галина Дарья Диана Евгения Екатерина Елена Жанна Зинаида Зоя Инна Ирина Кристина Ксения Лариса Лидия Любовь Людмила Маргарита Марина Мария Надежда Наталья Нина Оксана Ольга Полина Раиса Светлана София Тамара Татьяна Юлия";
/** As a man's; a woman's ends in `вна` in place of `вич`. */
const FATHERS =
  "Александрович Алексеевич Анатольевич Андреевич Борисович Вадимович Валентинович Васильевич Викторович Владимирович Геннадьевич Дмитриевич Евгеньевич Иванович Игоревич Константинович Леонидович Максимович Михайлович Николаевич Олегович Павлович Петрович Романович Русланович Сергеевич Степанович Фёдорович Юрьевич";
/** As a man's; feminine forms are made, those on -ко, -ук, -ян and -их stay. */
const SURNAMES =
  "Абрамов Агафонов Аксёнов Андреев Анисимов Антонов Артемьев Афанасьев Баранов Белов Беляев Бирюков Бобров Богданов Болдырев Борисенко Васильев Виноградов Власов Воробьёв Воронин Гаврилов Гайдамак Галкин Герасимов Голубев Горбачёв Горшков Григорьев Громов Гущин Давыдов Данилов Демидов Денисов Дорофеев Дьячков Егоров Елисеев Ермаков Ершов Ефимов Жданов Жуков Журавлёв Заболоцкий Захаров Зимин Зотов Зубков Иванов Игнатьев Исаев Казаков Калинин Карпов Каспарян Киселёв Климов Ковалёв Ковальчук Козлов Колесников Комаров Кондратьев Коновалов Королёв Костин Котов Кравченко Крылов Кудрявцев Кузьмин Куликов Лазарев Лапин Ларин Левин Леонтьев Логинов Лукин Лысенко Макаров Максимов Мальцев Марков Мартынов Маслов Матвеев Медведев Мельник Мельников Минаев Миронов Мишин Мухин Назаров Наумов Нестеров Нечаев Новиков Носов Олейник Орехов Осипов Остапенко Павлов Панкратов Панов Пахомов Петров Петухов Пименов Платонов Поляков Пономарёв Попов Потапов Прохоров Родионов Рожков Романов Рыбаков Рябов Савельев Савченко Сазонов Самойлов Сафонов Седов Селезнёв Семёнов Сидоров Симонов Ситников Смирнов Соболев Соловьёв Сорокин Степанов Стрельцов Суворов Сухих Сычёв Тарасенко Терентьев Тимофеев Тихонов Третьяков Трофимов Туманов Тюрин Уваров Устинов Федотов Филатов Филиппов Фомин Фролов Харитонов Хохлов Царёв Цветков Чернов Черных Чернышёв Чижов Шапошников Шевченко Шестаков Ширяев Шубин Щербаков Юдин Яковлев Яшин";
const [men, women, fathers, surnames] = [MEN, WOMEN, FATHERS, SURNAMES].map((list) => list.split(" ")) as [
  string[],
  string[],
  string[],
  string[],
];

export function makePerson(
  random: Random,
  { surname = random.pick(surnames), feminine = random.chance(0.55) } = {},
): Made {
  const first = random.pick(feminine ? women : men);
  const father = random.pick(fathers);
  const patronymic = feminine ? father.replace(/ич$/, "на") : father;
  const last = feminine ? womans(surname) : surname;
  return {
    full: `${last} ${first} ${patronymic}`,
    polite: `${first} ${patronymic}`,
    feminine,
    phone: makePhone(random),
    mailbox: `${latin(last)}.${latin(first.slice(0, 1))}${latin(patronymic.slice(0, 1))}`,
  };
}

/** A surname as members of one family share it. */
export const makeSurname = (random: Random): string => random.pick(surnames);

/** What is said of somebody whose name alone is known: `Соколова Елена Викторовна`. */
export function addressed(full: string): Pick<Made, "polite" | "feminine"> {
  const [, first = full, patronymic = ""] = full.split(" ");
  return { polite: `${first} ${patronymic}`.trim(), feminine: /на$/.test(patronymic) };
}

/** Mobile numbers whose middle is always 555: nobody's, as far as can be. */
export const makePhone = (random: Random): string =>
  `+7 9${random.int(0, 9)}${random.int(0, 9)} 555-${random.int(10, 99)}-${random.int(10, 99)}`;

function womans(surname: string): string {
  if (/(ко|ук|ян|их|ых|ик|ак)$/.test(surname)) return surname;
  return surname.endsWith("ий") ? surname.replace(/ий$/, "ая") : `${surname}а`;
}

const LETTERS: Record<string, string> = Object.fromEntries(
  "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:c ч:ch ш:sh щ:sch ъ: ы:y ь: э:e ю:yu я:ya"
    .split(" ")
    .map((pair) => pair.split(":")),
);

export const latin = (text: string): string =>
  [...text.toLowerCase()].map((letter) => LETTERS[letter] ?? letter).join("");
