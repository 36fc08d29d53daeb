import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useRoute } from "../../../kit/query.ts";
import { PickField } from "../list/pick-field.tsx";
import { ChosenLine } from "./chosen-line.tsx";
import { withContact } from "./draft.ts";
import classes from "./new-ticket.module.css";
import type { PartProps } from "./part.ts";
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
        onPick={({ id, name }) => set({ ...draft, place: { id, name } })}
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
        onRemove={() => set({ ...draft, place: null })}
      />
      {isSite && (
        <PlaceField
          label={t("where.unit")}
          placeholder={t("where.unitPlaceholder")}
          under={place.id}
          onPick={({ id, name }) => set({ ...draft, place: { id, name } })}
        />
      )}
      {data && !draft.contact && !draft.client && <Residents place={data} draft={draft} set={set} />}
    </div>
  );
}

function PlaceField(props: {
  label: string;
  placeholder: string;
  error?: string | undefined;
  /** Only units of this place. */
  under?: string;
  onPick: (place: { id: string; name: string }) => void;
}) {
  const { t } = useTranslation("newTicket");
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words.trim(), 180);
  const within = props.under === undefined ? {} : { under: props.under, kind: "unit" as const };
  const { data, isFetching } = useRoute(
    "listPlaces",
    { query: { search, limit: 20, ...within } },
    { enabled: search !== "", placeholderData: keepPreviousData },
  );
  const places = search === "" ? [] : (data?.items ?? []).filter(({ kind }) => kind !== "group" && kind !== "quarter");
  return (
    <PickField
      label={props.label}
      placeholder={props.placeholder}
      words={words}
      onWords={setWords}
      busy={isFetching || search !== words.trim()}
      error={props.error}
      none={t("where.none")}
      onlyWithWords
      found={places.map(({ id, address, name, kind, account }) => ({
        id,
        name: address || name,
        detail: kind === "unit" ? (account ?? "") : t(`kind.${kind}`),
      }))}
      onPick={(id) => {
        const place = places.find((one) => one.id === id);
        if (place) props.onPick({ id, name: place.address || place.name });
      }}
    />
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
