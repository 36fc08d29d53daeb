import { ActionIcon, MultiSelect, NativeSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { Cross2Icon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import type { FieldDef } from "../../../../core/fields/field.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useTicketFields } from "../../tickets/list/fields.ts";
import classes from "./set-fields.module.css";

type Values = Readonly<Record<string, unknown>>;
type Props = { value: Values; errors: Readonly<Record<string, string | undefined>>; onChange: (value: Values) => void };

/** Types whose values can be written in a rule. */
const TYPES: readonly string[] = ["text", "longtext", "number", "date", "list", "lists", "yesno"];
const keyOf = ({ key }: FieldDef) => key.replace(/^custom\./, "");

/** Custom fields that a rule fills in, each with its value. */
export function SetFields({ value, errors, onChange }: Props) {
  const { t } = useTranslation("routingUi");
  const { fields } = useTicketFields();
  const own = (fields?.registry.fields ?? []).filter(
    ({ group, type, computed }) => group === "custom" && !computed && TYPES.includes(type),
  );
  const set = (key: string, one: unknown) => onChange({ ...value, [key]: one });
  const free = own.filter((field) => !(keyOf(field) in value));
  if (own.length === 0 && Object.keys(value).length === 0) return null;
  return (
    <div className={classes.fields}>
      {Object.entries(value).map(([key, one]) => {
        const field = own.find((known) => keyOf(known) === key);
        const label = field ? textOf(field.label) : t("fieldGone", { key });
        return (
          <div key={key} className={classes.field}>
            {field ? (
              <ValueInput
                field={field}
                label={label}
                value={one}
                error={errors[`custom.${key}`] ?? errors[`result.fields.${key}`]}
                onChange={(next) => set(key, next)}
              />
            ) : (
              <span className={classes.gone}>{label}</span>
            )}
            <ActionIcon
              aria-label={t("fieldOff", { name: label })}
              onClick={() => onChange(Object.fromEntries(Object.entries(value).filter(([other]) => other !== key)))}
            >
              <Cross2Icon />
            </ActionIcon>
          </div>
        );
      })}
      {free.length > 0 && (
        <NativeSelect
          label={t("setField")}
          value=""
          data={[
            { value: "", label: t("chooseField") },
            ...free.map((field) => ({ value: keyOf(field), label: textOf(field.label) })),
          ]}
          onChange={(event) => {
            const field = own.find((known) => keyOf(known) === event.currentTarget.value);
            if (field) set(keyOf(field), field.type === "lists" ? [] : field.type === "yesno" ? true : null);
          }}
        />
      )}
    </div>
  );
}

type InputProps = {
  field: FieldDef;
  label: string;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
};

function ValueInput({ field, label, value, error, onChange }: InputProps) {
  const { t } = useTranslation();
  const options = (field.options ?? []).map((option) => ({ value: option.key, label: textOf(option.label) }));
  const common = { label, error, className: classes.input ?? "" };
  switch (field.type) {
    case "list":
      return <Select {...common} data={options} value={typeof value === "string" ? value : null} onChange={onChange} />;
    case "lists":
      return (
        <MultiSelect
          {...common}
          data={options}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
        />
      );
    case "yesno":
      return (
        <NativeSelect
          {...common}
          data={[
            { value: "yes", label: t("yes") },
            { value: "no", label: t("no") },
          ]}
          value={value === false ? "no" : "yes"}
          onChange={(event) => onChange(event.currentTarget.value === "yes")}
        />
      );
    case "number":
      return (
        <NumberInput
          {...common}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(typeof next === "number" ? next : null)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          type={field.type === "date" ? "date" : "text"}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
