import { Combobox, Textarea, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatCondition } from "../../../core/condition/format.ts";
import { parseCondition } from "../../../core/condition/parse.ts";
import type { Registry } from "../../../core/fields/registry.ts";
import { lookupOf } from "../tickets/list/lookup.ts";
import { accepted, spotAt } from "./completion.ts";
import { ConditionFault, type Fault } from "./condition-fault.tsx";
import classes from "./condition-text-field.module.css";
import type { KnownNames } from "./names-in.ts";
import { useSuggestions } from "./use-suggestions.ts";

type Props = {
  label: string;
  value: string;
  registry: Registry;
  names: KnownNames;
  /** What the server does not understand, told of names by their `name`. */
  refused: readonly Fault[];
  onChange: (text: string) => void;
};

/** So long after the last letter one hears what is wrong, ms. */
const PAUSE = 500;

/**
 * A condition as text: fields, signs and values are offered while one types (arrows and Enter choose, Ctrl Space asks
 * for them), names stand for ids, and what cannot be read is told beneath with its place and mend ([B-FLD-03]).
 */
export function ConditionTextField({ label, value, registry, names, refused, onChange }: Props) {
  const { t } = useTranslation(["conditions", "list"]);
  const errorId = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState<{ of: string; text: string }>();
  const [caret, setCaret] = useState(0);
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const text = typed?.of === value ? typed.text : asNamed(value, registry, names);
  const spot = spotAt(text, caret, registry);
  const { found, busy } = useSuggestions(spot, registry, box.dropdownOpened);
  const [settled] = useDebouncedValue(text, PAUSE);

  // The first thing found is what Enter takes; before the first letter Enter takes nothing.
  const first = found[0]?.key;
  const hasWord = spot !== undefined && (spot.typed !== "" || spot.kind === "value");
  // biome-ignore lint/correctness/useExhaustiveDependencies: chosen anew with each answer
  useEffect(() => {
    if (box.dropdownOpened && hasWord && first !== undefined) box.selectFirstOption();
    else box.resetSelectedOption();
  }, [first, found.length, hasWord, box.dropdownOpened]);

  const write = (next: string) => {
    const parsed = parseCondition(next, registry);
    const of = parsed.ok ? formatCondition(names.identified(parsed.condition), registry) : next;
    setTyped({ of, text: next });
    onChange(of);
  };
  const putCaret = (from: number, to = from) => {
    setCaret(to);
    // After the text has been drawn.
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(from, to);
    });
  };
  const accept = (key: string) => {
    const one = found.find((suggestion) => suggestion.key === key);
    if (!spot || !one) return;
    const kind = spot.kind === "value" ? lookupOf(spot.field) : undefined;
    if (kind && one.id !== undefined) names.learn(kind, one.id, one.name);
    const next = accepted(text, spot, one);
    write(next.text);
    putCaret(next.caret);
    // Behind a field comes its value.
    if (spot.kind === "field") box.openDropdown();
    else box.closeDropdown();
  };

  const parsed = parseCondition(text, registry);
  const unknown = refused.map((error) => ({ ...error, ...placeOf(text, error) }));
  const errors: readonly Fault[] = parsed.ok ? unknown : parsed.errors;
  const isTold = errors.length > 0 && settled === text && !(box.dropdownOpened && found.length > 0);
  return (
    <div className={classes.field}>
      <Combobox store={box} shadow="md" position="bottom-start" onOptionSubmit={accept}>
        <Combobox.Target withKeyboardNavigation={box.dropdownOpened && found.length > 0}>
          <Textarea
            ref={input}
            aria-label={label}
            aria-invalid={isTold || undefined}
            aria-describedby={isTold ? errorId : undefined}
            error={isTold}
            withErrorStyles={false}
            classNames={{ input: classes.input ?? "" }}
            autosize
            minRows={2}
            maxRows={10}
            maxLength={10_000}
            placeholder={t("textHint")}
            spellCheck={false}
            autoComplete="off"
            value={text}
            onChange={(event) => {
              setCaret(event.currentTarget.selectionStart);
              write(event.currentTarget.value.replaceAll("\n", " "));
              box.openDropdown();
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onFocus={() => {
              if (text === "") box.openDropdown();
            }}
            onBlur={() => box.closeDropdown()}
            onKeyDown={(event) => {
              if (event.key === " " && event.ctrlKey) {
                event.preventDefault();
                box.openDropdown();
              } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault();
              else if (event.key === "Escape" && box.dropdownOpened) event.stopPropagation();
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={found.length === 0 && !busy}>
          <Combobox.Options className={classes.options ?? ""} aria-label={t("suggested")}>
            {found.map((one) => (
              <Combobox.Option key={one.key} value={one.key} className={classes.option ?? ""}>
                <bdi>{one.name}</bdi>
                <span className={classes.detail}>{one.detail}</span>
              </Combobox.Option>
            ))}
            {found.length === 0 && busy && <Combobox.Empty>{t("list:lookup.busy")}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {isTold ? (
        <div id={errorId} role="alert">
          {errors.slice(0, 3).map((error) => (
            <ConditionFault
              key={`${error.code} ${error.at}`}
              error={error}
              text={text}
              registry={registry}
              onMend={write}
              onPlace={putCaret}
            />
          ))}
        </div>
      ) : (
        <p className={classes.about}>{t("textAbout")}</p>
      )}
    </div>
  );
}

/** The text as people read it; what cannot be read is shown as it stands. */
function asNamed(value: string, registry: Registry, names: KnownNames): string {
  const parsed = parseCondition(value, registry);
  return parsed.ok ? formatCondition(names.named(parsed.condition), registry) : value;
}

/** A name that nothing is called stands where it was written. */
function placeOf(text: string, { at, params }: Fault): { at?: number } {
  if (at !== undefined) return { at };
  const place = params?.name === undefined ? -1 : text.indexOf(String(params.name));
  if (place < 0) return {};
  const start = text.slice(0, place).search(/[^\s("]+"?$/u);
  return { at: start < 0 ? place : start };
}
