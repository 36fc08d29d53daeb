import { CloseButton, TextInput } from "@mantine/core";
import { MagnifyingGlassIcon } from "@radix-ui/react-icons";
import { type Ref, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../../../core/condition/check.ts";
import type { Registry } from "../../../../core/fields/registry.ts";
import { textOf } from "../../../kit/i18n.ts";
import { markedWord, readText } from "./condition-text.ts";
import classes from "./search-box.module.css";

/**
 * Words or a condition: `кран`, `status:waiting site:"Ленина 5"`. Enter searches; what cannot be read is shown under
 * the field with its place and what to do.
 */
export function SearchBox(props: {
  registry: Registry;
  /** What is searched for now. */
  text: string;
  /** What the address or the server does not understand. */
  errors: readonly Problem[];
  onSearch: (text: string) => void;
  inputRef: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation(["list", "common"]);
  const errorId = useId();
  const [typed, setTyped] = useState({ of: props.text, text: props.text });
  const [wrong, setWrong] = useState<{ text: string; errors: readonly Problem[] }>();
  // The address has changed from elsewhere: a view, a step back.
  if (typed.of !== props.text) {
    setTyped({ of: props.text, text: props.text });
    setWrong(undefined);
  }
  const set = (text: string) => setTyped({ of: props.text, text });
  const submit = (text: string) => {
    const { errors } = readText(text, props.registry);
    setWrong(errors.length > 0 ? { text, errors } : undefined);
    if (errors.length === 0) props.onSearch(text);
    return errors.length === 0;
  };
  const shown =
    wrong ??
    (props.errors.length > 0 && typed.text === props.text ? { text: props.text, errors: props.errors } : undefined);
  return (
    <search className={classes.box}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // Back to the rows: the next key is for them.
          if (submit(typed.text)) event.currentTarget.querySelector("input")?.blur();
        }}
      >
        <TextInput
          ref={props.inputRef}
          value={typed.text}
          leftSection={<MagnifyingGlassIcon />}
          rightSection={
            typed.text !== "" && (
              <CloseButton
                size={22}
                aria-label={t("common:action.clear")}
                onClick={() => {
                  set("");
                  setWrong(undefined);
                  props.onSearch("");
                }}
              />
            )
          }
          placeholder={t("search.placeholder")}
          aria-label={t("search.label")}
          aria-invalid={shown !== undefined || undefined}
          aria-describedby={shown ? errorId : undefined}
          error={shown !== undefined}
          withErrorStyles={false}
          autoComplete="off"
          spellCheck={false}
          maxLength={10_000}
          enterKeyHint="search"
          onChange={(event) => {
            set(event.currentTarget.value);
            setWrong(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            if (typed.text === props.text) event.currentTarget.blur();
            else set(props.text);
            setWrong(undefined);
          }}
        />
        {shown && (
          <div id={errorId} className={classes.errors} role="alert">
            {shown.errors.slice(0, 3).map((error) => (
              <Fault
                key={`${error.code} ${error.at}`}
                error={error}
                text={shown.text}
                registry={props.registry}
                onMend={(text) => {
                  set(text);
                  submit(text);
                }}
              />
            ))}
          </div>
        )}
      </form>
    </search>
  );
}

type FaultProps = { error: Problem; text: string; registry: Registry; onMend: (text: string) => void };

/** One thing that cannot be read: the place, why, and the mend as a button where it is known. */
function Fault({ error, text, registry, onMend }: FaultProps) {
  const { t } = useTranslation("list");
  const { before, word, after } = markedWord(text, error.at);
  const labelOf = (name: unknown) => textOf(registry.find(String(name ?? ""))?.label) || String(name ?? "");
  const meant = error.params?.meant;
  const params = { ...error.params, field: labelOf(error.params?.field), word };
  const sign = /[^\p{L}\p{N}_. ]/u.exec(word)?.index ?? word.length;
  return (
    <p className={classes.fault}>
      {word !== "" && (
        <code className={classes.place} aria-hidden>
          {before.length > 24 ? `…${before.slice(-24)}` : before}
          <mark>{word}</mark>
          {after.length > 24 ? `${after.slice(0, 24)}…` : after}
        </code>
      )}
      <span>{t(`condition.${error.code}`, { ...params, defaultValue: error.mend })}</span>
      {meant !== undefined && word !== "" && (
        <button
          type="button"
          className={classes.mend}
          onClick={() => onMend(`${before}${meant}${word.slice(sign)}${after}`)}
        >
          {t("condition.mend", { meant: labelOf(meant) })}
        </button>
      )}
    </p>
  );
}
