import { Combobox, Loader, TextInput, useCombobox } from "@mantine/core";
import { mergeRefs } from "@mantine/hooks";
import { type ReactNode, type Ref, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./pick-field.module.css";

/** One thing to choose: what it is called, what tells it from its namesakes, under which heading it stands. */
export type Pick = { id: string; name: string; detail?: string; group?: string; draw?: ReactNode };

/**
 * A field that finds while one types: arrows and Enter choose. The caller looks up and shows what was chosen; the field
 * is empty again after a choice, ready for the next word.
 */
export function PickField(props: {
  label: string;
  words: string;
  onWords: (words: string) => void;
  found: readonly Pick[];
  busy?: boolean;
  onPick: (id: string) => void;
  placeholder?: string;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  hideLabel?: boolean;
  /** What to read when nothing is found. */
  none?: string;
  /** Stands under what was found: another way, such as "not registered". */
  foot?: ReactNode;
  /** Opens nothing before the first letter. */
  onlyWithWords?: boolean;
  /** The first time somebody comes to it: nothing has to be looked up before. */
  onOpened?: () => void;
  inputRef?: Ref<HTMLInputElement>;
  autoFocus?: boolean;
  inputMode?: "search" | "tel";
}) {
  const { t } = useTranslation("list");
  const box = useCombobox({
    onDropdownOpen: () => props.onOpened?.(),
    onDropdownClose: () => box.resetSelectedOption(),
  });
  const field = useRef<HTMLInputElement>(null);
  const { words, found, onlyWithWords, busy } = props;
  const isIdle = onlyWithWords === true && words.trim() === "";

  // The first thing found is what Enter takes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: chosen anew with each answer
  useEffect(() => {
    if (words.trim() !== "" && found.length > 0) box.selectFirstOption();
  }, [found.map(({ id }) => id).join(), words]);

  const groups = Map.groupBy(found, ({ group }) => group ?? "");
  return (
    <Combobox
      store={box}
      shadow="md"
      onOptionSubmit={(id) => {
        goOn(field.current);
        props.onPick(id);
        props.onWords("");
        box.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          label={props.hideLabel ? undefined : props.label}
          aria-label={props.hideLabel ? props.label : undefined}
          ref={mergeRefs(field, props.inputRef)}
          value={words}
          placeholder={props.placeholder}
          error={props.error}
          withAsterisk={props.required ?? false}
          disabled={props.disabled ?? false}
          autoComplete="off"
          inputMode={props.inputMode}
          data-autofocus={props.autoFocus}
          rightSection={busy && words.trim() !== "" ? <Loader size={14} /> : null}
          onChange={(event) => {
            props.onWords(event.currentTarget.value);
            box.openDropdown();
          }}
          onClick={() => box.openDropdown()}
          onFocus={() => box.openDropdown()}
          onBlur={() => box.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={isIdle}>
        <Combobox.Options className={classes.options ?? ""} aria-label={t("lookup.found")}>
          {[...groups].map(([group, options]) =>
            group === "" ? (
              options.map((option) => <Choice key={option.id} option={option} />)
            ) : (
              <Combobox.Group key={group} label={group}>
                {options.map((option) => (
                  <Choice key={option.id} option={option} />
                ))}
              </Combobox.Group>
            ),
          )}
          {found.length === 0 && !isIdle && (
            <Combobox.Empty>{busy ? t("lookup.busy") : (props.none ?? t("lookup.none"))}</Combobox.Empty>
          )}
        </Combobox.Options>
        {props.foot && (
          // The field keeps the focus, or the list would close before the click.
          <Combobox.Footer onMouseDown={(event) => event.preventDefault()}>{props.foot}</Combobox.Footer>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** When the choice takes the place of the field, the hands go on with the next one; a thumb chooses for itself. */
function goOn(field: HTMLInputElement | null): void {
  if (!matchMedia("(pointer: fine)").matches) return;
  const form = field?.closest("form");
  const fields = () => [...(form?.querySelectorAll<HTMLElement>("input:not([type=radio], [hidden]), textarea") ?? [])];
  const all = fields();
  const before = field ? all.slice(0, all.indexOf(field)) : [];
  setTimeout(() => {
    // Whoever has gone somewhere else meanwhile stays there.
    const isLost = document.activeElement === null || document.activeElement === document.body;
    // The choice may have answered another field before this one, too.
    if (field && !field.isConnected && isLost) fields()[before.filter((one) => one.isConnected).length]?.focus();
  }, 50);
}

function Choice({ option }: { option: Pick }) {
  return (
    <Combobox.Option value={option.id} className={classes.option ?? ""}>
      {option.draw ?? (
        <>
          <bdi className={classes.name}>{option.name}</bdi>
          {option.detail && <span className={classes.detail}>{option.detail}</span>}
        </>
      )}
    </Combobox.Option>
  );
}
