import { PERMISSION_KEYS, type Permission } from "../../../../core/access/permissions.ts";

/** Permissions as people look for them: what is in the menu, what is set up, what is done with tickets ([H-ACC-02…10]). */
const NAMED: readonly { key: string; permissions: readonly Permission[] }[] = [
  { key: "sections", permissions: ["section.tickets", "section.tasks", "section.reception", "section.partners"] },
  {
    key: "management",
    permissions: [
      "section.places",
      "section.clients",
      "section.companies",
      "section.services",
      "section.marketplace",
      "section.employees",
      "section.settings",
    ],
  },
  {
    key: "tickets",
    permissions: [
      "ticket.read",
      "ticket.write",
      "ticket.move",
      "ticket.assign",
      "ticket.cancel",
      "ticket.reopen",
      "ticket.approve",
      "ticket.incident",
    ],
  },
  { key: "talk", permissions: ["message.send", "message.delete.any"] },
  { key: "reports", permissions: ["section.reports", "report.export", "view.share"] },
];

const named = new Set(NAMED.flatMap(({ permissions }) => permissions));
const others = PERMISSION_KEYS.filter((permission) => !named.has(permission));

/** All permissions there are; those that nobody has put into a group stand at the end. */
export const PERMISSION_GROUPS = others.length > 0 ? [...NAMED, { key: "others", permissions: others }] : NAMED;
