import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { MagnifyingGlassIcon } from "@radix-ui/react-icons";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../../../kit/shortcuts.ts";
import classes from "./rows.module.css";

/** The search of a list; `f` brings the cursor here. Tells what was typed after a pause. */
export function SearchField(props: {
  label: string;
  placeholder: string;
  words: string;
  onWords: (words: string) => void;
}) {
  const { t } = useTranslation(["settings", "common"]);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(props.words);
  const told = useRef(props.words);
  const tell = useDebouncedCallback((words: string) => {
    told.current = words;
    props.onWords(words);
  }, 180);
  // The address was changed from outside: by going back, or by a link.
  useEffect(() => {
    if (props.words === told.current) return;
    told.current = props.words;
    setTyped(props.words);
  }, [props.words]);
  const change = (words: string) => {
    setTyped(words);
    tell(words);
  };
  useShortcuts([
    { keys: "f", label: t("settings:find"), group: t("common:shortcuts.list"), run: () => input.current?.focus() },
  ]);
  return (
    <TextInput
      ref={input}
      className={classes.search ?? ""}
      type="search"
      aria-label={props.label}
      placeholder={props.placeholder}
      leftSection={<MagnifyingGlassIcon />}
      rightSection={
        typed === "" ? null : <CloseButton size={24} aria-label={t("common:action.clear")} onClick={() => change("")} />
      }
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape" && typed !== "") change("");
      }}
    />
  );
}
