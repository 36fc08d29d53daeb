/** What a role may do, each with a sentence. Sections open menus; the rest are acts on tickets. */
export const PERMISSIONS = {
  "section.tickets": "Sees the tickets of the places and services that the role and the employee have access to.",
  "section.tasks": "Sees the section of tasks.",
  "section.reception": "Sees the reception log.",
  "section.partners": "Sees tickets of partners.",
  "section.services": "Sets up services, their types and order forms.",
  "section.marketplace": "Sets up paid services of the marketplace.",
  "section.places": "Sees and changes sites and units.",
  "section.clients": "Sees and changes contacts.",
  "section.companies": "Sees and changes companies.",
  "section.employees": "Adds employees, sets roles, teams and access.",
  "section.settings": "Changes the settings of the workspace.",
  "ticket.read": "Opens tickets.",
  "ticket.write": "Creates and changes tickets, notes and documents.",
  "ticket.move": "Changes the status.",
  "ticket.assign": "Names assignees, controllers and observers.",
  "ticket.cancel": "Cancels tickets.",
  "ticket.reopen": "Reopens done tickets.",
  "ticket.approve": "Agrees or refuses at an approval stage.",
  "message.send": "Writes to clients.",
  "message.delete.any": "Deletes any message of any employee.",
  "report.export": "Exports ticket data.",
} as const satisfies Record<string, string>;

export type Permission = keyof typeof PERMISSIONS;
