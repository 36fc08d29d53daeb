import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData } from "@tanstack/react-query";
import { type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { PickField } from "../list/pick-field.tsx";

/** Finds a place by words of its address: sites, their parts and units. */
export function PlaceField(props: {
  label: string;
  placeholder: string;
  error?: string | undefined;
  /** Only units of this place. */
  under?: string;
  /** Ids that are chosen already. */
  without?: readonly string[];
  inputRef?: Ref<HTMLInputElement>;
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
  const places = (search === "" ? [] : (data?.items ?? [])).filter(
    ({ id, kind }) => kind !== "group" && kind !== "quarter" && !props.without?.includes(id),
  );
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
      {...(props.inputRef ? { inputRef: props.inputRef } : {})}
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
