import { useRoute } from "../../../kit/query.ts";
import { Missing } from "../frame/missing.tsx";
import { Loaded } from "../frame/page.tsx";
import { NewTeam, TeamCard } from "./team-card.tsx";
import { TeamList } from "./team-list.tsx";

/** Teams: the list, a new one, or the card of one. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  const query = useRoute("listTeams", {});
  if (id === "new") return <NewTeam />;
  return (
    <Loaded query={query}>
      {({ items }) => {
        if (id === undefined) return <TeamList teams={items} />;
        const team = items.find((one) => one.id === id);
        return team ? <TeamCard key={id} team={team} /> : <Missing />;
      }}
    </Loaded>
  );
}
