import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Place } from "../../../../contract/places.ts";
import { telOf } from "../../../kit/person-name.tsx";
import { useMay } from "../../../kit/session.ts";
import { AddLink } from "../../settings/frame/add-link.tsx";
import { Section } from "../../settings/frame/section.tsx";
import classes from "./occupants.module.css";

/** Who lives there or has to do with it, each with the basis. */
export function Occupants({ place }: { place: Place }) {
  const { t } = useTranslation("placesUi");
  const may = useMay();
  const mayOpen = may("section.clients");
  const occupants = place.occupants ?? [];
  if (place.kind !== "unit" && occupants.length === 0) return null;
  return (
    <Section title={t("occupants.title")} about={t("occupants.about")}>
      {occupants.length === 0 ? (
        <span className={classes.soft}>{t("occupants.none")}</span>
      ) : (
        <ul className={classes.list}>
          {occupants.map(({ id, name, basis, phone }) => (
            <li key={id} className={classes.line}>
              {mayOpen ? (
                <Link className={classes.name} to="/clients" search={{ open: id }}>
                  {name}
                </Link>
              ) : (
                <span className={classes.name}>{name}</span>
              )}
              <span className={classes.soft}>{t(`basis.${basis}`)}</span>
              {phone && (
                <a className={classes.phone} href={telOf(phone)}>
                  <bdi>{phone}</bdi>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayOpen && (
        <div>
          <AddLink to="/clients" search={{ open: "new", parent: place.id }} label={t("occupants.add")} quiet />
        </div>
      )}
    </Section>
  );
}
