import { ActionIcon, NativeSelect } from "@mantine/core";
import { Cross2Icon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../kit/session.ts";
import { RefSelect } from "../../settings/pick/ref-select.tsx";
import classes from "./contact.module.css";
import { BASES, type Flat } from "./contact-form.ts";

type Props = { flats: readonly Flat[]; error?: ReactNode; onChange: (flats: Flat[]) => void };

/** The places that a contact has to do with, each with the basis. */
export function FlatsField({ flats, error, onChange }: Props) {
  const { t } = useTranslation(["clientsUi", "placesUi"]);
  const may = useMay();
  return (
    <>
      {flats.length > 0 && (
        <ul className={classes.flats} aria-label={t("flats.title")}>
          {flats.map((flat) => (
            <li key={flat.id} className={classes.flat}>
              {may("section.places") ? (
                <Link className={classes.address} to="/places" search={{ open: flat.id }}>
                  {flat.address}
                </Link>
              ) : (
                <span className={classes.address}>{flat.address}</span>
              )}
              <NativeSelect
                aria-label={t("flats.basisOf", { name: flat.address })}
                value={flat.basis}
                data={BASES.map((basis) => ({ value: basis, label: t(`placesUi:basis.${basis}`) }))}
                onChange={({ currentTarget: { value } }) => {
                  const basis = BASES.find((one) => one === value);
                  if (basis) onChange(flats.map((one) => (one.id === flat.id ? { ...one, basis } : one)));
                }}
              />
              <ActionIcon
                aria-label={t("flats.remove", { name: flat.address })}
                onClick={() => onChange(flats.filter(({ id }) => id !== flat.id))}
              >
                <Cross2Icon />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <RefSelect
        kind="place"
        label={t("flats.add")}
        placeholder={t("flats.addHint")}
        error={error}
        value={null}
        except={flats.map(({ id }) => id)}
        onChange={(place) => place && onChange([...flats, { id: place.id, address: place.name, basis: "owner" }])}
      />
    </>
  );
}
