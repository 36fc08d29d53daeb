import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { cityOf, type PlaceOf, zoneChoices } from "./zones.ts";

/** What the places of time zones are called in the person's language. */
export function usePlaceOf(): PlaceOf {
  const { t } = useTranslation("zones");
  return (zone) => t(zone, { defaultValue: cityOf(zone) });
}

/** Every zone as a choice. */
export function useZones(own: string) {
  const { t, i18n } = useTranslation("zones");
  return useMemo(
    () => zoneChoices(i18n.language, (zone) => t(zone, { defaultValue: cityOf(zone) }), own),
    [i18n.language, t, own],
  );
}
