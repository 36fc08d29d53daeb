import { useRoute } from "../../../kit/query.ts";
import { Missing } from "../frame/missing.tsx";
import { Loaded } from "../frame/page.tsx";
import { FieldCard, NewField } from "./field-card.tsx";
import { FieldList } from "./field-list.tsx";

/** Custom fields of tickets: the list, a new one, or the card of one. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  const query = useRoute("listFields", {});
  if (id === "new") return <NewField />;
  return (
    <Loaded query={query}>
      {({ items }) => {
        const own = items.filter(({ custom }) => custom);
        if (id === undefined) return <FieldList fields={own} />;
        const field = own.find((one) => one.id === id);
        return field ? <FieldCard key={id} field={field} /> : <Missing />;
      }}
    </Loaded>
  );
}
