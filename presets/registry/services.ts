import type { Text } from "../../core/process/process.ts";
import type { WorkspacePreset } from "../workspace-preset.ts";

const OGRN = { key: "ogrn", type: "text", label: { en: "OGRN", ru: "ОГРН" } } as const;
const OGRNIP = { key: "ogrn", type: "text", label: { en: "OGRNIP", ru: "ОГРНИП" } } as const;
const INN = { key: "inn", type: "text", label: { en: "INN", ru: "ИНН" } } as const;
const WAY = {
  key: "way",
  type: "list",
  label: { en: "How it was submitted", ru: "Способ представления" },
  options: [
    { en: "Electronically", ru: "В электронном виде" },
    { en: "In person", ru: "Лично" },
    { en: "By post", ru: "По почте" },
    { en: "Through a service centre", ru: "Через МФЦ" },
  ],
} as const;

/** The two kinds of applicants [R-SUBJ-01], in the order of the service types. */
export const LEGAL_ENTITIES: Text = { en: "Legal entity", ru: "Юридическое лицо" };
export const ENTREPRENEURS: Text = { en: "Individual entrepreneur", ru: "Индивидуальный предприниматель" };

const ofCompanies = (name: Text) => ({ type: 0, category: 0, name, form: [OGRN, INN, WAY] });
const ofPeople = (name: Text) => ({ type: 1, category: 0, name, form: [OGRNIP, INN, WAY] });

/** The forms of submissions for state registration. */
export const services: WorkspacePreset["services"] = [
  ofCompanies({ en: "Р11001 Creation of a legal entity", ru: "Р11001 Создание юридического лица" }),
  ofCompanies({
    en: "Р13014 Changes of a legal entity",
    ru: "Р13014 Изменения в сведениях и учредительных документах",
  }),
  ofCompanies({ en: "Р12003 Reorganisation", ru: "Р12003 Реорганизация" }),
  ofCompanies({ en: "Р15016 Liquidation", ru: "Р15016 Ликвидация" }),
  ofPeople({ en: "Р21001 Registration of an entrepreneur", ru: "Р21001 Регистрация предпринимателя" }),
  ofPeople({ en: "Р24001 Changes of an entrepreneur", ru: "Р24001 Изменения сведений о предпринимателе" }),
  ofPeople({ en: "Р26001 End of business", ru: "Р26001 Прекращение деятельности" }),
];
