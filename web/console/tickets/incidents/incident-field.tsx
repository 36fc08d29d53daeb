import { Button, type ComboboxItem, Group, Loader, NativeSelect, Select, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { PlusIcon } from "@radix-ui/react-icons";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { formatMoment } from "../../../kit/format.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { useMay } from "../../../kit/session.ts";
import classes from "./incidents.module.css";

/** An incident as it is chosen. */
export type Chosen = { id: string; number: number; subject: string };
type Found = Answer<"listIncidents">["items"][number];
const nameOf = ({ number, subject }: Chosen): string => `${number} · ${subject}`;

/** Chooses an incident that goes on, found by its number or by words, or opens a new one. */
export function IncidentField(props: {
  /** The label is for those who do not see the field. */
  hideLabel?: boolean;
  /** Where a new incident is. */
  place?: string | undefined;
  value: Chosen | null;
  onChange: (incident: Chosen | null) => void;
  error?: string | undefined;
  /** It takes the focus as it comes. */
  focused?: boolean;
}) {
  const { t } = useTranslation(["incidents", "settings"]);
  const may = useMay();
  const { value } = props;
  const [words, setWords] = useState("");
  const [isNew, setNew] = useState(false);
  const [search] = useDebouncedValue(value && words === nameOf(value) ? "" : words.trim(), 180);
  const { data, isFetching } = useRoute(
    "listIncidents",
    { query: { search, limit: 50 } },
    { placeholderData: keepPreviousData },
  );
  const found = data?.items ?? [];
  const known = new Map([...(value ? [value] : []), ...found].map((one) => [one.id, one]));
  const details = new Map(found.map((one) => [one.id, one]));
  const label = t("field");
  const types = may("ticket.write") ? (data?.types ?? []) : [];
  if (isNew) {
    return (
      <NewIncident
        types={types}
        subject={words}
        place={props.place}
        onClose={() => setNew(false)}
        onOpened={(incident) => {
          setNew(false);
          props.onChange(incident);
        }}
      />
    );
  }
  return (
    <Select
      {...(props.hideLabel ? { "aria-label": label } : { label })}
      placeholder={t("placeholder")}
      error={props.error}
      searchable
      clearable
      // With the focus it opens: not over what follows once something is chosen.
      {...(props.focused && value === null ? { "data-autofocus": true, autoFocus: true } : {})}
      clearButtonProps={{ "aria-label": t("settings:pick.clear", { name: label }) }}
      data={[
        ...[...known.values()].map((one) => ({ value: one.id, label: nameOf(one) })),
        ...(types.length > 0 ? [{ value: NEW, label: t("new.open") }] : []),
      ]}
      // The server has searched.
      filter={({ options }) => options as ComboboxItem[]}
      value={value?.id ?? null}
      searchValue={words}
      // The choice of a new one is no word of its subject.
      onSearchChange={(next) => next !== t("new.open") && setWords(next)}
      renderOption={({ option }) => (
        <Option label={option.label} isNew={option.value === NEW} details={details.get(option.value)} />
      )}
      rightSection={isFetching && words !== "" ? <Loader size={14} /> : undefined}
      nothingFoundMessage={t("none")}
      maxDropdownHeight={280}
      onChange={(id) => {
        if (id === NEW) setNew(true);
        else props.onChange(known.get(id ?? "") ?? null);
      }}
    />
  );
}

/** No incident has this id. */
const NEW = "new";

function Option({ label, isNew, details }: { label: string; isNew: boolean; details: Found | undefined }) {
  const { t } = useTranslation("incidents");
  if (isNew) {
    return (
      <span className={classes.new}>
        <PlusIcon aria-hidden />
        {label}
      </span>
    );
  }
  return (
    <span className={classes.what}>
      <bdi>{label}</bdi>
      {details && (
        <span className={classes.facts}>
          {[details.address, formatMoment(details.createdAt), t("attached", { count: details.attached })]
            .filter(Boolean)
            .join(" · ")}
        </span>
      )}
    </span>
  );
}

function NewIncident(props: {
  types: readonly { id: string; name: string }[];
  subject: string;
  place: string | undefined;
  onClose: () => void;
  onOpened: (incident: Chosen) => void;
}) {
  const { t } = useTranslation(["incidents", "common"]);
  const [subject, setSubject] = useState(props.subject);
  const [type, setType] = useState(props.types[0]?.id ?? "");
  const create = useAct("createTicket", { stale: ["listIncidents"] });
  const open = () => {
    if (subject.trim() === "" || create.isPending) return;
    const place = props.place ? { place: props.place } : {};
    create.mutate({ body: { subject: subject.trim(), serviceType: type, ...place } }, { onSuccess: props.onOpened });
  };
  return (
    <Stack gap="xs">
      <TextInput
        label={t("new.subject")}
        placeholder={t("new.hint")}
        withAsterisk
        autoFocus
        maxLength={500}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
          // The form around it is about something else.
          event.preventDefault();
          open();
        }}
      />
      {props.types.length > 1 && (
        <NativeSelect
          label={t("new.type")}
          data={props.types.map(({ id, name }) => ({ value: id, label: name }))}
          value={type}
          onChange={(event) => setType(event.currentTarget.value)}
        />
      )}
      <RefusalList error={create.error} />
      <Group gap="xs">
        <Button size="compact-md" disabled={subject.trim() === ""} loading={create.isPending} onClick={open}>
          {t("new.do")}
        </Button>
        <Button size="compact-md" variant="default" onClick={props.onClose}>
          {t("common:action.cancel")}
        </Button>
      </Group>
    </Stack>
  );
}
