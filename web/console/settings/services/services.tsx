import { NewService, ServiceCard } from "./service-card.tsx";
import { ServiceList } from "./service-list.tsx";

/** Services: the list, a new one, or the card of one ([H-SVC-01…07]). */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  if (id === undefined) return <ServiceList />;
  return id === "new" ? <NewService /> : <ServiceCard key={id} id={id} />;
}
