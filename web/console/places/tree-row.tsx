import { EnterIcon, GridIcon, HomeIcon, LayersIcon, RowsIcon } from "@radix-ui/react-icons";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../../contract/places.ts";
import { formatNumber } from "../../kit/format.ts";
import { BuildingIcon } from "../../kit/icons.tsx";
import { type PlaceKind, shortName } from "./place-kinds.ts";
import classes from "./places.module.css";

const ICONS: Record<PlaceKind, ComponentType> = {
  group: LayersIcon,
  quarter: GridIcon,
  site: BuildingIcon,
  entrance: EnterIcon,
  floor: RowsIcon,
  unit: HomeIcon,
};

/** A place in the tree: what it is, its name, how much is below it. */
export function TreeRow({ place }: { place: Place }) {
  const { t } = useTranslation("placesUi");
  return (
    <>
      <PlaceIcon kind={place.kind} />
      <span className={classes.name}>{shortName(place, t)}</span>
      {place.account && (
        <span className={classes.count} title={t("account")}>
          {place.account}
        </span>
      )}
      {place.children > 0 && (
        <span className={classes.count} title={t("childrenOf", { count: place.children })}>
          {formatNumber(place.children)}
        </span>
      )}
    </>
  );
}

export function PlaceIcon({ kind }: { kind: PlaceKind }) {
  const { t } = useTranslation("placesUi");
  const Icon = ICONS[kind];
  return (
    <span className={classes.kind} role="img" aria-label={t(`kind.${kind}`)} title={t(`kind.${kind}`)}>
      <Icon />
    </span>
  );
}
