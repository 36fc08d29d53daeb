/** Every permission that a role may hold, each with what it lets an employee do. Roles name no others. */
export const PERMISSIONS = {
  "ticket.read": "See tickets of one's sites and services.",
  "ticket.write": "Create tickets and change them: base data, notes, documents, tasks, checklists.",
  "ticket.move": "Change the status of a ticket and the date on which it resumes.",
  "ticket.assign": "Say who answers for a ticket: team, assignees, controllers, observers.",
  "ticket.cancel": "Cancel a ticket, by the organisation's decision or at the client's wish.",
  "ticket.reopen": "Take up a finished ticket again.",
  "ticket.incident": "Attach tickets to incidents and take them off again.",
  "ticket.approve": "Agree to a ticket, ask back or refuse it where one is named as approver.",
  "message.send": "Write to the client, and take back one's own message within the hour.",
  "message.delete.any": "Delete any message of any employee in the client thread, at any time.",
  "report.export": "Export tickets to a file.",
  "view.share": "Share views of the list with everybody or any team, and change views that others share.",
  "section.tickets": "Open the section of all tickets.",
  "section.tasks": "Open the section of tasks.",
  "section.reception": "Open the reception log.",
  "section.partners": "Open the tickets shared with partners.",
  "section.reports": "Open the reports over tickets.",
  "section.services": "Open the set-up of services and their order forms.",
  "section.marketplace": "Open the set-up of the marketplace.",
  "section.places": "Open sites and units.",
  "section.clients": "Open contacts and their occupancies.",
  "section.companies": "Open companies.",
  "section.employees": "Open employees, roles and teams.",
  "section.settings": "Open the settings of the workspace.",
} as const satisfies Record<string, string>;

export type Permission = keyof typeof PERMISSIONS;

/** The same as a list, in the order of the settings screen. */
export const PERMISSION_KEYS = Object.keys(PERMISSIONS).filter(isPermission);

export function isPermission(key: string): key is Permission {
  return Object.hasOwn(PERMISSIONS, key);
}
