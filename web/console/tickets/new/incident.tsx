import { lazy, Suspense } from "react";
import { useMay } from "../../../kit/session.ts";
import { withTexts } from "../../../kit/with-texts.ts";
import { useHasIncidents } from "../incidents/incident-part.tsx";
import type { PartProps } from "./part.ts";

const IncidentField = lazy(async () => ({
  default: (await withTexts(import("../incidents/incident-field.tsx"), ["incidents", "settings"])).IncidentField,
}));

/** One of many about the same trouble is attached to its incident at once [H-NEW-09]. */
export function Incident({ draft, set, errors }: PartProps) {
  const hasIncidents = useHasIncidents();
  const may = useMay();
  if (!hasIncidents || !may("ticket.incident")) return null;
  return (
    <Suspense>
      <IncidentField
        value={draft.incident ?? null}
        error={errors.incident}
        onChange={(incident) => {
          const { incident: _, ...rest } = draft;
          set(incident ? { ...rest, incident } : rest);
        }}
      />
    </Suspense>
  );
}
