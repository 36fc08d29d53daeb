import type { Ticket } from "../../../contract/ticket-view.ts";
import type { Command } from "../../../core/process/commands.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { accessTicket, type TicketKey } from "../access.ts";
import { act } from "../act.ts";
import { stateOf, type TicketRowFull } from "../columns.ts";
import { viewTicket } from "../view-ticket.ts";

/** Attaches a ticket to an incident, or takes it off ([H-INC-01]). 404 for an incident that this person does not see. */
export async function setIncident(tx: Tx, ctx: Ctx, key: TicketKey, incident: TicketKey | null): Promise<Ticket> {
  const { row } = await act(tx, ctx, key, await incidentCommand(tx, ctx, incident));
  return viewTicket(tx, ctx, row);
}

/** The command that does it, for an incident that the person sees. */
export async function incidentCommand(tx: Tx, ctx: Ctx, incident: TicketKey | null): Promise<Command> {
  if (incident === null) return { kind: "leave-incident" };
  return joinCommand(await accessTicket(tx, ctx, incident, { lock: false }));
}

/** The same for an incident that is loaded. */
export const joinCommand = (incident: TicketRowFull): Extract<Command, { kind: "join-incident" }> => ({
  kind: "join-incident",
  incident: { id: incident.id, number: incident.number },
  state: stateOf(incident),
});
