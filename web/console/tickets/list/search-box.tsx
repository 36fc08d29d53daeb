import { CloseButton, TextInput } from "@mantine/core";
import { MagnifyingGlassIcon } from "@radix-ui/react-icons";
import { lazy, type Ref, Suspense, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../../../core/condition/check.ts";
import type { Registry } from "../../../../core/fields/registry.ts";
import { ConditionFault } from "../../conditions/condition-fault.tsx";
import { readText } from "./condition-text.ts";
import classes from "./search-box.module.css";
import type { SuggestionKeys } from "./search-suggestions.tsx";
import { next } from "./warm-up.ts";

const SearchSuggestions = lazy(async () => ({ default: (await next.suggestions()).SearchSuggestions }));

/**
 * Words or a condition: `кран`, `status:waiting site:"Ленина 5"`. Enter searches; what cannot be read is shown under
 * the field with its place and what to do. While a condition is written, what may come next is offered.
 */
export function SearchBox(props: {
  registry: Registry;
  /** What is searched for now. */
  text: string;
  /** What the address or the server does not understand. */
  errors: readonly Problem[];
  /** Answers what stays in the box. */
  onSearch: (text: string) => string;
  inputRef: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation(["list", "common"]);
  const errorId = useId();
  const listId = useId();
  const form = useRef<HTMLFormElement>(null);
  const suggestions = useRef<SuggestionKeys>(null);
  // Where the text ends that may be completed; absent while nothing is typed.
  const [caret, setCaret] = useState<number>();
  const [pointed, setPointed] = useState<string>();
  const [typed, setTyped] = useState({ of: props.text, text: props.text });
  const [wrong, setWrong] = useState<{ text: string; errors: readonly Problem[] }>();
  // The address has changed from elsewhere: a view, a step back.
  if (typed.of !== props.text) {
    setTyped({ of: props.text, text: props.text });
    setWrong(undefined);
  }
  const set = (text: string) => setTyped({ of: props.text, text });
  const submit = (text: string) => {
    setCaret(undefined);
    const { errors } = readText(text, props.registry);
    setWrong(errors.length > 0 ? { text, errors } : undefined);
    if (errors.length === 0) set(props.onSearch(text));
    return errors.length === 0;
  };
  const write = (text: string, at: number) => {
    set(text);
    setCaret(at);
    setWrong(undefined);
    // After the text has been drawn.
    requestAnimationFrame(() => form.current?.querySelector("input")?.setSelectionRange(at, at));
  };
  const shown =
    wrong ??
    (props.errors.length > 0 && typed.text === props.text ? { text: props.text, errors: props.errors } : undefined);
  return (
    <search className={classes.box}>
      <form
        ref={form}
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
          aria-autocomplete="list"
          aria-controls={caret === undefined ? undefined : listId}
          aria-activedescendant={pointed}
          autoComplete="off"
          spellCheck={false}
          maxLength={10_000}
          enterKeyHint="search"
          onChange={(event) => {
            set(event.currentTarget.value);
            setCaret(event.currentTarget.selectionStart ?? undefined);
            setWrong(undefined);
          }}
          onSelect={(event) => {
            if (caret !== undefined) setCaret(event.currentTarget.selectionStart ?? undefined);
          }}
          onBlur={() => setCaret(undefined)}
          onKeyDown={(event) => {
            if (suggestions.current?.take(event)) {
              event.preventDefault();
              event.stopPropagation();
              return;
            }
            if (event.key !== "Escape") return;
            if (typed.text === props.text) event.currentTarget.blur();
            else set(props.text);
            setWrong(undefined);
          }}
        />
        {caret !== undefined && (
          <Suspense>
            <SearchSuggestions
              ref={suggestions}
              id={listId}
              text={typed.text}
              caret={caret}
              registry={props.registry}
              onPoint={setPointed}
              onWrite={write}
              onClose={() => setCaret(undefined)}
            />
          </Suspense>
        )}
        {shown && (
          <div id={errorId} className={classes.errors} role="alert">
            {shown.errors.slice(0, 3).map((error) => (
              <ConditionFault
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
