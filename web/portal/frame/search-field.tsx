import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { CrossIcon, SearchIcon } from "./icons.tsx";
import classes from "./search-field.module.css";

/** A field to look for something in what stands below it. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={classes.field}>
      <SearchIcon />
      <input
        ref={input}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={label}
        placeholder={label}
        value={value}
        maxLength={200}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") onChange("");
        }}
      />
      {value !== "" && (
        <button
          type="button"
          aria-label={t("action.clear")}
          onClick={() => {
            onChange("");
            input.current?.focus();
          }}
        >
          <CrossIcon />
        </button>
      )}
    </div>
  );
}
