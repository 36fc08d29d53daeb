/**
 * What follows from a routing rule. What is left out stays as it would be without the rule: people by the default chain
 * the team by the service.
 */
export type RoutingResult = {
  /** Who answers for it; his mode of assignment picks somebody when no assignee is named. */
  team?: string | null;
  /** An employee; null: "Default", which is the chain place → contact → company → workspace. */
  assignee?: string | null;
  /** Skills that an employee must have whom the team's mode picks. */
  skills?: string[];
  controllers?: string[];
  observers?: string[];
  observerTeams?: string[];
  /** The default observers of workspace, company, contact and site are added too; so they are when left out. */
  defaultObservers?: boolean;
  priority?: string | null;
  /** Values of custom fields by key. */
  fields?: Record<string, unknown>;
};

/** The people, and teams, that a result names, each once. */
export function namedIn(result: RoutingResult): { employees: string[]; teams: string[] } {
  const { assignee, team, controllers = [], observers = [], observerTeams = [] } = result;
  return {
    employees: [...new Set([...(assignee ? [assignee] : []), ...controllers, ...observers])],
    teams: [...new Set([...(team ? [team] : []), ...observerTeams])],
  };
}
