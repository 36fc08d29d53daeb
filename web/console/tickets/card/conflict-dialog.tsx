import { useTranslation } from "react-i18next";
import { ConflictDialog as AnyConflict } from "../../../kit/conflict-dialog.tsx";
import { useCard } from "./card.ts";
import type { Conflict } from "./change.ts";
import type { Ticket } from "./collisions.ts";
import { useWords } from "./fields.ts";

/** Two people saved at once: shows what differs, field by field, and takes what this person chooses [B-KEY-03]. */
export function ConflictDialog() {
  const { change } = useCard();
  return change.conflict ? <Difference conflict={change.conflict} /> : null;
}

function Difference({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation("card");
  const { collisions, base, theirs, choose } = conflict;
  const words = useWords(theirs);
  const names = { ...namesIn(base), ...namesIn(theirs), ...conflict.names };
  const differing = collisions.map(({ field, yours, theirs: other }) => ({
    field,
    name: words.field(field),
    yours: words.value(field, yours, names),
    theirs: words.value(field, other, names),
  }));
  const texts = { title: t("conflict.title"), theirs: t("conflict.theirs"), takeTheirs: t("conflict.takeTheirs") };
  return <AnyConflict differing={differing} choose={choose} texts={texts} />;
}

/** Names of all that a ticket mentions, by id. */
function namesIn(ticket: Ticket): Record<string, string> {
  const { placeView, clientView, observers = [], controllers = [], observerTeams = [] } = ticket;
  const things = [ticket.service, ticket.serviceType, ticket.team, ticket.company, clientView, ...ticket.assignees];
  const all = [...things, ...observers, ...controllers, ...observerTeams];
  const names = Object.fromEntries(all.flatMap((thing) => (thing?.id ? [[thing.id, thing.name]] : [])));
  return placeView ? { ...names, [placeView.id]: placeView.address } : names;
}
