import { FILTERS_OF_VISITS } from "../list-filters.ts";
import {
  ALL_BY_LETTER,
  administrator,
  HOUR,
  manager,
  OFFICE_WEEK,
  urgent,
  WORK_FOR_COMPANIES,
  WORKDAY,
  type WorkspacePreset,
} from "../workspace-preset.ts";

/** An office, couriers, engineers on the road and at the client's screen: five kinds of tasks [C-GEN-04]. */
export const workspace: WorkspacePreset = {
  roles: [
    administrator(ALL_BY_LETTER),
    manager({ en: "Manager", ru: "Руководитель" }, ALL_BY_LETTER),
    {
      key: "dispatcher",
      name: { en: "Responsible employee", ru: "Ответственный" },
      permissions: WORK_FOR_COMPANIES,
      notices: ALL_BY_LETTER,
    },
    {
      key: "engineer",
      name: { en: "Engineer", ru: "Инженер" },
      permissions: WORK_FOR_COMPANIES,
      notices: ALL_BY_LETTER,
    },
    { key: "controller", name: { en: "Office", ru: "Офис" }, permissions: WORK_FOR_COMPANIES, notices: ALL_BY_LETTER },
  ],
  teams: [
    { key: "accounting", name: { en: "Accounting", ru: "Бухгалтерия" } },
    { key: "delivery", name: { en: "Delivery", ru: "Доставка" } },
    { key: "on_site", name: { en: "On-site engineers", ru: "Выездные инженеры" } },
    { key: "repair", name: { en: "Repair", ru: "Ремонт" } },
    // One group under both names of the regulation.
    { key: "remote", name: { en: "Remote support", ru: "Удаленная техподдержка" } },
  ],
  fields: [
    {
      key: "work_done",
      name: { en: "Work done as a result of the task", ru: "Выполненные по итогу задачи работы" },
      type: "text",
    },
  ],
  serviceTypes: [
    { name: { en: "Task", ru: "Задача" } },
    { name: { en: "Inner task", ru: "Внутренняя задача" }, internal: true },
  ],
  // The kinds with their default groups, ways in, and what they ask for [C-GEN-05].
  services: [
    {
      name: { en: "Accounting", ru: "Бухгалтерия" },
      type: 1,
      category: 0,
      team: "accounting",
      options: { channels: ["console", "telegram", "email"] },
    },
    {
      name: { en: "Delivery", ru: "Доставка" },
      type: 1,
      category: 0,
      team: "delivery",
      options: { channels: ["console", "telegram"], companyInSubject: true },
    },
    {
      name: { en: "On-site", ru: "Выездная заявка" },
      type: 0,
      category: 1,
      team: "on_site",
      options: {
        channels: ["console", "telegram"],
        companyInSubject: true,
        acceptFirst: true,
        qualityControl: true,
      },
    },
    {
      name: { en: "Repair", ru: "Ремонт" },
      type: 1,
      category: 1,
      team: "repair",
      options: { channels: ["console"] },
    },
    {
      name: { en: "Remote support", ru: "Удаленка" },
      type: 0,
      category: 1,
      team: "remote",
      options: {
        channels: ["console", "telegram", "email"],
        acceptFirst: true,
        authorAssigned: true,
        assigneeMark: true,
        presetForTeam: true,
        companyInCommand: true,
      },
    },
  ],
  serviceCategories: [
    { name: { en: "Office", ru: "Офис" }, icon: "dots" },
    { name: { en: "Engineers", ru: "Инженеры" }, icon: "computer" },
  ],
  clientCategories: [
    { en: "Restaurant", ru: "Ресторан" },
    { en: "Chain", ru: "Сеть ресторанов" },
  ],
  calendars: [OFFICE_WEEK],
  slaRules: [
    urgent(HOUR, WORKDAY),
    {
      name: { en: "All tasks", ru: "Все задачи" },
      calendar: 0,
      reaction: 12 * HOUR,
      resolution: 3 * WORKDAY,
    },
  ],
  cancelReasons: [],
  otherReason: null,
  settings: {
    listFilters: FILTERS_OF_VISITS,
    collectCancelReasons: false,
    reopenWithin: null,
    contactsFromMail: true,
    acknowledgeMail: true,
    ratingAllowed: false,
    serviceFirst: true,
  },
  mailbox: "field",
};
