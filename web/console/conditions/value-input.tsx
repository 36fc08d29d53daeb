import { MultiSelect, NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Value } from "../../../core/condition/condition.ts";
import { formatOne, parseOne } from "../../../core/condition/values.ts";
import { type FieldDef, familyOf } from "../../../core/fields/field.ts";
import { useFieldChoices } from "../tickets/list/field-choices.ts";
import { lookupOf } from "../tickets/list/lookup.ts";
import { LookupValues } from "../tickets/list/lookup-values.tsx";
import classes from "./condition-form.module.css";
import type { TestPart } from "./form-model.ts";
import { TimeValue } from "./time-value.tsx";

type Props = {
  field: FieldDef;
  part: TestPart;
  /** Of the whole row, for those who cannot see what stands before it. */
  label: string;
  onValues: (values: readonly Value[]) => void;
};

/** What a row compares with, by the field's type and the operator. */
export function ValueInput(props: Props) {
  const { field, part, label, onValues } = props;
  const { t } = useTranslation("conditions");
  const choices = useFieldChoices(field);
  const { op, values } = part;
  const family = familyOf(field);
  if (op === "empty" || op === "set") return null;
  if (choices) return <Choices {...props} choices={choices} />;
  if (lookupOf(field)) {
    return (
      <LookupValues
        field={field}
        label={label}
        hideLabel
        values={values}
        none={false}
        offersNone={false}
        placeholder={t("find")}
        onChange={(choice) => onValues(choice.values)}
      />
    );
  }
  if (family === "yesno") return <YesNo {...props} />;
  const isList = op === "in" || (values.length > 1 && op !== "between");
  if (isList || family === "code" || family === "codes") return <Listed {...props} />;
  if (op === "between") return <Range {...props} />;
  return <End {...props} value={values[0]} onValue={(value) => onValues(value === undefined ? [] : [value])} />;
}

/** One value that is typed or, when it is a time, put together. */
function End({ field, part, label, value, onValue }: Omit<Props, "onValues"> & One) {
  const isTime = ["day", "moment"].includes(familyOf(field));
  if (!isTime) return <Typed field={field} label={label} value={value} onValue={onValue} />;
  return <TimeValue field={field} op={part.op} label={label} value={value} onValue={onValue} />;
}

/** From and to, both included; it asks nothing before both are there. */
function Range(props: Props) {
  const { t } = useTranslation("conditions");
  const { part, label, onValues } = props;
  const [ends, setEnds] = useState<{ from: Value | undefined; to: Value | undefined }>({
    from: part.values[0],
    to: part.values[1],
  });
  const end = (name: "from" | "to") => (
    <End
      {...props}
      label={`${label}, ${t(name)}`}
      value={ends[name]}
      onValue={(value) => {
        const from = name === "from" ? value : ends.from;
        const to = name === "to" ? value : ends.to;
        setEnds({ from, to });
        onValues(from === undefined || to === undefined ? [] : [from, to]);
      }}
    />
  );
  return (
    <div className={classes.range}>
      {end("from")}
      <span aria-hidden>–</span>
      {end("to")}
    </div>
  );
}

function Choices({ part, label, onValues, choices }: Props & { choices: { value: string; label: string }[] }) {
  const { t } = useTranslation(["conditions", "list"]);
  const chosen = part.values.map(String);
  const unknown = chosen.filter((key) => !choices.some(({ value }) => value === key));
  return (
    <MultiSelect
      aria-label={label}
      data={[...choices, ...unknown.map((key) => ({ value: key, label: key }))]}
      value={chosen}
      searchable={choices.length > 8}
      hidePickedOptions
      placeholder={chosen.length === 0 ? t("choose") : ""}
      nothingFoundMessage={t("list:lookup.none")}
      onChange={onValues}
    />
  );
}

function YesNo({ part, label, onValues }: Props) {
  const { t } = useTranslation("common");
  return (
    <NativeSelect
      aria-label={label}
      value={part.values[0] === false ? "no" : "yes"}
      data={[
        { value: "yes", label: t("yes") },
        { value: "no", label: t("no") },
      ]}
      onChange={(event) => onValues([event.currentTarget.value === "yes"])}
    />
  );
}

/** Texts as they are, all else as the text of a condition has it. */
const write = (field: FieldDef, value: Value | undefined): string => {
  if (value === undefined) return "";
  return familyOf(field) === "text" && typeof value === "string" ? value : formatOne(field, value);
};
const read = (field: FieldDef, typed: string): Value | undefined => {
  const word = familyOf(field) === "number" ? typed.trim().replace(",", ".") : typed;
  const parsed = word === "" ? undefined : parseOne(field, { word, quoted: familyOf(field) === "text" });
  return parsed && "value" in parsed ? parsed.value : undefined;
};

/** Several values that are typed one after another. */
function Listed({ field, part, label, onValues }: Props) {
  const { t } = useTranslation("conditions");
  return (
    <TagsInput
      aria-label={label}
      value={part.values.map((value) => write(field, value))}
      placeholder={part.values.length === 0 ? t("type") : ""}
      onChange={(words) => onValues(words.flatMap((word) => read(field, word) ?? []))}
    />
  );
}

type One = { field: FieldDef; label: string; value: Value | undefined; onValue: (value: Value | undefined) => void };

/** A text, a number, an amount. What cannot be read yet is kept as it is typed. */
function Typed({ field, label, value, onValue }: One) {
  const { t } = useTranslation("conditions");
  const [typed, setTyped] = useState({ of: value, text: write(field, value) });
  const text = typed.of === value ? typed.text : write(field, value);
  const isNumber = familyOf(field) === "number";
  return (
    <TextInput
      aria-label={label}
      value={text}
      placeholder={isNumber ? "0" : t("type")}
      inputMode={isNumber ? "decimal" : "text"}
      maxLength={200}
      error={text !== "" && read(field, text) === undefined}
      onChange={(event) => {
        const next = read(field, event.currentTarget.value);
        setTyped({ of: next, text: event.currentTarget.value });
        onValue(next);
      }}
    />
  );
}
