import type { PeoplePlan } from "../../core/routing/plan-people.ts";
import { observersOf, waysOf } from "../../core/routing/plan-ticket.ts";
import type { Tx } from "../platform/database.ts";
import { loadProcess } from "../settings/load-process.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import { loadResponsible } from "./load-responsible.ts";
import { solve } from "./solve.ts";

/** Who answers for a ticket by the default chain, its team's mode included, and who looks on; no rule is asked. */
export async function whoAnswers(
  tx: Tx,
  row: TicketRowFull,
  now: Date,
): Promise<PeoplePlan & { observers: string[]; observerTeams: string[] }> {
  const { workspace_id: workspaceId, place_id: placeId, contact_id: contactId, company_id: companyId } = row;
  const { zone } = await loadSettings(tx, workspaceId);
  const process = await loadProcess(tx, workspaceId, row.process_key, row.process_version);
  const responsible = await loadResponsible(tx, workspaceId, { placeId, contactId, companyId });
  const ways = waysOf({
    named: null,
    result: null,
    because: undefined,
    responsible,
    team: row.team_id,
    service: row.service_id,
  });
  const places = placeId === null ? [] : [placeId, ...(row.other_place_ids ?? [])];
  const either = process.responsible === "either";
  const { plan } = await solve(tx, { workspaceId, places, now, zone }, { ways, skills: [], either });
  const { observers, observerTeams } = observersOf(null, responsible);
  return { ...plan, observers, observerTeams };
}
