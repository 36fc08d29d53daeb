import type { Condition } from "../../../../core/condition/condition.ts";
import { useRoute } from "../../../kit/query.ts";
import { useMe } from "../../../kit/session.ts";

const RARELY = { staleTime: 10 * 60_000 };

/**
 * What waits for this person, where the workspace has an inbox: tickets given to him, those that a colleague has asked
 * him in to, and those of his teams that nobody has taken yet [P-STG-02, P-L2-02, P-INT-02]. Undefined without one.
 */
export function useInbox(): Condition | undefined {
  const { person } = useMe();
  const { data: workspace } = useRoute("getWorkspace", {}, RARELY);
  const isOn = workspace?.settings.inbox === true;
  const { data } = useRoute("listTeams", {}, { ...RARELY, enabled: isOn });
  if (!isOn) return undefined;
  const teams = (data?.items ?? []).filter(({ members }) => members.some(({ id }) => id === person.id));
  const me = { me: true } as const;
  const mine: Condition[] = [
    { field: "assignee", op: "has", value: me },
    { field: "invited", op: "has", value: me },
  ];
  if (teams.length === 0) return { any: mine };
  const ofTeam: Condition = {
    all: [
      { field: "team", op: "in", values: teams.map(({ id }) => id) },
      { field: "assignee", op: "empty" },
    ],
  };
  return { any: [...mine, ofTeam] };
}
