import { sql } from "kysely";
import type { Responsible, ResponsibleOf } from "../../core/routing/plan-people.ts";
import type { Tx } from "../platform/database.ts";
import { loadSettings } from "../settings/load-settings.ts";

type Row = { of: "place" | "contact" | "company"; rank: number } & Responsible;

/**
 * Who answers by default for what a ticket is about, in one round trip. Of the places those up to the site: who manages
 * a quarter or a group of sites answers for no ticket by that.
 */
export async function loadResponsible(
  tx: Tx,
  workspaceId: string,
  about: { placeId: string | null; contactId: string | null; companyId: string | null },
): Promise<ResponsibleOf> {
  const { settings } = await loadSettings(tx, workspaceId);
  const workspace: Responsible = {
    id: workspaceId,
    manager: settings.defaultAssignee,
    managerTeam: settings.defaultTeam,
    observers: settings.defaultObservers,
    observerTeams: settings.defaultObserverTeams,
  };
  const { placeId, contactId, companyId } = about;
  if (placeId === null && contactId === null && companyId === null) {
    return { places: [], contact: null, company: null, workspace };
  }
  const responsible = sql`manager_id as manager, manager_team_id as "managerTeam", observer_ids as observers,
    observer_team_ids as "observerTeams"`;
  const { rows } = await sql<Row>`
    select 'place' as of, -cardinality(path) as rank, id, ${responsible} from place
      where workspace_id = ${workspaceId} and kind in ('site', 'entrance', 'floor', 'unit') and id = any(
        (select path from place where workspace_id = ${workspaceId} and id = ${placeId})::uuid[])
    union all select 'contact', 0, id, ${responsible} from contact where workspace_id = ${workspaceId} and id = ${contactId}
    union all select 'company', 0, id, ${responsible} from company where workspace_id = ${workspaceId} and id = ${companyId}
    order by rank`.execute(tx);
  const plain = rows.map(({ of, rank: _rank, ...one }): [Row["of"], Responsible] => [of, one]);
  return {
    places: plain.flatMap(([of, one]) => (of === "place" ? [one] : [])),
    contact: plain.find(([of]) => of === "contact")?.[1] ?? null,
    company: plain.find(([of]) => of === "company")?.[1] ?? null,
    workspace,
  };
}
