import { Select, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formWords, hasWords } from "../../../../core/forms/order-form.ts";
import { useRoute } from "../../../kit/query.ts";
import { PickField } from "../list/pick-field.tsx";
import { ChosenLine } from "./chosen-line.tsx";
import classes from "./new-ticket.module.css";
import type { PartProps } from "./part.ts";
import { SubjectField } from "./subject-field.tsx";
import { WhatIsService } from "./what-is.tsx";

/** More services than this are searched by the server, which knows their names alone. */
const HERE = 200;

/** What is to be done: a service found by its name, its type or the words of its form [H-NEW-02, H-NEW-05]. */
export function What({ draft, set, errors, withoutService }: PartProps & { withoutService?: boolean }) {
  const { t } = useTranslation("newTicket");
  const { service } = draft;
  return (
    <>
      {!withoutService && <ServicePart draft={draft} set={set} errors={errors} />}
      {!withoutService && !service && <TypeField draft={draft} set={set} errors={errors} />}
      <SubjectField draft={draft} set={set} errors={errors} />
      <Textarea
        label={t("description.label")}
        value={draft.description}
        placeholder={t("description.placeholder")}
        error={errors.description}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={50_000}
        onChange={(event) => set({ ...draft, description: event.currentTarget.value })}
      />
    </>
  );
}

/** The service that was chosen, or where it is found. */
export function ServicePart({ draft, set, errors }: PartProps) {
  const { t } = useTranslation("newTicket");
  const { service } = draft;
  const { data } = useRoute("getService", { params: { id: service?.id ?? "" } }, { enabled: service !== null });
  if (!service) return <ServiceField draft={draft} set={set} errors={errors} />;
  return (
    <div className={classes.part}>
      <ChosenLine
        label={t("what.label")}
        name={service.name}
        detail={data?.type.name}
        info={<WhatIsService id={service.id} name={service.name} />}
        error={errors.service}
        onRemove={() => set({ ...draft, service: null })}
      />
      {data?.common && draft.contact === null && <p className={classes.hint}>{t("what.common")}</p>}
    </div>
  );
}

/** Of which type it is, where there is no service to say so [O-TYPE-02]. */
function TypeField({ draft, set, errors }: PartProps) {
  const { t } = useTranslation(["newTicket", "common"]);
  const types = useRoute("listServiceTypes", {}, { staleTime: 5 * 60_000 });
  const offered = (types.data?.items ?? []).filter(({ active }) => active);
  if (offered.length < 2) return null;
  return (
    <Select
      label={t("line.serviceType")}
      data={offered.map(({ id, name }) => ({ value: id, label: name }))}
      value={draft.serviceType ?? null}
      error={errors.serviceType}
      placeholder={t("common:notSet")}
      clearable
      onChange={(serviceType) => set({ ...draft, serviceType })}
    />
  );
}

function ServiceField({ draft, set, errors }: PartProps) {
  const { t } = useTranslation("newTicket");
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words.trim(), 180);
  const whole = useRoute("listServices", { query: { active: true, limit: HERE } }, { staleTime: 5 * 60_000 });
  const isWhole = whole.data !== undefined && whole.data.next === undefined;
  const part = useRoute(
    "listServices",
    { query: { active: true, limit: 30, search } },
    { enabled: whole.data !== undefined && !isWhole && search !== "", placeholderData: keepPreviousData },
  );
  const all = whole.data?.items ?? [];
  const found = isWhole
    ? all.filter((one) => hasWords([one.name, one.internalName, one.type.name, formWords(one.form)].join("\n"), words))
    : search === ""
      ? all.slice(0, 50)
      : (part.data?.items ?? []);
  const sorted = found.toSorted((one, other) => one.type.name.localeCompare(other.type.name));
  return (
    <PickField
      label={t("what.label")}
      placeholder={t("what.placeholder")}
      words={words}
      onWords={setWords}
      busy={whole.isPending || part.isFetching}
      error={errors.service}
      none={t("what.none")}
      found={sorted.map(({ id, name, internalName, type }) => ({
        id,
        name,
        group: type.name,
        detail: internalName === name ? "" : internalName,
      }))}
      onPick={(id) => {
        const service = found.find((one) => one.id === id);
        if (service) set({ ...draft, service: { id, name: service.name } });
      }}
    />
  );
}
