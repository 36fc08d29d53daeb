import { useTranslation } from "react-i18next";
import { useMe } from "../../kit/session.ts";
import { DownIcon } from "../frame/icons.tsx";
import classes from "./home.module.css";
import { choosePlace, type Place } from "./places.ts";

/** Where the client is at home now; a choice when he has several places. */
export function PlaceChoice({ place, places }: { place: Place | undefined; places: readonly Place[] | undefined }) {
  const { t } = useTranslation("portal");
  const { workspace } = useMe();
  if (!places || !place || places.length < 2) {
    return (
      <p className={classes.place}>
        <bdi>{place?.address ?? (places ? workspace.name : " ")}</bdi>
      </p>
    );
  }
  return (
    <label className={classes.place}>
      <bdi aria-hidden="true">{place.address}</bdi>
      <DownIcon />
      <select
        aria-label={t("home.place")}
        value={place.id}
        onChange={(event) => choosePlace(event.currentTarget.value)}
      >
        {places.map(({ id, address }) => (
          <option key={id} value={id}>
            {address}
          </option>
        ))}
      </select>
    </label>
  );
}
