import { useRoute } from "../../../kit/query.ts";
import { Missing } from "../frame/missing.tsx";
import { Loaded } from "../frame/page.tsx";
import { NewRole, RoleCard } from "./role-card.tsx";
import { RoleList } from "./role-list.tsx";

/** Access roles ([H-ACC-01]): the list, a new one, or the card of one. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  const query = useRoute("listRoles", {});
  if (id === "new") return <NewRole />;
  return (
    <Loaded query={query}>
      {({ items }) => {
        if (id === undefined) return <RoleList roles={items} />;
        const role = items.find((one) => one.id === id);
        return role ? <RoleCard key={id} role={role} /> : <Missing />;
      }}
    </Loaded>
  );
}
