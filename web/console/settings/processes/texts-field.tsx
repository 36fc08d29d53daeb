import { ActionIcon, TextInput } from "@mantine/core";
import { ChevronDownIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Text } from "../../../../core/process/process.ts";
import classes from "./process.module.css";

const LANGUAGES = ["ru", "en", "id", "fa"] as const;
type Language = (typeof LANGUAGES)[number];
const isLanguage = (word: string): word is Language => LANGUAGES.some((one) => one === word);

/**
 * A text in every language of the product. One writes it in one's own; the others, which can be opened, say the same
 * until somebody says them otherwise.
 */
export function TextsField(props: {
  label: string;
  value: Text;
  error?: string | undefined;
  required?: boolean;
  disabled?: boolean;
  onChange: (text: Text) => void;
}) {
  const { t, i18n } = useTranslation("processUi");
  const [open, setOpen] = useState(false);
  const { value } = props;
  const own: Language = isLanguage(i18n.language) ? i18n.language : "ru";
  const before = value[own] ?? "";
  const write = (text: string) => {
    const follows = (language: "en" | "ru") => value[language] === before || value[language].trim() === "";
    props.onChange({
      ...value,
      ...(follows("en") ? { en: text } : {}),
      ...(follows("ru") ? { ru: text } : {}),
      [own]: text,
    });
  };
  const input = (language: Language, label: string, onText: (text: string) => void, error?: string) => (
    <TextInput
      key={language}
      label={label}
      maxLength={200}
      dir={language === "fa" ? "rtl" : "auto"}
      disabled={props.disabled ?? false}
      withAsterisk={props.required === true && language === own}
      value={value[language] ?? ""}
      placeholder={language === own ? "" : value.en || value.ru}
      error={error}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
  return (
    <div className={classes.texts}>
      <div className={classes.textLine}>
        {input(own, props.label, write, props.error)}
        <ActionIcon
          className={classes.more ?? ""}
          aria-label={t("text.languages", { name: props.label })}
          aria-expanded={open}
          title={t("text.languages", { name: props.label })}
          onClick={() => setOpen(!open)}
        >
          <ChevronDownIcon />
        </ActionIcon>
      </div>
      {open && (
        <div className={classes.otherTexts}>
          {LANGUAGES.filter((language) => language !== own).map((language) =>
            input(language, t(`text.${language}`), (text) => {
              const { [language]: _, ...rest } = value;
              props.onChange(
                text === "" && language !== "en" && language !== "ru"
                  ? { ...rest, en: value.en, ru: value.ru }
                  : { ...value, [language]: text },
              );
            }),
          )}
        </div>
      )}
    </div>
  );
}
