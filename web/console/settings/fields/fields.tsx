import { SUBJECTS, type Subject } from "../../../../core/fields/card-fields.ts";
import { useRoute } from "../../../kit/query.ts";
import { Missing } from "../frame/missing.tsx";
import { Loaded } from "../frame/page.tsx";
import { FieldCard, NewField } from "./field-card.tsx";
import { askFor } from "./field-form.ts";
import { FieldList } from "./field-list.tsx";

const isSubject = (word: string | undefined): word is Subject => SUBJECTS.some((subject) => subject === word);

/** Custom fields of tickets, contacts, companies and places: a list, a new one, or the card of one. */
export function Screen({ rest }: { rest: readonly string[] }) {
  const [first, ...more] = rest;
  const [subject, id] = isSubject(first) ? [first, more[0]] : (["ticket", first] as const);
  if (id === "new") return <NewField subject={subject} />;
  if (id !== undefined) return <Known id={id} left={SUBJECTS} />;
  return <List subject={subject} />;
}

function List({ subject }: { subject: Subject }) {
  const query = useRoute("listFields", askFor(subject));
  return (
    <Loaded query={query}>
      {({ items }) => <FieldList subject={subject} fields={items.filter(({ custom }) => custom)} />}
    </Loaded>
  );
}

/** The field by its id, of whatever it is: links to it do not say. */
function Known({ id, left: [subject, ...left] }: { id: string; left: readonly Subject[] }) {
  const query = useRoute("listFields", askFor(subject ?? "ticket"));
  return (
    <Loaded query={query}>
      {({ items }) => {
        const field = items.find((one) => one.custom && one.id === id);
        if (field) return <FieldCard key={id} field={field} />;
        return left.length > 0 ? <Known key={left.length} id={id} left={left} /> : <Missing />;
      }}
    </Loaded>
  );
}
