import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Body, Moment, Nullable, Page, Paged, Ref, Uuid } from "./shape.ts";
import { StatusView, Ticket, TicketId, TicketKey } from "./ticket-view.ts";

/** A ticket that is attached to an incident, as the incident shows it. */
export const AttachedTicket = Type.Object({
  id: Uuid,
  number: Type.Integer(),
  subject: Type.String(),
  address: Type.String(),
  client: Type.String(),
  statusView: StatusView,
});
export type AttachedTicket = Static<typeof AttachedTicket>;

/** An incident that goes on: what tickets can be attached to. */
export const OpenIncident = Type.Object({
  id: Uuid,
  number: Type.Integer(),
  subject: Type.String(),
  address: Type.String(),
  createdAt: Moment,
  /** How many tickets are attached to it. */
  attached: Type.Integer(),
});
export type OpenIncident = Static<typeof OpenIncident>;

const tag = "Incidents";
const door = "employee";

export const incidentRoutes = routes({
  listIncidents: {
    summary: "Incidents that go on, the newest first",
    description:
      "Tickets of service types that are marked as incidents. `search` looks for the number and for words of the subject and the address.",
    tag,
    door,
    query: Type.Object({
      search: Type.Optional(Type.String({ maxLength: 200 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    }),
    status: 200,
    /** `types`: service types of which a new one can be opened. */
    answer: Type.Object({ items: Type.Array(OpenIncident), types: Type.Array(Ref) }),
  },
  setIncident: {
    summary: "Attach a ticket to an incident, or take it off",
    description:
      "By the id or the number of the incident; null takes it off. Of another one it is taken off first. Completing the incident closes what is attached to it; who reopens such a ticket takes it off.",
    tag,
    door,
    params: TicketId,
    body: Body({ incident: Nullable(TicketKey) }),
    status: 200,
    answer: Ticket,
    problems: ["ticket/refused", "ticket/changed-meanwhile"],
    example: { incident: "1042" },
  },
  listAttached: {
    summary: "Tickets attached to an incident, by number",
    tag,
    door,
    params: TicketId,
    query: Type.Object({ ...Paged }),
    status: 200,
    answer: Page(AttachedTicket),
    problems: ["cursor/invalid"],
  },
});
