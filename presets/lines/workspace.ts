import type { Permission } from "../../core/access/permissions.ts";
import { FILTERS_OF_COMPANIES } from "../list-filters.ts";
import {
  ALL_BY_LETTER,
  administrator,
  COLUMNS_OF_COMPANIES,
  HOUR,
  manager,
  OFFICE_WEEK,
  WORK_FOR_COMPANIES,
  WORKDAY,
  type WorkspacePreset,
} from "../workspace-preset.ts";
import { cannedReplies } from "./replies.ts";

const WORKS: Permission[] = [...WORK_FOR_COMPANIES, "ticket.reopen"];

/** Operators who distribute, a first line that talks with clients, and a second one behind it. */
export const workspace: WorkspacePreset = {
  roles: [
    administrator(ALL_BY_LETTER),
    manager({ en: "Manager", ru: "Руководитель" }, ALL_BY_LETTER),
    { key: "dispatcher", name: { en: "Operator", ru: "Оператор" }, permissions: WORKS, notices: ALL_BY_LETTER },
    { key: "engineer", name: { en: "First line", ru: "Первая линия" }, permissions: WORKS, notices: ALL_BY_LETTER },
    { key: "controller", name: { en: "Second line", ru: "Вторая линия" }, permissions: WORKS, notices: ALL_BY_LETTER },
  ],
  teams: [
    { key: "operators", name: { en: "Operators", ru: "Операторы" } },
    { key: "first_line", name: { en: "First line", ru: "Первая линия" } },
    { key: "second_line", name: { en: "Second line", ru: "Вторая линия" } },
  ],
  serviceTypes: [{ name: { en: "Client request", ru: "Обращение клиента" } }],
  services: [
    { name: { en: "Question about an order", ru: "Вопрос по заказу" }, type: 0, category: 0, portal: true },
    { name: { en: "Return of money", ru: "Возврат денег" }, type: 0, category: 0, portal: true },
    { name: { en: "Error on the site", ru: "Ошибка на сайте" }, type: 0, category: 1, portal: true },
    { name: { en: "Document", ru: "Документы" }, type: 0, category: 1, portal: true },
  ],
  serviceCategories: [
    { name: { en: "Orders", ru: "Заказы" }, icon: "dots" },
    { name: { en: "Site and documents", ru: "Сайт и документы" }, icon: "code" },
  ],
  clientCategories: [{ en: "Client", ru: "Клиент" }],
  calendars: [OFFICE_WEEK],
  slaRules: [
    {
      name: { en: "All requests", ru: "Все обращения" },
      calendar: 0,
      reaction: 8 * HOUR,
      resolution: 2 * WORKDAY,
    },
  ],
  cannedReplies,
  cancelReasons: [],
  otherReason: null,
  settings: {
    listFilters: FILTERS_OF_COMPANIES,
    listColumns: COLUMNS_OF_COMPANIES,
    collectCancelReasons: false,
    // A word of the client reopens without a limit; a number of days here makes later ones new tickets.
    reopenWithin: null,
    contactsFromMail: true,
    acknowledgeMail: true,
    ratingAllowed: true,
    inbox: true,
    similarTickets: true,
  },
  mailbox: "lines",
};
