import { ActionIcon, NativeSelect, Select, TextInput } from "@mantine/core";
import { Cross2Icon } from "@radix-ui/react-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type FieldDef, type FieldGroup, familyOf } from "../../../core/fields/field.ts";
import type { Registry } from "../../../core/fields/registry.ts";
import { useFieldLabel } from "../tickets/list/field-choices.ts";
import classes from "./condition-form.module.css";
import { type EveryPart, isFilled, type TestPart, type WordsPart } from "./form-model.ts";
import { type Operator, operatorOf, operatorsFor, rowFor, withOperator } from "./row-operators.ts";
import { ValueInput } from "./value-input.tsx";

type RowPart = TestPart | WordsPart | EveryPart;
type Props<P> = { part: P; registry: Registry; onPart: (part: RowPart | undefined) => void };

/** What stands for free words among the fields. */
const WORDS = "$words";
const GROUPS: readonly FieldGroup[] = ["main", "place", "client", "people", "approval", "times", "marks", "custom"];

/** How operators are said of values of a family; all others are said as of anything. */
const SAYING: Partial<Record<ReturnType<typeof familyOf>, string>> = {
  number: "number",
  day: "time",
  moment: "time",
  ids: "several",
  codes: "several",
  text: "text",
};

/** The operators in the person's words. */
export function useOperatorText(): (field: FieldDef, operator: Operator) => string {
  const { t } = useTranslation("conditions");
  return (field, operator) => {
    const saying = SAYING[familyOf(field)] ?? "any";
    const said = t(`op.${saying}.${operator}`, { defaultValue: t(`op.any.${operator}`, { defaultValue: "" }) });
    if (said !== "" || !operator.startsWith("!")) return said || operator;
    const denied = operator.slice(1);
    return t("op.denied", {
      op: t(`op.${saying}.${denied}`, { defaultValue: t(`op.any.${denied}`, { defaultValue: denied }) }),
    });
  };
}

/** One row: the field, how it is asked, with what it is compared. */
export function ConditionRow({ part, registry, onPart }: Props<RowPart>) {
  const { t } = useTranslation("conditions");
  const off = (
    <ActionIcon className={classes.off ?? ""} aria-label={t("remove")} onClick={() => onPart(undefined)}>
      <Cross2Icon />
    </ActionIcon>
  );
  if (part.kind === "every") {
    return (
      <div className={classes.row}>
        <span className={classes.every}>{t(part.not ? "never" : "always")}</span>
        {off}
      </div>
    );
  }
  return part.kind === "words" ? (
    <WordsRow part={part} registry={registry} onPart={onPart} off={off} />
  ) : (
    <TestRow part={part} registry={registry} onPart={onPart} off={off} />
  );
}

type Inner<P> = Props<P> & { off: ReactNode };

function WordsRow({ part, registry, onPart, off }: Inner<WordsPart>) {
  const { t } = useTranslation("conditions");
  return (
    <div className={classes.row}>
      <FieldSelect registry={registry} value={WORDS} id={part.id} onPart={onPart} />
      <NativeSelect
        aria-label={t("operator")}
        value={part.not ? "lack" : "have"}
        data={[
          { value: "have", label: t("words.have") },
          { value: "lack", label: t("words.lack") },
        ]}
        onChange={(event) => onPart({ ...part, not: event.currentTarget.value === "lack" })}
      />
      <div className={classes.value}>
        <TextInput
          aria-label={t("words.title")}
          placeholder={t("type")}
          maxLength={500}
          value={part.text}
          onChange={(event) => onPart({ ...part, text: event.currentTarget.value })}
        />
      </div>
      {off}
    </div>
  );
}

function TestRow({ part, registry, onPart, off }: Inner<TestPart>) {
  const { t } = useTranslation("conditions");
  const labelOf = useFieldLabel();
  const sayOf = useOperatorText();
  const field = registry.find(part.field);
  if (!field) return null;
  const operator = operatorOf(field, part);
  const label = `${labelOf(field)} ${sayOf(field, operator)}`;
  return (
    <div className={classes.row}>
      <FieldSelect registry={registry} value={field.key} id={part.id} onPart={onPart} />
      <NativeSelect
        aria-label={t("operator")}
        value={operator}
        data={operatorsFor(field, operator).map((one) => ({ value: one, label: sayOf(field, one) }))}
        onChange={({ currentTarget: { value } }) => {
          const chosen = operatorsFor(field, operator).find((one) => one === value);
          if (chosen) onPart(withOperator(field, part, chosen));
        }}
      />
      <div className={classes.value}>
        <ValueInput
          key={`${field.key} ${operator === "between"}`}
          field={field}
          part={part}
          label={label}
          onValues={(values) => onPart({ ...part, values })}
        />
        {!isFilled(part) && <span className={classes.unfilled}>{t("unfilled")}</span>}
      </div>
      {off}
    </div>
  );
}

/** The fields of tickets by their groups, and free words on top. */
function FieldSelect(props: { registry: Registry; value: string; id: string; onPart: (part: RowPart) => void }) {
  const { t } = useTranslation("conditions");
  const { data, labelOf } = useFieldData(props.registry);
  return (
    <Select
      aria-label={t("field")}
      data={data}
      value={props.value}
      searchable
      allowDeselect={false}
      maxDropdownHeight={320}
      nothingFoundMessage={t("noField")}
      title={labelOf(props.value)}
      onChange={(key) => {
        const row = key === null ? undefined : newRow(props.registry, key, props.id);
        if (row) props.onPart(row);
      }}
    />
  );
}

/** The fields as a select takes them. */
export function useFieldData(registry: Registry) {
  const { t } = useTranslation("conditions");
  const labelOf = useFieldLabel();
  const groups = GROUPS.flatMap((group) => {
    const fields = registry.fields.filter((field) => field.group === group && field.filterable);
    const items = fields.map((field) => ({ value: field.key, label: labelOf(field) }));
    return items.length > 0 ? [{ group: t(`group.${group}`), items }] : [];
  });
  return {
    data: [{ value: WORDS, label: t("words.title") }, ...groups],
    labelOf: (key: string) => {
      const field = registry.find(key);
      return field ? labelOf(field) : t("words.title");
    },
  };
}

/** A row about the field that was chosen. */
export function newRow(registry: Registry, key: string, id: string): TestPart | WordsPart | undefined {
  if (key === WORDS) return { kind: "words", id, not: false, text: "" };
  const field = registry.find(key);
  return field && rowFor(id, field);
}
