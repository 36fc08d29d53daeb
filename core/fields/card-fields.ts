import type { Text } from "../process/process.ts";
import type { FieldDef, FieldGroup, FieldType, Option } from "./field.ts";

/** What has a card of its own beside tickets, and with it fields, columns, filters and an order. */
export const CARDS = ["contact", "company", "place"] as const;
export type Card = (typeof CARDS)[number];

/** What has fields of a workspace's own. */
export const SUBJECTS = ["ticket", ...CARDS] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Until workspaces choose a currency, debts are told in this one. */
export const DEBT_CURRENCY = "RUB";

type Rest = Partial<Omit<FieldDef, "key" | "type" | "label" | "group" | "source" | "sql" | "permissions">>;

/** A built-in field of a card: employees read it as the card shows it, clients ask no lists by conditions. */
const field = (
  key: string,
  type: FieldType,
  group: FieldGroup,
  column: string,
  label: Text,
  rest: Rest = {},
): FieldDef => ({
  key,
  type,
  label,
  group,
  source: { state: key },
  sql: { column },
  sortable: false,
  filterable: true,
  permissions: { employee: "read", client: "hidden" },
  ...rest,
});

const sortable = true;
const part = { match: "part", search: "part" } as const;
const COMPANY: Text = { en: "Company", ru: "Компания", id: "Perusahaan", fa: "شرکت" };
const ACCOUNT: Text = { en: "Account", ru: "Лицевой счёт", id: "Nomor akun", fa: "شماره حساب" };
const ADDED: Text = { en: "Added", ru: "Когда добавлено", id: "Ditambahkan", fa: "زمان افزودن" };
const NAME: Text = { en: "Name", ru: "Имя", id: "Nama", fa: "نام" };

const company = field("company", "company", "main", "company_id", COMPANY, {
  sortable,
  sortBy: { column: "company_id", nameOf: "company" },
});
const reached = [
  field("phone", "text", "main", "phone", { en: "Phone", ru: "Телефон", id: "Telepon", fa: "تلفن" }, { match: "part" }),
  field(
    "email",
    "text",
    "main",
    "email",
    { en: "Email", ru: "Эл. почта", id: "Email", fa: "ایمیل" },
    {
      sortable,
      match: "part",
    },
  ),
];
const account = field("account", "text", "main", "account", ACCOUNT, { sortable, search: "whole" });
const told = [
  field("tags", "lists", "main", "tags", { en: "Tags", ru: "Теги", id: "Tag", fa: "برچسب‌ها" }),
  field(
    "note",
    "longtext",
    "main",
    "note",
    { en: "Note", ru: "Примечание", id: "Catatan", fa: "یادداشت" },
    {
      match: "part",
    },
  ),
];
const responsible = (manager: Text) => [
  field("manager", "person", "people", "manager_id", manager),
  field("team", "team", "people", "manager_team_id", { en: "Team", ru: "Отдел", id: "Tim", fa: "گروه" }),
];
const MANAGER: Text = { en: "Manager", ru: "Менеджер", id: "Manajer", fa: "مدیر" };
const added = field("added", "moment", "times", "created_at", ADDED, { sortable, required: true });

const KINDS: Option[] = [
  { key: "group", label: { en: "Site group", ru: "Группа объектов", id: "Grup objek", fa: "گروه محل‌ها" } },
  { key: "quarter", label: { en: "Quarter", ru: "Квартал", id: "Kawasan", fa: "محله" } },
  { key: "site", label: { en: "Building", ru: "Дом", id: "Gedung", fa: "ساختمان" } },
  { key: "entrance", label: { en: "Entrance", ru: "Подъезд", id: "Pintu masuk", fa: "ورودی" } },
  { key: "floor", label: { en: "Floor", ru: "Этаж", id: "Lantai", fa: "طبقه" } },
  { key: "unit", label: { en: "Unit", ru: "Помещение", id: "Unit", fa: "واحد" } },
];

/** The built-in fields of `contact`, `company` and `place`, in the order in which lists of fields show them. */
export const CARD_FIELDS: Readonly<Record<Card, readonly FieldDef[]>> = {
  contact: [
    field("name", "text", "main", "name", NAME, { sortable, required: true, ...part }),
    company,
    ...reached,
    account,
    field(
      "portal",
      "yesno",
      "main",
      "portal_access",
      { en: "Portal", ru: "Портал", id: "Portal", fa: "پورتال" },
      {
        required: true,
      },
    ),
    field(
      "debt",
      "money",
      "main",
      "debt",
      {
        en: "Debt for the home",
        ru: "Долг за жильё",
        id: "Tunggakan hunian",
        fa: "بدهی خانه",
      },
      { sortable, required: true, currency: DEBT_CURRENCY },
    ),
    field(
      "repairDebt",
      "money",
      "main",
      "repair_debt",
      {
        en: "Debt for capital repair",
        ru: "Долг за капремонт",
        id: "Tunggakan renovasi",
        fa: "بدهی تعمیر اساسی",
      },
      { sortable, required: true, currency: DEBT_CURRENCY },
    ),
    ...told,
    ...responsible(MANAGER),
    field(
      "lastSeen",
      "moment",
      "times",
      "last_seen_at",
      {
        en: "On the portal",
        ru: "На портале был",
        id: "Di portal",
        fa: "در پورتال",
      },
      { sortable },
    ),
    added,
  ],
  company: [
    field("name", "text", "main", "name", { ...NAME, ru: "Название" }, { sortable, required: true, ...part }),
    field(
      "category",
      "clientCategory",
      "main",
      "category_id",
      {
        en: "Category",
        ru: "Категория",
        id: "Kategori",
        fa: "دسته",
      },
      { sortable, sortBy: { column: "category_id", nameOf: "clientCategory" } },
    ),
    ...reached,
    field("domains", "lists", "main", "domains", {
      en: "Mail domains",
      ru: "Домены почты",
      id: "Domain surel",
      fa: "دامنه‌های نامه",
    }),
    ...told,
    ...responsible(MANAGER),
    added,
  ],
  place: [
    field(
      "address",
      "text",
      "main",
      "address",
      { en: "Address", ru: "Адрес", id: "Alamat", fa: "نشانی" },
      {
        sortable,
        required: true,
        ...part,
      },
    ),
    field(
      "kind",
      "list",
      "main",
      "kind",
      { en: "Kind", ru: "Что это", id: "Jenis", fa: "گونه" },
      {
        required: true,
        options: KINDS,
      },
    ),
    field(
      "code",
      "text",
      "main",
      "code",
      { en: "Code", ru: "Код", id: "Kode", fa: "کد" },
      {
        sortable,
        search: "whole",
      },
    ),
    account,
    company,
    ...told,
    ...responsible({ ...MANAGER, ru: "Управляющий" }),
  ],
};
