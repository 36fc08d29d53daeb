import { lazy, Suspense } from "react";
import { useRoute } from "../../../kit/query.ts";
import { withTexts } from "../../../kit/with-texts.ts";
import { useCard } from "../card/card.ts";
import { RARELY } from "../card/fields.ts";

const IncidentBlock = lazy(async () => ({
  default: (await withTexts(import("./incident-block.tsx"), ["incidents", "settings"])).IncidentBlock,
}));

/** Whether the desk has service types for incidents. */
export function useHasIncidents(): boolean {
  const { data } = useRoute("listFields", {}, RARELY);
  return data?.items.some(({ key }) => key === "incident") ?? false;
}

/** The incident of the ticket, or what is attached to it where it is one [H-INC-01]; nothing where there are none. */
export function IncidentPart() {
  const { ticket, past } = useCard();
  const mayAttach = useHasIncidents() && ticket.can.incident === true && !past;
  if (!ticket.incident && ticket.attached === undefined && !mayAttach) return null;
  return (
    <Suspense>
      <IncidentBlock />
    </Suspense>
  );
}
