import type { Actor } from "../../core/process/commands.ts";
import type { UnregisteredClient } from "../../core/process/state.ts";
import { findService } from "../catalog/load-service.ts";
import type { Tx } from "../platform/database.ts";
import { run, SYSTEM } from "../tickets/act.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { insertTicket } from "../tickets/open-ticket.ts";

/**
 * A client answered on a closed ticket: what he wrote becomes a new ticket of the same kind, linked both ways
 * ([C-CLI-08], X-10). The old one stays as it is.
 */
export async function openLinked(
  tx: Tx,
  old: TicketRowFull,
  message: { text: string; channel: string },
  actor: Actor,
  now: Date,
): Promise<TicketRowFull> {
  const service = old.service_id ? await findService(tx, old.workspace_id, old.service_id) : undefined;
  const fresh = await insertTicket(
    tx,
    old.workspace_id,
    {
      subject: old.subject,
      description: message.text,
      channel: message.channel,
      serviceId: old.service_id,
      serviceTypeId: old.service_type_id,
      placeId: old.place_id,
      otherPlaces: old.other_place_ids ?? [],
      contactId: old.contact_id,
      client: old.client as UnregisteredClient | null,
      companyId: old.company_id,
      linkedTo: old.id,
      // Where one person had taken it from a group, the group has the new one ([C-CLI-09]).
      teamId: old.team_id ?? service?.teamId ?? null,
      named: true,
      processKey: old.process_key,
      why: [{ rule: "answered-when-closed", facts: { ticket: old.id, number: old.number } }],
    },
    actor,
    now,
  );
  await run(
    tx,
    old,
    stateOf(old),
    { kind: "link", to: fresh.id, number: fresh.number, why: [{ rule: "answered-when-closed", facts: {} }] },
    SYSTEM,
    now,
  );
  return fresh;
}
