import type { Permission } from "../../core/access/permissions.ts";
import { FILTERS_OF_VISITS } from "../list-filters.ts";
import {
  ALL_BY_LETTER,
  administrator,
  HOUR,
  manager,
  OFFICE_WEEK,
  urgent,
  WORKDAY,
  type WorkspacePreset,
} from "../workspace-preset.ts";
import { cannedReplies } from "./replies.ts";

const WORKS: Permission[] = ["section.tickets", "ticket.read", "ticket.write", "ticket.move", "message.send"];
const LEADS: Permission[] = [...WORKS, "ticket.assign", "ticket.cancel", "ticket.reopen", "ticket.incident"];

/** Those who service companies: specialists answer letters and calls of contacts. */
export const workspace: WorkspacePreset = {
  roles: [
    administrator(ALL_BY_LETTER),
    manager({ en: "Manager", ru: "Руководитель" }, ALL_BY_LETTER),
    {
      // No settings, no reports, and no accounts of others [O-ROLE-04, O-ROLE-06].
      key: "dispatcher",
      name: { en: "Leading specialist", ru: "Ведущий специалист" },
      permissions: [...LEADS, "section.services", "section.places", "section.clients", "section.companies"],
      notices: ALL_BY_LETTER,
    },
    {
      // Tickets only [O-ROLE-08].
      key: "engineer",
      name: { en: "Specialist", ru: "Специалист" },
      permissions: [...WORKS, "ticket.assign"],
      notices: ALL_BY_LETTER,
    },
    {
      key: "controller",
      name: { en: "Controller", ru: "Контролёр" },
      permissions: [...LEADS, "ticket.approve"],
      notices: ALL_BY_LETTER,
    },
  ],
  serviceTypes: [
    { name: { en: "Service", ru: "Обслуживание" } },
    { name: { en: "Consultation", ru: "Консультация" } },
    { name: { en: "Internal request", ru: "Внутренняя заявка" }, internal: true },
  ],
  serviceCategories: [
    { name: { en: "Equipment", ru: "Оборудование" }, icon: "computer" },
    { name: { en: "Software", ru: "Программы" }, icon: "code" },
    { name: { en: "Network", ru: "Сеть и связь" }, icon: "wifi" },
    { name: { en: "Other", ru: "Другое" }, icon: "dots" },
  ],
  clientCategories: [
    { en: "Client", ru: "Клиент" },
    { en: "Partner", ru: "Партнер" },
    { en: "VIP client", ru: "VIP-клиент" },
  ],
  calendars: [OFFICE_WEEK],
  slaRules: [
    urgent(HOUR, 4 * HOUR),
    {
      name: { en: "VIP clients", ru: "VIP-клиенты" },
      condition: { en: 'clientCategory:"VIP client"', ru: 'clientCategory:"VIP-клиент"' },
      calendar: 0,
      reaction: 4 * HOUR,
      resolution: 2 * WORKDAY,
    },
    {
      name: { en: "All others", ru: "Остальные" },
      calendar: 0,
      reaction: 8 * HOUR,
      resolution: 3 * WORKDAY,
    },
  ],
  cannedReplies,
  cancelReasons: [
    { en: "No longer needed", ru: "Больше не нужно" },
    { en: "Made by mistake", ru: "Заявка создана по ошибке" },
    { en: "Other", ru: "Другое" },
  ],
  otherReason: { en: "Other", ru: "Другое" },
  settings: {
    listFilters: FILTERS_OF_VISITS,
    autoCloseAfter: "P3D",
    collectCancelReasons: false,
    reopenWithin: null,
    contactsFromMail: true,
    acknowledgeMail: true,
    ratingAllowed: true,
    showAssignee: false,
  },
  mailbox: "helpdesk",
};
