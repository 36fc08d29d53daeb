import type { DemoEmployee } from "../demo-person.ts";

export const CENTRE = "Центральный район";
export const LEFT_BANK = "Левый берег";
export const groups = [CENTRE, LEFT_BANK];

export const teams = ["Первая линия", "Выездные инженеры", "Сети", "1С и учёт", "Документы"];

export const staff: DemoEmployee[] = [
  {
    mailbox: "admin",
    name: "Кравцов Михаил Юрьевич",
    jobTitle: "Системный администратор",
    role: "administrator",
    teams: [],
    phone: "+7 921 555-30-01",
    plays: true,
  },
  {
    mailbox: "manager",
    name: "Ермакова Ирина Алексеевна",
    jobTitle: "Руководитель сервиса",
    role: "manager",
    teams: ["Документы"],
    phone: "+7 921 555-30-02",
    plays: true,
  },
  {
    mailbox: "dispatcher",
    name: "Синицына Мария Олеговна",
    jobTitle: "Ведущий специалист",
    role: "dispatcher",
    teams: ["Первая линия"],
    phone: "+7 921 555-30-03",
    plays: true,
  },
  {
    mailbox: "engineer",
    name: "Голубев Антон Сергеевич",
    jobTitle: "Выездной инженер",
    role: "engineer",
    teams: ["Выездные инженеры", "Первая линия"],
    phone: "+7 921 555-30-04",
    plays: true,
  },
  {
    mailbox: "engineer2",
    name: "Тихонова Дарья Романовна",
    jobTitle: "Выездной инженер, левый берег",
    role: "engineer",
    teams: ["Выездные инженеры"],
    phone: "+7 921 555-30-05",
    places: [LEFT_BANK],
    plays: true,
  },
  {
    mailbox: "controller",
    name: "Лаптева Юлия Владимировна",
    jobTitle: "Контроль качества",
    role: "controller",
    teams: ["Документы", "Первая линия"],
    phone: "+7 921 555-30-06",
    plays: true,
  },
  {
    mailbox: "grishin",
    name: "Гришин Кирилл Андреевич",
    jobTitle: "Специалист первой линии",
    role: "engineer",
    teams: ["Первая линия"],
    phone: "+7 921 555-30-07",
  },
  {
    mailbox: "fadeev",
    name: "Фадеев Илья Николаевич",
    jobTitle: "Сетевой инженер",
    role: "engineer",
    teams: ["Сети"],
    phone: "+7 921 555-30-08",
  },
  {
    mailbox: "muhina",
    name: "Мухина Оксана Викторовна",
    jobTitle: "Специалист по 1С",
    role: "engineer",
    teams: ["1С и учёт"],
    phone: "+7 921 555-30-09",
  },
  {
    mailbox: "ryabov",
    name: "Рябов Станислав Игоревич",
    jobTitle: "Выездной инженер",
    role: "engineer",
    teams: ["Выездные инженеры", "Сети"],
    phone: "+7 921 555-30-10",
  },
];
