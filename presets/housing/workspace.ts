import type { Permission } from "../../core/access/permissions.ts";
import { FILTERS_OF_HOUSES } from "../list-filters.ts";
import {
  administrator,
  HOUR,
  manager,
  OFFICE_WEEK,
  WORKDAY,
  type WorkspacePreset,
  weekdays,
} from "../workspace-preset.ts";
import { cannedReplies } from "./replies.ts";

const WORKS: Permission[] = [
  "section.tickets",
  "section.tasks",
  "ticket.read",
  "ticket.write",
  "ticket.move",
  "message.send",
];
const reminded = { resume: { email: true } };

/** Those who manage houses: dispatchers take requests, engineers do them, controllers check the work. */
export const workspace: WorkspacePreset = {
  roles: [
    administrator(),
    manager({ en: "Manager", ru: "Управляющий" }, reminded),
    {
      key: "dispatcher",
      name: { en: "Dispatcher", ru: "Диспетчер" },
      permissions: [
        ...WORKS,
        "section.reception",
        "section.places",
        "section.clients",
        "ticket.assign",
        "ticket.cancel",
        "ticket.reopen",
        "ticket.incident",
        "report.export",
      ],
    },
    {
      key: "engineer",
      name: { en: "Engineer", ru: "Исполнитель" },
      permissions: WORKS,
      notices: reminded,
    },
    {
      key: "controller",
      name: { en: "Controller", ru: "Контролёр" },
      permissions: [...WORKS, "ticket.assign", "ticket.cancel", "ticket.reopen", "ticket.incident", "ticket.approve"],
      notices: reminded,
    },
  ],
  serviceTypes: [
    { name: { en: "Request", ru: "Заявка" } },
    { name: { en: "Appointment", ru: "Запись на приём" } },
    { name: { en: "Common building request", ru: "Общедомовая заявка" }, common: true },
    { name: { en: "Internal request", ru: "Внутренняя заявка" }, internal: true },
    { name: { en: "Incident", ru: "Инцидент" }, internal: true, incident: true },
  ],
  serviceCategories: [
    { name: { en: "Plumbing", ru: "Сантехника" }, icon: "droplet" },
    { name: { en: "Electricity", ru: "Электрика" }, icon: "bolt" },
    { name: { en: "Lifts", ru: "Лифты" }, icon: "elevator" },
    { name: { en: "Cleaning", ru: "Уборка" }, icon: "broom" },
    { name: { en: "Meters and bills", ru: "Счётчики и начисления" }, icon: "gauge" },
    { name: { en: "Other", ru: "Другое" }, icon: "dots" },
  ],
  clientCategories: [],
  calendars: [
    OFFICE_WEEK,
    {
      name: { en: "Around the clock", ru: "Круглосуточно" },
      hours: { ...weekdays(["00:00", "24:00"]), sat: [["00:00", "24:00"]], sun: [["00:00", "24:00"]] },
    },
  ],
  slaRules: [
    {
      name: { en: "Accidents, around the clock", ru: "Аварии, круглосуточно" },
      condition: "priority:critical,high",
      calendar: 1,
      reaction: HOUR,
      resolution: 8 * HOUR,
    },
    {
      name: { en: "Other requests", ru: "Остальные заявки" },
      calendar: 0,
      reaction: 4 * HOUR,
      resolution: 3 * WORKDAY,
    },
  ],
  cannedReplies,
  cancelReasons: [
    { en: "Changed my mind", ru: "Больше не нужно" },
    { en: "It has solved itself", ru: "Проблема решилась сама" },
    { en: "Waited too long", ru: "Слишком долго ждать" },
    { en: "Made by mistake", ru: "Заявка создана по ошибке" },
    { en: "Other", ru: "Другое" },
  ],
  otherReason: { en: "Other", ru: "Другое" },
  settings: {
    listFilters: FILTERS_OF_HOUSES,
    collectCancelReasons: true,
    resumeRequired: false,
    unseenCleared: "opened",
    reopenWithin: null,
    confirmCompletion: true,
    ratingAllowed: true,
    filesPerMessage: 1,
  },
  mailbox: "housing",
};
