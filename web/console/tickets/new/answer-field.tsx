import { Input, MultiSelect, NumberInput, SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ANSWER_LIMITS, type FormType } from "../../../../core/forms/order-form.ts";
import classes from "./new-ticket.module.css";

export type Question = {
  label: string;
  type: FormType;
  required?: boolean | undefined;
  options?: readonly string[] | undefined;
  hint?: string | undefined;
};

/** One question and the place for its answer, by its type. `undefined` is no answer. */
export function AnswerField(props: {
  question: Question;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation("newTicket");
  const { question, value, onChange } = props;
  const { type, options = [] } = question;
  const common = {
    label: question.label,
    description: question.hint,
    withAsterisk: question.required === true,
    error: props.error,
  };
  const text = typeof value === "string" ? value : "";
  const write = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || undefined);
  switch (type) {
    case "longtext":
      return (
        <Textarea
          {...common}
          value={text}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={ANSWER_LIMITS.longtext}
          onChange={write}
        />
      );
    case "number":
      return (
        <NumberInput
          {...common}
          value={typeof value === "number" ? value : ""}
          hideControls
          decimalSeparator={t("decimal")}
          allowedDecimalSeparators={[".", ","]}
          inputMode="decimal"
          onChange={(next) => onChange(typeof next === "number" ? next : undefined)}
        />
      );
    case "date":
      return <TextInput {...common} type="date" value={text} onChange={write} />;
    case "list":
      return (
        <Select
          {...common}
          data={[...options]}
          value={text || null}
          searchable={options.length > 7}
          clearable
          placeholder={t("choose")}
          nothingFoundMessage={t("nothing")}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case "lists":
      return (
        <MultiSelect
          {...common}
          data={[...options]}
          value={Array.isArray(value) ? value.map(String) : []}
          searchable={options.length > 7}
          clearable
          hidePickedOptions
          placeholder={t("choose")}
          nothingFoundMessage={t("nothing")}
          onChange={(next) => onChange(next.length > 0 ? next : undefined)}
        />
      );
    case "yesno":
      return <YesNo {...common} value={value} onChange={onChange} />;
    case "phone":
      return <TextInput {...common} type="tel" inputMode="tel" value={text} maxLength={40} onChange={write} />;
    default:
      return <TextInput {...common} value={text} maxLength={ANSWER_LIMITS.text} onChange={write} />;
  }
}

/** Yes, no, or not said: a box that is not ticked would say no for somebody who has not been asked. */
function YesNo(props: {
  label: string;
  description?: string | undefined;
  withAsterisk: boolean;
  error?: string | undefined;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation(["newTicket", "common"]);
  const id = useId();
  return (
    <Input.Wrapper
      label={props.label}
      description={props.description}
      withAsterisk={props.withAsterisk}
      error={props.error}
      labelElement="div"
      labelProps={{ id }}
    >
      <SegmentedControl
        className={classes.yesNo ?? ""}
        aria-labelledby={id}
        value={typeof props.value === "boolean" ? String(props.value) : ""}
        data={[
          { value: "true", label: t("common:yes") },
          { value: "false", label: t("common:no") },
          { value: "", label: t("unsaid") },
        ]}
        onChange={(next) => props.onChange(next === "" ? undefined : next === "true")}
      />
    </Input.Wrapper>
  );
}
