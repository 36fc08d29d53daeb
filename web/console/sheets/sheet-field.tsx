import { Input, InputBase } from "@mantine/core";
import { ChevronRightIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PickSheet, type SheetOption } from "./pick-sheet.tsx";

/**
 * A field of several values on a telephone: it shows what is chosen, and opens the sheet that finds more. The caller
 * gives `options` for the words that stand in the search, and hears with `onOpened` when they are wanted.
 */
export function SheetField(props: {
  label: string;
  hideLabel?: boolean;
  /** Names of what is chosen. */
  names: readonly string[];
  placeholder: string;
  words: string;
  onWords: (words: string) => void;
  onOpened?: () => void;
  options: readonly SheetOption[];
  busy: boolean;
  chosen: readonly string[];
  onDone: (chosen: string[]) => void;
}) {
  const { t } = useTranslation(["list", "common"]);
  const [opened, setOpened] = useState(false);
  const { label, names, onWords } = props;
  const shown = names.join(", ");
  return (
    <>
      <InputBase
        component="button"
        type="button"
        label={props.hideLabel ? undefined : label}
        aria-label={shown ? `${label}: ${shown}` : label}
        aria-haspopup="dialog"
        pointer
        multiline
        rightSection={<ChevronRightIcon />}
        rightSectionPointerEvents="none"
        onClick={() => {
          onWords("");
          props.onOpened?.();
          setOpened(true);
        }}
      >
        {shown || <Input.Placeholder>{props.placeholder}</Input.Placeholder>}
      </InputBase>
      <PickSheet
        several
        opened={opened}
        onClose={() => setOpened(false)}
        title={label}
        words={props.words}
        onWords={onWords}
        find={t("common:action.search")}
        options={props.options}
        busy={props.busy}
        none={t("lookup.none")}
        chosen={props.chosen}
        done={t("filter.take")}
        onDone={props.onDone}
      />
    </>
  );
}
