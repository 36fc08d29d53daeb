import { MultiSelect, NumberInput, type NumberInputProps, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { moneyIn } from "../../../kit/field-value.tsx";
import { useMe } from "../../../kit/session.ts";
import { ChoiceField } from "./choice-field.tsx";
import { FileField } from "./file-field.tsx";
import { DayInput } from "./lazy-day-input.tsx";
import { LinkField } from "./link-field.tsx";
import { useEmployeeChoice } from "./lookups.ts";

/** A question: of an order form, or a field of the workspace. */
export type Question = {
  label: string;
  type: string;
  required?: boolean;
  options?: readonly (string | { value: string; label: string })[];
  hint?: string;
  currency?: string | null;
};

/** Where a question is answered, each type in its way. An empty answer is null. */
export function AnswerField(props: {
  question: Question;
  value: unknown;
  onChange: (value: unknown) => void;
  error?: string | undefined;
}) {
  const { question, value, onChange } = props;
  const { t } = useTranslation();
  const common = {
    label: question.label,
    description: question.hint,
    withAsterisk: question.required ?? false,
    error: props.error,
  };
  const special = {
    label: question.label,
    hint: question.hint,
    required: question.required ?? false,
    error: props.error,
    value,
  };
  switch (question.type) {
    case "longtext":
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          value={textIn(value)}
          onChange={(event) => onChange(orNull(event.currentTarget.value))}
        />
      );
    case "number":
      return <Decimal {...common} number={typeof value === "number" ? value : null} onNumber={onChange} />;
    case "money":
      return <MoneyField {...props} />;
    case "date":
      return (
        <DayInput
          label={question.label}
          required={question.required ?? false}
          error={props.error}
          value={textIn(value) || null}
          onChange={onChange}
        />
      );
    case "list":
      return (
        <Select
          {...common}
          data={[...(question.options ?? [])]}
          value={textIn(value) || null}
          searchable={(question.options ?? []).length > 8}
          clearable={!question.required}
          onChange={onChange}
        />
      );
    case "lists":
      return (
        <MultiSelect
          {...common}
          data={[...(question.options ?? [])]}
          value={Array.isArray(value) ? value.map(String) : []}
          clearable
          onChange={(next) => onChange(next.length > 0 ? next : null)}
        />
      );
    case "yesno":
      // A box that is not ticked would say no for somebody who has not been asked.
      return (
        <Select
          {...common}
          data={[
            { value: "yes", label: t("yes") },
            { value: "no", label: t("no") },
          ]}
          value={value === true ? "yes" : value === false ? "no" : null}
          clearable={!question.required}
          onChange={(next) => onChange(next === null ? null : next === "yes")}
        />
      );
    case "person":
      return <PersonField {...props} />;
    case "link":
      return <LinkField {...special} onChange={onChange} />;
    case "file":
      return <FileField {...special} onChange={onChange} />;
    default:
      return (
        <TextInput
          {...common}
          type={question.type === "phone" ? "tel" : "text"}
          value={textIn(value)}
          onChange={(event) => onChange(orNull(event.currentTarget.value))}
        />
      );
  }
}

const textIn = (value: unknown): string => (typeof value === "string" ? value : "");
const orNull = (text: string): string | null => (text === "" ? null : text);

type Props = Parameters<typeof AnswerField>[0];

const numberIn = (typed: string | number): number | null => {
  const value = typeof typed === "number" ? typed : Number.parseFloat(typed);
  return Number.isFinite(value) ? value : null;
};

/**
 * A number as it is typed: `12,` on the way to `12,5` stays in the field, although it is no number yet. A number that
 * comes from elsewhere, as when a change is taken back, is shown instead.
 */
function Decimal(
  props: Omit<NumberInputProps, "value" | "onChange"> & {
    number: number | null;
    onNumber: (number: number | null) => void;
  },
) {
  const { number, onNumber, ...rest } = props;
  const [typed, setTyped] = useState<string | number>(number ?? "");
  return (
    <NumberInput
      {...rest}
      value={numberIn(typed) === number ? typed : (number ?? "")}
      hideControls
      inputMode="decimal"
      decimalSeparator=","
      allowedDecimalSeparators={[",", "."]}
      onChange={(next) => {
        setTyped(next);
        onNumber(numberIn(next));
      }}
    />
  );
}

/** Whole units with two places; stored in minor units with the field's currency. */
function MoneyField({ question, value, onChange, error }: Props) {
  const { locale } = useMe().workspace;
  const known = moneyIn(value);
  const currency = question.currency || known.currency;
  const digits = new Intl.NumberFormat(locale, { style: "currency", currency: currency || "RUB" }).resolvedOptions()
    .maximumFractionDigits;
  const places = digits ?? 2;
  return (
    <Decimal
      label={question.label}
      description={question.hint}
      error={error}
      withAsterisk={question.required ?? false}
      number={value ? known.amount / 10 ** places : null}
      decimalScale={places}
      thousandSeparator=" "
      suffix={currency ? ` ${currency}` : ""}
      onNumber={(next) =>
        onChange(next !== null && currency ? { amount: Math.round(next * 10 ** places), currency } : null)
      }
    />
  );
}

function PersonField({ question, value, onChange, error }: Props) {
  const chosen = useEmployeeChoice(textIn(value));
  return (
    <ChoiceField
      label={question.label}
      error={error}
      required={question.required ?? false}
      clearable={!question.required}
      value={chosen}
      where={{ kind: "employee" }}
      onChange={(person) => onChange(person?.id ?? null)}
    />
  );
}
