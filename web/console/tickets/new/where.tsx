import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useRoute } from "../../../kit/query.ts";
import { ChosenLine } from "./chosen-line.tsx";
import { withContact, withoutPlace, withPlace } from "./draft.ts";
import classes from "./new-ticket.module.css";
import { OtherPlaces } from "./other-places.tsx";
import type { PartProps } from "./part.ts";
import { PlaceField } from "./place-field.tsx";
import { WhatIsPlace } from "./what-is.tsx";

type Place = Answer<"getPlace">;

/** Where: a site or a unit by words of the address. A site asks for the unit next, a unit offers those who live there. */
export function Where({ draft, set, errors }: PartProps) {
  const { t } = useTranslation("newTicket");
  const { place } = draft;
  const { data } = useRoute("getPlace", { params: { id: place?.id ?? "" } }, { enabled: place !== null });
  if (!place) {
    return (
      <PlaceField
        label={t("where.label")}
        placeholder={t("where.placeholder")}
        error={errors.place}
        onPick={(chosen) => set(withPlace(draft, chosen))}
      />
    );
  }
  const isSite = data?.kind === "site" || data?.kind === "entrance" || data?.kind === "floor";
  return (
    <div className={classes.part}>
      <ChosenLine
        label={t("where.label")}
        name={place.name}
        detail={data && data.kind !== "unit" ? t(`kind.${data.kind}`) : undefined}
        info={<WhatIsPlace id={place.id} name={place.name} />}
        error={errors.place}
        onRemove={() => set(withoutPlace(draft, place.id))}
      />
      {isSite && (
        <PlaceField
          label={t("where.unit")}
          placeholder={t("where.unitPlaceholder")}
          under={place.id}
          onPick={(chosen) => set(withPlace(draft, chosen))}
        />
      )}
      {data && !draft.contact && !draft.client && <Residents place={data} draft={draft} set={set} />}
      <OtherPlaces draft={draft} set={set} errors={errors} />
    </div>
  );
}

/** [H-NEW-04] Those who have to do with the unit, a click away. */
function Residents({ place, draft, set }: Omit<PartProps, "errors"> & { place: Place }) {
  const { t } = useTranslation("newTicket");
  const { data } = useRoute(
    "listContacts",
    { query: { place: place.id, limit: 8 } },
    { enabled: place.kind === "unit" },
  );
  const residents = data?.items ?? [];
  if (residents.length === 0) return null;
  const basisOf = (id: string) => place.occupants?.find((one) => one.id === id)?.basis;
  return (
    <div className={classes.offers}>
      <span className={classes.soft}>{t("where.residents")}</span>
      {residents.map((contact) => {
        const basis = basisOf(contact.id);
        return (
          <button
            key={contact.id}
            type="button"
            className={classes.offer}
            onClick={() => set(withContact(draft, contact))}
          >
            <bdi>{contact.name}</bdi>
            {basis && <span className={classes.soft}> · {t(`basis.${basis}`, { defaultValue: basis })}</span>}
          </button>
        );
      })}
    </div>
  );
}
