import { useRoute } from "../../../kit/query.ts";
import { Missing } from "../frame/missing.tsx";
import { Loaded } from "../frame/page.tsx";
import { NewType, TypeCard } from "./type-card.tsx";
import { TypeList } from "./type-list.tsx";

/** Service types: the list, a new one, or the card of one. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  const query = useRoute("listServiceTypes", {});
  if (id === "new") return <NewType />;
  return (
    <Loaded query={query}>
      {({ items }) => {
        if (id === undefined) return <TypeList types={items} />;
        const type = items.find((one) => one.id === id);
        return type ? <TypeCard key={id} type={type} /> : <Missing />;
      }}
    </Loaded>
  );
}
