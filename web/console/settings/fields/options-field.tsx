import { ActionIcon, Button, TextInput } from "@mantine/core";
import { Cross2Icon, PlusIcon } from "@radix-ui/react-icons";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./fields.module.css";

/** A value of a list: with the key by which tickets hold it, once it has one. */
export type OptionRow = { key?: string; name: string };

/** The values of a list, one a line: a name is changed where it stands, and tickets that have it follow. */
export function OptionsField(props: {
  options: readonly OptionRow[];
  error: string | undefined;
  onChange: (options: OptionRow[]) => void;
}) {
  const { t } = useTranslation(["fieldsUi", "deskUi"]);
  const { options, onChange } = props;
  const list = useRef<HTMLUListElement>(null);
  const add = (at: number, names: readonly string[]) => {
    onChange([...options.slice(0, at), ...names.map((name) => ({ name })), ...options.slice(at)]);
    setTimeout(() => list.current?.querySelectorAll("input")[at + names.length - 1]?.focus(), 0);
  };
  return (
    <fieldset className={classes.options}>
      <legend>{t("deskUi:field.options")}</legend>
      <p className={classes.about}>{t("options.about")}</p>
      <ul ref={list} className={classes.rows}>
        {options.map((option, at) => (
          <li key={option.key ?? `new ${at}`} className={classes.row}>
            <TextInput
              aria-label={t("options.name", { number: at + 1 })}
              value={option.name}
              maxLength={200}
              error={at === 0 ? props.error : undefined}
              onChange={(event) => onChange(options.with(at, { ...option, name: event.currentTarget.value }))}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
                event.preventDefault();
                add(at + 1, [""]);
              }}
              onPaste={(event) => {
                const lines = event.clipboardData
                  .getData("text")
                  .split("\n")
                  .map((line) => line.trim());
                const names = lines.filter(Boolean);
                if (names.length < 2) return;
                event.preventDefault();
                add(at + 1, names);
              }}
            />
            <ActionIcon
              aria-label={t("options.remove", { name: option.name })}
              onClick={() => onChange(options.toSpliced(at, 1))}
            >
              <Cross2Icon />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button
        className={classes.add ?? ""}
        variant="subtle"
        leftSection={<PlusIcon />}
        onClick={() => add(options.length, [""])}
      >
        {t("options.add")}
      </Button>
    </fieldset>
  );
}
