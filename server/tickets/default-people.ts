import type { Reason } from "../../core/process/events.ts";
import { type FoundContact, findCompany } from "../clients/find-client.ts";
import type { Tx } from "../platform/database.ts";
import { loadSettings } from "../settings/load-settings.ts";

export type DefaultPeople = { assignees: string[]; teamId: string | null; observers: string[]; why: Reason[] };

/**
 * Who answers for a ticket, by whatever way it came in, when nobody was named: the manager of the contact, else of the
 * company, else the workspace's default assignee ([O-COMP-04], [O-CONT-05], X-05). Observers of all three
 * are added together. A manager may be a team.
 */
export async function defaultPeople(
  tx: Tx,
  workspaceId: string,
  of: { contact: FoundContact | null; companyId: string | null; teamId: string | null },
): Promise<DefaultPeople> {
  const { settings } = await loadSettings(tx, workspaceId);
  const { contact } = of;
  const company = await findCompany(tx, workspaceId, of.companyId ?? contact?.companyId ?? null);
  const observers = [
    ...new Set([...settings.defaultObservers, ...(company?.observerIds ?? []), ...(contact?.observerIds ?? [])]),
  ];
  const chain = [
    { rule: "manager-of-contact", id: contact?.id, assignee: contact?.managerId, team: contact?.managerTeamId },
    { rule: "manager-of-company", id: company?.id, assignee: company?.managerId, team: company?.managerTeamId },
    { rule: "default-assignee", id: workspaceId, assignee: settings.defaultAssignee, team: null },
  ];
  const found = chain.find(({ assignee, team }) => assignee || team);
  if (!found) return { assignees: [], teamId: of.teamId, observers, why: [] };
  const { rule, id, assignee, team } = found;
  return {
    assignees: assignee ? [assignee] : [],
    // The manager need not be of the service's team: he is who the client is promised.
    teamId: team ?? (assignee ? null : of.teamId),
    observers,
    why: [{ rule, facts: { of: id ?? null, assignee: assignee ?? null, team: team ?? null } }],
  };
}
