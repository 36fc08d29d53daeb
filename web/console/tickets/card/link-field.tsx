import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./special-field.module.css";

type Props = {
  label: string;
  hint?: string | undefined;
  required: boolean;
  value: unknown;
  error: string | undefined;
  onChange: (value: { url: string; text?: string } | null) => void;
};

const partOf = (value: unknown, part: "url" | "text"): string => {
  const held: unknown = typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined;
  return typeof held === "string" ? held : "";
};

/** An address, and the text that stands for it. */
export function LinkField({ label, hint, required, value, error, onChange }: Props) {
  const { t } = useTranslation("card");
  const [url, text] = [partOf(value, "url"), partOf(value, "text")];
  const set = (nextUrl: string, nextText: string) =>
    onChange(
      nextUrl === "" && nextText === "" ? null : { url: nextUrl, ...(nextText === "" ? {} : { text: nextText }) },
    );
  return (
    <div className={classes.link}>
      <TextInput
        label={label}
        description={hint}
        withAsterisk={required}
        error={error}
        type="url"
        inputMode="url"
        placeholder="https://"
        maxLength={2_000}
        value={url}
        onChange={(event) => set(event.currentTarget.value, text)}
      />
      {url !== "" && (
        <TextInput
          aria-label={t("special.linkText", { field: label })}
          placeholder={t("special.linkTextHint")}
          maxLength={300}
          value={text}
          onChange={(event) => set(url, event.currentTarget.value)}
        />
      )}
    </div>
  );
}
