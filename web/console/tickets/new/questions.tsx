import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatAmount, parseAmount } from "../../../../core/fields/minor-units.ts";
import type { FormElement } from "../../../../core/forms/order-form.ts";
import type { Answer } from "../../../kit/api.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { useLookup, useNamesOf } from "../list/lookup.ts";
import { PickField } from "../list/pick-field.tsx";
import { AnswerField } from "./answer-field.tsx";
import { ChosenLine } from "./chosen-line.tsx";
import classes from "./new-ticket.module.css";
import type { PartProps } from "./part.ts";

type FieldView = Answer<"listFields">["items"][number];

/** [H-NEW-06] What the service asks when it is ordered. */
export function OrderForm({ draft, set, errors, form }: PartProps & { form: readonly FormElement[] }) {
  const { t } = useTranslation("newTicket");
  if (form.length === 0) return null;
  return (
    <fieldset className={classes.questions}>
      <legend>{t("form.title")}</legend>
      {form.map((element) => (
        <AnswerField
          key={element.key}
          question={element}
          value={draft.form[element.key]}
          error={errors[`form.${element.key}`]}
          onChange={(value) => set({ ...draft, form: { ...draft.form, [element.key]: value } })}
        />
      ))}
    </fieldset>
  );
}

/** The workspace's own fields of a ticket. */
export function CustomFields({ draft, set, errors }: PartProps) {
  const { t } = useTranslation("newTicket");
  const { data } = useRoute("listFields", {}, { staleTime: 10 * 60_000 });
  const fields = (data?.items ?? []).filter(({ custom, active }) => custom && active);
  if (fields.length === 0) return null;
  return (
    <fieldset className={classes.questions}>
      <legend>{t("custom.title")}</legend>
      {fields.map((field) => {
        const key = field.key.replace(/^custom\./, "");
        return (
          <CustomField
            key={key}
            field={field}
            value={draft.custom[key]}
            error={errors[`custom.${key}`]}
            onChange={(value) => set({ ...draft, custom: { ...draft.custom, [key]: value } })}
          />
        );
      })}
    </fieldset>
  );
}

type CustomProps = {
  field: FieldView;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
};

function CustomField(props: CustomProps) {
  const { field } = props;
  if (field.type === "person") return <PersonField {...props} />;
  if (field.type === "money") return <MoneyField {...props} />;
  const types = ["text", "longtext", "number", "date", "list", "lists", "yesno"] as const;
  return (
    <AnswerField
      question={{
        label: textOf(field.name),
        type: types.find((type) => type === field.type) ?? "text",
        required: field.required,
        options: field.options,
      }}
      value={props.value}
      error={props.error}
      onChange={props.onChange}
    />
  );
}

function PersonField({ field, value, error, onChange }: CustomProps) {
  const [words, setWords] = useState("");
  const id = typeof value === "string" ? value : undefined;
  const { found, busy } = useLookup("employee", words, id === undefined);
  const names = useNamesOf("employee", id === undefined ? [] : [id]);
  const label = textOf(field.name);
  if (id !== undefined) {
    return <ChosenLine label={label} name={names.get(id) ?? "…"} error={error} onRemove={() => onChange(undefined)} />;
  }
  return (
    <PickField
      label={label}
      required={field.required}
      words={words}
      onWords={setWords}
      found={found}
      busy={busy}
      error={error}
      onPick={onChange}
    />
  );
}

/** An amount as people write it; it travels in minor units with its currency. */
function MoneyField({ field, value, error, onChange }: CustomProps) {
  const currency = field.currency ?? "";
  const amount =
    typeof value === "object" && value !== null && "amount" in value && typeof value.amount === "number"
      ? formatAmount(value.amount, currency)
      : "";
  const [typed, setTyped] = useState(amount);
  return (
    <TextInput
      label={textOf(field.name)}
      withAsterisk={field.required}
      error={error}
      inputMode="decimal"
      value={typed}
      rightSection={<span className={classes.soft}>{currency}</span>}
      rightSectionWidth={52}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const minor = parseAmount(text.replace(/[\s\u00a0]/g, "").replace(",", "."), currency);
        onChange(minor === undefined ? undefined : { amount: minor, currency });
      }}
    />
  );
}
