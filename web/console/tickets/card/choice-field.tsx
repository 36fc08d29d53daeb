import { ActionIcon, Input } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Cross2Icon } from "@radix-ui/react-icons";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { PickField } from "../list/pick-field.tsx";
import type { Choice } from "./edit-form.ts";
import classes from "./information.module.css";
import { type Found, useFound, type Where } from "./lookups.ts";

/** One thing, found by typing: shows what was chosen, and gives way to the search when it is to be another. */
export function ChoiceField(props: {
  label: string;
  value: Choice | null;
  onChange: (choice: Choice | null, found?: Found) => void;
  where: Where;
  error?: string | undefined;
  required?: boolean;
  disabled?: boolean;
  clearable?: boolean;
  foot?: ReactNode;
  /** What to read when nothing is found. */
  none?: string;
  /** It was asked for: takes the focus, and tells when that leaves it. */
  begins?: boolean;
  onLeave?: () => void;
}) {
  const [searches, setSearches] = useState(false);
  const { value } = props;
  const id = useId();
  const { t } = useTranslation();
  if (value && !searches) {
    return (
      <Input.Wrapper label={props.label} error={props.error} id={id} withAsterisk={props.required ?? false}>
        <div className={classes.chosen}>
          <button
            type="button"
            id={id}
            className={classes.value}
            disabled={props.disabled}
            aria-label={`${props.label}: ${value.name}`}
            onClick={() => setSearches(true)}
          >
            {value.name}
          </button>
          {props.clearable && !props.disabled && (
            <ActionIcon
              size={24}
              aria-label={`${t("action.clear")}: ${props.label}`}
              onClick={() => props.onChange(null)}
            >
              <Cross2Icon />
            </ActionIcon>
          )}
        </div>
      </Input.Wrapper>
    );
  }
  const leave = () => {
    setSearches(false);
    props.onLeave?.();
  };
  return <Search {...props} autoFocus={searches || props.begins === true} onLeave={leave} />;
}

type SearchProps = Parameters<typeof ChoiceField>[0] & { autoFocus: boolean; onLeave: () => void };

function Search(props: SearchProps) {
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), 180);
  const { found, busy } = useFound(props.where, asked);
  return (
    // Leaving the search without a choice shows again what was there.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus goes
    <div
      ref={(box) => {
        if (props.autoFocus) box?.querySelector("input")?.focus();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) props.onLeave();
      }}
    >
      <PickField
        label={props.label}
        words={words}
        onWords={setWords}
        found={found}
        busy={busy || asked !== words.trim()}
        error={props.error}
        required={props.required ?? false}
        disabled={props.disabled ?? false}
        foot={props.foot}
        {...(props.none ? { none: props.none } : {})}
        onPick={(id) => {
          const choice = found.find((one) => one.id === id);
          props.onLeave();
          if (choice) props.onChange({ id: choice.id, name: choice.name }, choice);
        }}
      />
    </div>
  );
}
