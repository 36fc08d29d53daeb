import type { Permission } from "../../core/access/permissions.ts";
import { ALL_PERMISSIONS, allBut, type WorkspacePreset } from "../workspace-preset.ts";

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
    {
      key: "administrator",
      name: { en: "Administrator", ru: "Администратор" },
      permissions: ALL_PERMISSIONS,
      notices: told,
    },
    {
      // Alone but for the administrator, he may return a ticket to New [L-NEW-02, L-NEW-03].
      key: "manager",
      name: { en: "Manager", ru: "Управляющий" },
      permissions: allBut("section.settings", "message.delete.any"),
      notices: told,
    },
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
  calendars: [
    {
      name: { en: "Working hours", ru: "Рабочее время" },
      hours: {
        mon: [["09:00", "18:00"]],
        tue: [["09:00", "18:00"]],
        wed: [["09:00", "18:00"]],
        thu: [["09:00", "18:00"]],
        fri: [["09:00", "18:00"]],
      },
    },
  ],
  cancelReasons: [],
  otherReason: null,
  settings: {
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
