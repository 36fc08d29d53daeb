import type { Permission } from "../../core/access/permissions.ts";
import { FILTERS_OF_LEADS } from "../list-filters.ts";
import { administrator, HOUR, manager, OFFICE_WEEK, WORKDAY, type WorkspacePreset } from "../workspace-preset.ts";

const WORKS: Permission[] = [
  "section.tickets",
  "ticket.read",
  "ticket.write",
  "ticket.move",
  "message.send",
  "section.clients",
];
/** When the term of a postponed ticket ends, who postponed it is told. */
const told = { status: { email: true }, resume: { email: true } };

/** Those who answer visitors of a site. */
export const workspace: WorkspacePreset = {
  roles: [
    administrator(told),
    // Alone but for the administrator, he may return a ticket to New [L-NEW-02, L-NEW-03].
    manager({ en: "Manager", ru: "Управляющий" }, told),
    { key: "employee", name: { en: "Employee", ru: "Сотрудник" }, permissions: WORKS, notices: told },
  ],
  serviceTypes: [{ name: { en: "Visitor's request", ru: "Заявка посетителя" } }],
  serviceCategories: [
    { name: { en: "Purchase", ru: "Покупка" }, icon: "cart" },
    { name: { en: "Question", ru: "Вопрос" }, icon: "dots" },
  ],
  clientCategories: [
    { en: "Visitor", ru: "Посетитель" },
    { en: "Client", ru: "Клиент" },
  ],
  calendars: [OFFICE_WEEK],
  slaRules: [
    {
      name: { en: "All requests", ru: "Все заявки" },
      calendar: 0,
      reaction: 2 * HOUR,
      resolution: WORKDAY,
    },
  ],
  cancelReasons: [],
  otherReason: null,
  settings: {
    listFilters: FILTERS_OF_LEADS,
    autoCloseAfter: null,
    collectCancelReasons: false,
    reopenWithin: null,
    contactsFromMail: false,
    acknowledgeMail: true,
    ratingAllowed: false,
    showAssignee: false,
    captureForm: true,
    announceNew: true,
    listColumns: [
      "status",
      "number",
      "subject",
      "client",
      "processedBy",
      "processingStarted",
      "processingEnded",
      "processingTime",
      "resumeAt",
      "labels",
    ],
  },
  mailbox: "leads",
};
