import type { DemoService } from "../scenario.ts";

/** Service types besides those of the preset. */
export const moreTypes = ["Инцидент", "Запрос"];
const [INCIDENT, REQUEST, SERVICE, ADVICE, INTERNAL] = [
  "Инцидент",
  "Запрос",
  "Обслуживание",
  "Консультация",
  "Внутренняя заявка",
] as const;
const stopped = { key: "stopped", label: "Работа остановилась", type: "yesno" as const, required: true };

export const services: DemoService[] = [
  {
    name: "Касса и фискальный регистратор",
    type: INCIDENT,
    category: "Оборудование",
    team: "Выездные инженеры",
    annotation: "Не печатает чеки, не закрывается смена, ошибки ФН. Реакция по договору от 30 минут.",
    form: [{ key: "till", label: "Какая касса", type: "list", options: ["Касса 1", "Касса 2", "Касса 3"] }, stopped],
  },
  {
    name: "Терминал оплаты",
    type: INCIDENT,
    category: "Оборудование",
    team: "Первая линия",
    annotation: "Не проходят оплаты, нет связи с банком, возвраты.",
    form: [{ key: "bank", label: "Банк", type: "list", options: ["Сбер", "Т-Банк", "ВТБ", "Альфа"] }, stopped],
  },
  {
    name: "Интернет и Wi-Fi",
    type: INCIDENT,
    category: "Сеть и связь",
    team: "Сети",
    annotation: "Нет связи, обрывы, гостевая сеть.",
    form: [{ key: "area", label: "Где", type: "list", options: ["Вся точка", "Зал", "Склад", "Переговорная"] }],
  },
  {
    name: "1С и обмен",
    type: INCIDENT,
    category: "Программы",
    team: "1С и учёт",
    annotation: "Обмен с кассами и сайтом, ошибки в документах, остатки.",
    form: [
      {
        key: "base",
        label: "База",
        type: "list",
        options: ["Управление торговлей", "Розница", "Бухгалтерия"],
        required: true,
      },
    ],
  },
  {
    name: "Принтер и МФУ",
    type: SERVICE,
    category: "Оборудование",
    team: "Выездные инженеры",
    annotation: "Ремонт, настройка, картриджи.",
    form: [
      {
        key: "model",
        label: "Модель",
        type: "list",
        options: ["HP M428", "Kyocera M2040", "Brother L2540", "Pantum BM5100"],
      },
    ],
  },
  {
    name: "Рабочее место",
    type: SERVICE,
    category: "Оборудование",
    team: "Выездные инженеры",
    annotation: "Компьютеры, ноутбуки, мониторы и всё, что к ним подключено.",
    form: [
      {
        key: "who",
        label: "Чьё место",
        type: "list",
        options: ["Администратор", "Бухгалтер", "Товаровед", "Управляющий"],
      },
    ],
  },
  {
    name: "Видеонаблюдение",
    type: SERVICE,
    category: "Сеть и связь",
    team: "Сети",
    annotation: "Камеры, регистратор, выгрузка записей.",
    form: [{ key: "camera", label: "Камера", type: "list", options: ["Вход", "Касса", "Склад", "Парковка"] }],
  },
  {
    name: "Почта, учётные записи, доступы",
    type: REQUEST,
    category: "Программы",
    team: "Первая линия",
    annotation: "Пароли, доступ к папкам и программам. Нужно согласие руководителя.",
    form: [
      { key: "system", label: "Куда", type: "list", options: ["Почта", "1С", "Общая папка", "CRM"], required: true },
    ],
  },
  {
    name: "Новый сотрудник",
    type: REQUEST,
    category: "Программы",
    team: "Первая линия",
    annotation: "Приём, перевод, увольнение: учётные записи, карты, оборудование.",
    form: [
      {
        key: "role",
        label: "Должность",
        type: "list",
        options: ["Кассир", "Администратор", "Менеджер"],
        required: true,
      },
    ],
  },
  {
    name: "Вопрос по работе программ",
    type: ADVICE,
    category: "Программы",
    team: "1С и учёт",
    annotation: "Как оформить возврат, где найти отчёт, как провести инвентаризацию.",
  },
  {
    name: "Счета и документы",
    type: ADVICE,
    category: "Другое",
    team: "Документы",
    annotation: "Счета, акты, сверки, изменения в договоре.",
  },
  {
    name: "Регламентные работы",
    type: INTERNAL,
    category: null,
    team: "Выездные инженеры",
    annotation: "",
    portal: false,
  },
];
