import { useEffect, useEffectEvent } from "react";
import { useRoute } from "../../../kit/query.ts";
import { useMe } from "../../../kit/session.ts";
import type { PartProps } from "./part.ts";

/** The service that is chosen beforehand for the people of its team [C-REM-03], once, on an empty form. */
export function useOwnService(isOn: boolean, { draft, set }: Pick<PartProps, "draft" | "set">): void {
  const { person } = useMe();
  const services = useRoute("listServices", { query: { active: true, limit: 200 } }, { enabled: isOn });
  const teams = useRoute("listTeams", {}, { enabled: isOn });
  const mine = new Set(
    (teams.data?.items ?? []).filter(({ members }) => members.some(({ id }) => id === person.id)).map(({ id }) => id),
  );
  const own = services.data?.items.find(({ options, team }) => options.presetForTeam && team && mine.has(team.id));
  const choose = useEffectEvent(() => {
    if (own && draft.service === null && draft.subject === "")
      set({ ...draft, service: { id: own.id, name: own.name } });
  });
  useEffect(() => {
    if (own) choose();
  }, [own]);
}
