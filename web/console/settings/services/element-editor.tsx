import { ActionIcon, NativeSelect, Switch, Textarea, TextInput } from "@mantine/core";
import { ChevronDownIcon, ChevronUpIcon, TrashIcon } from "@radix-ui/react-icons";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { FormElement } from "../../../../contract/catalog.ts";
import { FORM_TYPES } from "../../../../core/forms/order-form.ts";
import classes from "./form-builder.module.css";

type Props = {
  element: FormElement;
  isOpen: boolean;
  errorOf: (part: "label" | "options" | "hint" | "key") => string | undefined;
  onOpen: (isOpen: boolean) => void;
  onChange: (element: FormElement) => void;
  onRemove: () => void;
};

/** One question: a line, and when it is open its label, kind, options and hint. */
export function ElementEditor({ element, isOpen, errorOf, onOpen, onChange, onRemove }: Props) {
  const { t } = useTranslation(["services", "common"]);
  const id = useId();
  const hasFault = (["label", "options", "hint", "key"] as const).some((part) => errorOf(part) !== undefined);
  const isShown = isOpen || hasFault;
  return (
    <div className={classes.element}>
      <div className={classes.line}>
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={isShown}
          aria-controls={id}
          onClick={() => onOpen(!isShown)}
        >
          <span className={classes.label}>
            {element.label || t("form.noLabel")}
            {element.required && <span className={classes.star}> *</span>}
          </span>
          <span className={classes.kind}>{t(`form.type.${element.type}`)}</span>
          {isShown ? <ChevronUpIcon /> : <ChevronDownIcon />}
        </button>
        <ActionIcon aria-label={t("form.remove", { name: element.label })} onClick={onRemove}>
          <TrashIcon />
        </ActionIcon>
      </div>
      {isShown && (
        <div className={classes.inside} id={id}>
          <Fields element={element} errorOf={errorOf} onChange={onChange} isFresh={isOpen && !hasFault} />
        </div>
      )}
    </div>
  );
}

type FieldsProps = Pick<Props, "element" | "errorOf" | "onChange"> & {
  /** Just opened by the person, who goes on in the first field. */
  isFresh: boolean;
};

function Fields({ element, errorOf, onChange, isFresh }: FieldsProps) {
  const { t } = useTranslation("services");
  const isList = element.type === "list" || element.type === "lists";
  const set = (part: Partial<FormElement>) => onChange({ ...element, ...part });
  return (
    <>
      <TextInput
        label={t("form.label")}
        withAsterisk
        autoFocus={isFresh}
        maxLength={200}
        value={element.label}
        error={errorOf("label")}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => set({ label: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("form.kind")}
        value={element.type}
        data={FORM_TYPES.map((type) => ({ value: type, label: t(`form.type.${type}`) }))}
        onChange={({ currentTarget: { value } }) => {
          const type = FORM_TYPES.find((one) => one === value);
          if (type) set({ type });
        }}
      />
      {isList && (
        <Textarea
          label={t("form.options")}
          description={t("form.optionsAbout")}
          withAsterisk
          autosize
          minRows={3}
          maxRows={12}
          value={(element.options ?? []).join("\n")}
          error={errorOf("options")}
          onChange={(event) => set({ options: event.currentTarget.value.split("\n").slice(0, 100) })}
        />
      )}
      <TextInput
        label={t("form.hint")}
        placeholder={t("form.hintHint")}
        maxLength={500}
        value={element.hint ?? ""}
        error={errorOf("hint")}
        onChange={(event) => set({ hint: event.currentTarget.value })}
      />
      <Switch
        label={t("form.required")}
        checked={element.required === true}
        onChange={(event) => set({ required: event.currentTarget.checked })}
      />
    </>
  );
}
