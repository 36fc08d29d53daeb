import { MultiSelect, Pill, SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { takesMe } from "../../../../core/condition/check.ts";
import type { Value } from "../../../../core/condition/condition.ts";
import { familyOf } from "../../../../core/fields/field.ts";
import { textOf } from "../../../kit/i18n.ts";
import classes from "./filter-panel.module.css";
import { AmountFilter, PeriodFilter, TimeFilter } from "./filter-range.tsx";
import {
  type ControlProps,
  filterKind,
  nameOfValue,
  readChoice,
  readWords,
  readYesNo,
  valueKey,
  writeChoice,
  writeWords,
  writeYesNo,
} from "./filter-value.ts";
import { lookupOf, useLookup, useNamesOf } from "./lookup.ts";
import { PickField } from "./pick-field.tsx";

/** The filter of one field, by the field's type. */
export function FilterControl(props: ControlProps) {
  switch (filterKind(props.field)) {
    case "choice":
      return props.field.options || props.field.type === "rating" || props.field.key === "channel" ? (
        <OptionFilter {...props} />
      ) : (
        <LookupFilter {...props} />
      );
    case "range":
      if (familyOf(props.field) === "time") return <TimeFilter {...props} />;
      return ["day", "moment"].includes(familyOf(props.field)) ? (
        <PeriodFilter {...props} />
      ) : (
        <AmountFilter {...props} />
      );
    case "yesno":
      return <YesNoFilter {...props} />;
    default:
      return props.field.key === "channel" ? <OptionFilter {...props} /> : <WordsFilter {...props} />;
  }
}

/** Channels that the product knows; a list of the workspace's own has its options with the field. */
const CHANNELS = ["call", "outgoing_call", "visit", "email", "portal", "messenger", "internal", "other"];
const SCORES = ["1", "2", "3", "4", "5"];

function OptionFilter({ field, label, part, onPart }: ControlProps) {
  const { t } = useTranslation("list");
  const isScore = field.type === "rating";
  const data = isScore
    ? SCORES.map((value) => ({ value, label: `★ ${value}` }))
    : (field.options ?? CHANNELS.map((key) => ({ key, label: undefined }))).map((option) => ({
        value: option.key,
        label: textOf(option.label) || t(`channel.${option.key}`, { defaultValue: option.key }),
      }));
  const { values = [] } = readChoice(part) ?? {};
  return (
    <MultiSelect
      label={label}
      data={data}
      value={values.map(String)}
      searchable={data.length > 8}
      clearable
      hidePickedOptions
      placeholder={values.length === 0 ? t("filter.any") : ""}
      nothingFoundMessage={t("lookup.none")}
      onChange={(chosen) => onPart(writeChoice(field, { values: isScore ? chosen.map(Number) : chosen, none: false }))}
    />
  );
}

function LookupFilter({ field, label, part, onPart }: ControlProps) {
  const { t } = useTranslation("list");
  const [words, setWords] = useState("");
  const [opened, setOpened] = useState(false);
  const kind = lookupOf(field);
  const { values, none } = readChoice(part) ?? { values: [], none: false };
  const names = useNamesOf(
    kind,
    values.flatMap((value) => (typeof value === "string" ? [value] : [])),
  );
  const { found, busy } = useLookup(kind ?? "place", words, opened);
  const taken = values.map(valueKey);
  const set = (next: readonly Value[], isNone: boolean) => onPart(writeChoice(field, { values: next, none: isNone }));

  const special = [
    ...(takesMe(field) && !taken.includes(ME_KEY) ? [{ id: "me", name: t("filter.me") }] : []),
    ...(none || field.required ? [] : [{ id: "none", name: t("filter.none") }]),
  ].filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <div className={classes.lookup}>
      <PickField
        label={label}
        words={words}
        onWords={setWords}
        busy={busy}
        onOpened={() => setOpened(true)}
        placeholder={values.length === 0 && !none ? t("filter.any") : t("filter.more")}
        found={[...special, ...found.filter(({ id }) => !taken.includes(id))]}
        onPick={(id) => {
          if (id === "none") set(values, true);
          else set([...values, id === "me" ? { me: true } : id], none);
        }}
      />
      {(values.length > 0 || none) && (
        <Pill.Group>
          {values.map((value) => (
            <Pill
              key={valueKey(value)}
              withRemoveButton
              removeButtonProps={{ "aria-label": t("filter.removeValue") }}
              onRemove={() =>
                set(
                  values.filter((one) => one !== value),
                  none,
                )
              }
            >
              {nameOfValue(value, names, t)}
            </Pill>
          ))}
          {none && (
            <Pill
              withRemoveButton
              removeButtonProps={{ "aria-label": t("filter.removeValue") }}
              onRemove={() => set(values, false)}
            >
              {t("filter.none")}
            </Pill>
          )}
        </Pill.Group>
      )}
    </div>
  );
}
const ME_KEY = valueKey({ me: true });

function WordsFilter({ field, label, part, onPart }: ControlProps) {
  const { t } = useTranslation("list");
  return (
    <TextInput
      label={label}
      value={readWords(part) ?? ""}
      placeholder={t("filter.any")}
      maxLength={200}
      onChange={(event) => onPart(writeWords(field, event.currentTarget.value))}
    />
  );
}

function YesNoFilter({ field, label, part, onPart }: ControlProps) {
  const { t } = useTranslation(["list", "common"]);
  return (
    <div className={classes.choice}>
      <span id={`filter-${field.key}`}>{label}</span>
      <SegmentedControl
        fullWidth
        aria-labelledby={`filter-${field.key}`}
        value={readYesNo(part) ?? "any"}
        data={[
          { value: "any", label: t("filter.either") },
          { value: "yes", label: t("common:yes") },
          { value: "no", label: t("common:no") },
        ]}
        onChange={(answer) => onPart(writeYesNo(field, answer === "yes" || answer === "no" ? answer : "any"))}
      />
    </div>
  );
}
