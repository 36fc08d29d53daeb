import type { Permission } from "../../core/access/permissions.ts";
import { FILTERS_OF_OFFICES } from "../list-filters.ts";
import { administrator, manager, type WorkspacePreset } from "../workspace-preset.ts";
import { lookupWords } from "./lookup-words.ts";
import { places } from "./offices.ts";
import { ENTREPRENEURS, LEGAL_ENTITIES, services } from "./services.ts";

/** A day of the offices, seconds of their hours. */
const WORKDAY = 9 * 3600;
const WORKS: Permission[] = ["section.tickets", "ticket.read", "ticket.write", "ticket.move", "message.send"];
const told = { assigned: { email: true }, message: { email: true }, status: { email: true } };

/** Those who take in documents for registration at many offices, and let anybody ask how far they are. */
export const workspace: WorkspacePreset = {
  roles: [
    administrator(told),
    manager({ en: "Head of office", ru: "Руководитель" }, told),
    {
      key: "registrar",
      name: { en: "Registrar", ru: "Регистратор" },
      permissions: [
        ...WORKS,
        "ticket.assign",
        "ticket.cancel",
        "section.clients",
        "section.companies",
        "section.places",
      ],
      notices: told,
    },
    { key: "inspector", name: { en: "Inspector", ru: "Инспектор" }, permissions: WORKS, notices: told },
  ],
  serviceTypes: [{ name: LEGAL_ENTITIES }, { name: ENTREPRENEURS }],
  serviceCategories: [{ name: { en: "State registration", ru: "Государственная регистрация" }, icon: "document" }],
  services,
  places,
  clientCategories: [
    { en: "Applicant", ru: "Заявитель" },
    { en: "Notary", ru: "Нотариус" },
  ],
  calendars: [
    {
      name: { en: "Working hours", ru: "Рабочее время" },
      hours: {
        mon: [["09:00", "18:00"]],
        tue: [["09:00", "18:00"]],
        wed: [["09:00", "18:00"]],
        thu: [["09:00", "18:00"]],
        fri: [["09:00", "16:45"]],
      },
    },
  ],
  slaRules: [
    {
      name: { en: "Three days of work", ru: "Три рабочих дня" },
      calendar: 0,
      reaction: null,
      resolution: 3 * WORKDAY,
    },
  ],
  cancelReasons: [],
  otherReason: null,
  settings: {
    listFilters: FILTERS_OF_OFFICES,
    autoCloseAfter: null,
    collectCancelReasons: false,
    reopenWithin: null,
    contactsFromMail: false,
    acknowledgeMail: true,
    ratingAllowed: false,
    showAssignee: false,
    listColumns: [
      "status",
      "number",
      "externalId",
      "service",
      "client",
      "address",
      "assignee",
      "due",
      "labels",
      "updated",
    ],
    publicLookup: { codes: ["ogrn", "inn"], words: lookupWords },
  },
  mailbox: "registry",
};
