import type { Permission } from "../../core/access/permissions.ts";
import { FILTERS_OF_COMPANIES } from "../list-filters.ts";
import {
  ALL_BY_LETTER,
  administrator,
  COLUMNS_OF_COMPANIES,
  HOUR,
  manager,
  OFFICE_WEEK,
  urgent,
  WORK_FOR_COMPANIES,
  WORKDAY,
  type WorkspacePreset,
} from "../workspace-preset.ts";
import { cannedReplies, triggers } from "./automation.ts";

const WORKS: Permission[] = [...WORK_FOR_COMPANIES, "ticket.reopen"];

/** Agents who answer letters of clients. */
export const workspace: WorkspacePreset = {
  roles: [
    administrator(ALL_BY_LETTER),
    manager({ en: "Manager", ru: "Руководитель" }, ALL_BY_LETTER),
    {
      key: "dispatcher",
      name: { en: "Leading agent", ru: "Старший агент" },
      permissions: WORKS,
      notices: ALL_BY_LETTER,
    },
    { key: "engineer", name: { en: "Agent", ru: "Агент" }, permissions: WORKS, notices: ALL_BY_LETTER },
    {
      key: "controller",
      name: { en: "Quality manager", ru: "Менеджер качества" },
      permissions: WORKS,
      notices: ALL_BY_LETTER,
    },
  ],
  teams: [{ key: "support", name: { en: "Support", ru: "Поддержка" } }],
  serviceTypes: [{ name: { en: "Support request", ru: "Обращение" } }],
  services: [
    { name: { en: "Question", ru: "Вопрос" }, type: 0, category: 0, team: "support", portal: true },
    { name: { en: "Fault", ru: "Неполадка" }, type: 0, category: 0, team: "support", portal: true },
    { name: { en: "Payment", ru: "Оплата" }, type: 0, category: 1, team: "support", portal: true },
  ],
  serviceCategories: [
    { name: { en: "Product", ru: "Продукт" }, icon: "code" },
    { name: { en: "Account and payment", ru: "Аккаунт и оплата" }, icon: "dots" },
  ],
  clientCategories: [
    { en: "Client", ru: "Клиент" },
    { en: "Premium client", ru: "Премиум-клиент" },
  ],
  calendars: [OFFICE_WEEK],
  slaRules: [
    urgent(HOUR, 4 * HOUR),
    {
      name: { en: "Premium clients", ru: "Премиум-клиенты" },
      condition: { en: 'clientCategory:"Premium client"', ru: 'clientCategory:"Премиум-клиент"' },
      calendar: 0,
      reaction: 4 * HOUR,
      resolution: WORKDAY,
    },
    {
      name: { en: "All others", ru: "Остальные" },
      calendar: 0,
      reaction: 6 * HOUR,
      resolution: 2 * WORKDAY,
    },
  ],
  triggers,
  cannedReplies,
  cancelReasons: [],
  otherReason: null,
  settings: {
    listFilters: FILTERS_OF_COMPANIES,
    listColumns: COLUMNS_OF_COMPANIES,
    collectCancelReasons: false,
    reopenWithin: null,
    contactsFromMail: true,
    acknowledgeMail: true,
    ratingAllowed: true,
    similarTickets: true,
  },
  mailbox: "support",
};
