import type { Permission } from "../../core/access/permissions.ts";
import { ABOUT } from "../../core/process/events.ts";
import { ALL_PERMISSIONS, allBut, type WorkspacePreset } from "../workspace-preset.ts";
import { cannedReplies, triggers } from "./automation.ts";

const WORKS: Permission[] = [
  "section.tickets",
  "ticket.read",
  "ticket.write",
  "ticket.move",
  "ticket.assign",
  "message.send",
  "ticket.reopen",
  "section.clients",
  "section.companies",
];
/** Whoever answers for a ticket hears of all that happens to it; his profile can say otherwise. */
const told = Object.fromEntries(ABOUT.map((about) => [about, { email: true }]));

const WEEK: [string, string][] = [["09:00", "18:00"]];

/** Agents who answer letters of clients. */
export const workspace: WorkspacePreset = {
  roles: [
    {
      key: "administrator",
      name: { en: "Administrator", ru: "Администратор" },
      permissions: ALL_PERMISSIONS,
      notices: told,
    },
    {
      key: "manager",
      name: { en: "Manager", ru: "Руководитель" },
      permissions: allBut("section.settings", "message.delete.any"),
      notices: told,
    },
    { key: "dispatcher", name: { en: "Leading agent", ru: "Старший агент" }, permissions: WORKS, notices: told },
    { key: "engineer", name: { en: "Agent", ru: "Агент" }, permissions: WORKS, notices: told },
    { key: "controller", name: { en: "Quality manager", ru: "Менеджер качества" }, permissions: WORKS, notices: told },
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
  calendars: [
    {
      name: { en: "Working hours", ru: "Рабочее время" },
      hours: { mon: WEEK, tue: WEEK, wed: WEEK, thu: WEEK, fri: WEEK },
    },
  ],
  triggers,
  cannedReplies,
  cancelReasons: [],
  otherReason: null,
  settings: {
    collectCancelReasons: false,
    reopenWithin: null,
    contactsFromMail: true,
    acknowledgeMail: true,
    ratingAllowed: true,
    similarTickets: true,
  },
  mailbox: "support",
};
