import { type ComboboxItem, Loader, MultiSelect, Select } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Found, type LookupKind, useLookup } from "../../tickets/list/lookup.ts";
import classes from "./pick.module.css";

export type Ref = { id: string; name: string };

type Common = {
  kind: LookupKind;
  label: string;
  about?: ReactNode;
  error?: ReactNode;
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
  /** The label is for those who do not see the field. */
  hideLabel?: boolean;
  /** It takes the focus of the dialog that it stands in. */
  focused?: boolean;
  /** What cannot be chosen here. */
  except?: readonly string[];
};

type Known = Found & { detail?: string };

/** What can be chosen: what is chosen already, and what was found. */
function useChoices(kind: LookupKind, chosen: readonly Ref[], words: string, except: readonly string[] = []) {
  const isName = chosen.some(({ name }) => name === words);
  const { found, busy } = useLookup(kind, isName ? "" : words);
  const known = new Map<string, Known>();
  for (const one of [...chosen, ...found]) if (!known.has(one.id)) known.set(one.id, one);
  for (const one of found) known.set(one.id, one);
  const ids = [...known.keys()].filter((id) => !except.includes(id));
  return {
    busy,
    known,
    data: ids.map((id) => ({ value: id, label: known.get(id)?.name ?? "" })),
    // The server has searched; only what was chosen and does not fit the words is left out of the list.
    filter: ({ options }: { options: unknown[] }) => options as ComboboxItem[],
  };
}

const draw = (known: ReadonlyMap<string, Known>) =>
  function Choice({ option }: { option: ComboboxItem }) {
    const detail = known.get(option.value)?.detail;
    return (
      <span className={classes.choice}>
        <bdi className={classes.name}>{option.label}</bdi>
        {detail && <span className={classes.detail}>{detail}</span>}
      </span>
    );
  };

/** One thing by its name, found while one types; nothing is a choice too unless it is required. */
export function RefSelect(props: Common & { value: Ref | null; onChange: (value: Ref | null) => void }) {
  const { t } = useTranslation("settings");
  const [words, setWords] = useState("");
  const { value } = props;
  const { data, known, filter, busy } = useChoices(props.kind, value ? [value] : [], words, props.except);
  return (
    <Select
      {...(props.hideLabel ? { "aria-label": props.label } : { label: props.label })}
      description={props.about}
      error={props.error}
      placeholder={props.placeholder ?? t("pick.none")}
      withAsterisk={props.required ?? false}
      disabled={props.disabled ?? false}
      searchable
      clearable={!props.required}
      clearButtonProps={{ "aria-label": t("pick.clear", { name: props.label }) }}
      data={data}
      filter={filter}
      value={value?.id ?? null}
      searchValue={words}
      onSearchChange={setWords}
      renderOption={draw(known)}
      rightSection={busy && words !== "" && words !== value?.name ? <Loader size={14} /> : undefined}
      nothingFoundMessage={t(busy ? "pick.busy" : words === "" ? "pick.type" : "pick.nothing")}
      maxDropdownHeight={280}
      onChange={(id) => {
        const chosen = id === null ? undefined : known.get(id);
        props.onChange(chosen ? { id: chosen.id, name: chosen.name } : null);
      }}
    />
  );
}

/** Several things by their names, in the order in which they were chosen. */
export function RefMultiSelect(
  props: Common & { value: readonly Ref[]; onChange: (value: Ref[]) => void; most?: number },
) {
  const { t } = useTranslation("settings");
  const [words, setWords] = useState("");
  const { value } = props;
  const { data, known, filter, busy } = useChoices(props.kind, value, words, props.except);
  return (
    <MultiSelect
      data-autofocus={props.focused || undefined}
      label={props.label}
      description={props.about}
      error={props.error}
      placeholder={value.length === 0 ? (props.placeholder ?? t("pick.none")) : ""}
      withAsterisk={props.required ?? false}
      disabled={props.disabled ?? false}
      searchable
      hidePickedOptions
      data={data}
      filter={filter}
      value={value.map(({ id }) => id)}
      searchValue={words}
      onSearchChange={setWords}
      renderOption={draw(known)}
      nothingFoundMessage={t(busy ? "pick.busy" : words === "" ? "pick.type" : "pick.nothing")}
      maxDropdownHeight={280}
      {...(props.most === undefined ? {} : { maxValues: props.most })}
      onChange={(ids) => {
        props.onChange(
          ids.flatMap((id) => {
            const chosen = known.get(id);
            return chosen ? [{ id: chosen.id, name: chosen.name }] : [];
          }),
        );
        setWords("");
      }}
    />
  );
}
