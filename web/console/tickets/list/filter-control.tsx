import { MultiSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { familyOf } from "../../../../core/fields/field.ts";
import { hasWords } from "../../../../core/forms/order-form.ts";
import { SheetField } from "../../sheets/sheet-field.tsx";
import { useIsPhone } from "../../sheets/use-is-phone.ts";
import { useFieldChoices } from "./field-choices.ts";
import classes from "./filter-panel.module.css";
import { AmountFilter, PeriodFilter, TimeFilter } from "./filter-range.tsx";
import {
  type ControlProps,
  filterKind,
  readChoice,
  readWords,
  readYesNo,
  writeChoice,
  writeWords,
  writeYesNo,
} from "./filter-value.ts";
import { LookupValues } from "./lookup-values.tsx";

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

const SCORES = ["1", "2", "3", "4", "5"];

/** No option has this key. */
const NONE = " ";

function OptionFilter({ field, label, part, onPart }: ControlProps) {
  const { t } = useTranslation("list");
  const isScore = field.type === "rating";
  const choices = useFieldChoices(field) ?? [];
  const listed = isScore ? SCORES.map((value) => ({ value, label: `★ ${value}` })) : choices;
  const offersNone = !field.required && !isScore;
  const data = offersNone
    ? [...listed, { value: NONE, label: t(`filter.noneOf.${field.key}`, { defaultValue: t("filter.none") }) }]
    : listed;
  const { values = [], none = false } = readChoice(part) ?? {};
  const chosen = [...values.map(String), ...(none ? [NONE] : [])];
  const [words, setWords] = useState("");
  const choose = (next: readonly string[]) => {
    const keys = next.filter((key) => key !== NONE);
    onPart(writeChoice(field, { values: isScore ? keys.map(Number) : keys, none: next.includes(NONE) }));
  };
  if (useIsPhone()) {
    return (
      <SheetField
        label={label}
        names={chosen.map((key) => data.find(({ value }) => value === key)?.label ?? key)}
        placeholder={t("filter.any")}
        words={words}
        onWords={setWords}
        busy={false}
        options={data.filter((one) => hasWords(one.label, words)).map((one) => ({ id: one.value, name: one.label }))}
        chosen={chosen}
        onDone={choose}
      />
    );
  }
  return (
    <MultiSelect
      label={label}
      data={data}
      value={chosen}
      searchable={data.length > 8}
      clearable
      hidePickedOptions
      placeholder={values.length === 0 ? t("filter.any") : ""}
      nothingFoundMessage={t("lookup.none")}
      onChange={choose}
    />
  );
}

function LookupFilter({ field, label, part, onPart }: ControlProps) {
  const { values, none } = readChoice(part) ?? { values: [], none: false };
  return (
    <LookupValues
      field={field}
      label={label}
      values={values}
      none={none}
      offersNone={!field.required}
      onChange={(choice) => onPart(writeChoice(field, choice))}
    />
  );
}

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
  const answers = [
    { value: "any", label: t("filter.either") },
    { value: "yes", label: t("common:yes") },
    { value: "no", label: t("common:no") },
  ];
  // Without an answer the list leaves attached tickets out [H-FILT-09].
  const isLeftOut = field.key === "incident";
  const told = readYesNo(part) ?? "any";
  return (
    <div className={classes.choice}>
      <span id={`filter-${field.key}`}>{label}</span>
      <SegmentedControl
        fullWidth
        aria-labelledby={`filter-${field.key}`}
        value={isLeftOut && told === "any" ? "no" : told}
        data={isLeftOut ? answers.slice(1) : answers}
        onChange={(answer) => {
          const isUsual = isLeftOut ? answer === "no" : answer === "any";
          onPart(isUsual ? undefined : writeYesNo(field, answer === "yes" ? "yes" : "no"));
        }}
      />
    </div>
  );
}
