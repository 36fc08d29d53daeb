import { Pill } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { takesMe } from "../../../../core/condition/check.ts";
import type { FieldDef } from "../../../../core/fields/field.ts";
import { hasWords } from "../../../../core/forms/order-form.ts";
import { SheetField } from "../../sheets/sheet-field.tsx";
import { useIsPhone } from "../../sheets/use-is-phone.ts";
import classes from "./filter-panel.module.css";
import { type Choice, nameOfValue, valueKey } from "./filter-value.ts";
import { lookupOf, useLookup, useNamesOf } from "./lookup.ts";
import { PickField } from "./pick-field.tsx";

const ME_KEY = valueKey({ me: true });

/** People, teams, places, services: found by name one after another; those that are chosen stand beneath. */
export function LookupValues(
  props: Choice & {
    field: FieldDef;
    label: string;
    hideLabel?: boolean;
    /** Whether "not set" can be chosen beside them. */
    offersNone: boolean;
    placeholder?: string;
    onChange: (choice: Choice) => void;
  },
) {
  const { t } = useTranslation("list");
  const { field, label, values, none, onChange } = props;
  const [words, setWords] = useState("");
  const [opened, setOpened] = useState(false);
  const kind = lookupOf(field);
  const names = useNamesOf(
    kind,
    values.flatMap((value) => (typeof value === "string" ? [value] : [])),
  );
  const { found, busy } = useLookup(kind ?? "place", words, opened, true);
  const taken = values.map(valueKey);
  const special = [
    ...(takesMe(field) && !taken.includes(ME_KEY) ? [{ id: "me", name: t("filter.me") }] : []),
    ...(props.offersNone && !none ? [{ id: "none", name: t("filter.none") }] : []),
  ].filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()));
  const placeholder = values.length > 0 || none ? t("filter.more") : (props.placeholder ?? t("filter.any"));
  if (useIsPhone()) {
    const picked = [
      ...values.map((value) => ({ id: valueKey(value), name: nameOfValue(value, names, t) })),
      ...(none ? [{ id: "none", name: t("filter.none") }] : []),
    ];
    return (
      <SheetField
        label={label}
        hideLabel={props.hideLabel ?? false}
        names={picked.map(({ name }) => name)}
        placeholder={placeholder}
        words={words}
        onWords={setWords}
        onOpened={() => setOpened(true)}
        busy={busy}
        options={[
          ...picked.filter(({ name }) => hasWords(name, words)),
          ...special,
          ...found.filter(({ id }) => !taken.includes(id)),
        ]}
        chosen={picked.map(({ id }) => id)}
        onDone={(ids) => {
          const known = new Map(values.map((value) => [valueKey(value), value]));
          const keys = ids.filter((id) => id !== "none");
          onChange({
            values: keys.map((id) => known.get(id) ?? (id === "me" ? { me: true } : id)),
            none: ids.includes("none"),
          });
        }}
      />
    );
  }
  const pill = (key: string, name: string, left: Choice) => (
    <Pill
      key={key}
      withRemoveButton
      removeButtonProps={{ "aria-label": t("filter.removeValue") }}
      onRemove={() => onChange(left)}
    >
      {name}
    </Pill>
  );
  return (
    <div className={classes.lookup}>
      <PickField
        label={label}
        hideLabel={props.hideLabel ?? false}
        words={words}
        onWords={setWords}
        busy={busy}
        onOpened={() => setOpened(true)}
        placeholder={placeholder}
        found={[...special, ...found.filter(({ id }) => !taken.includes(id))]}
        onPick={(id) =>
          onChange(
            id === "none" ? { values, none: true } : { values: [...values, id === "me" ? { me: true } : id], none },
          )
        }
      />
      {(values.length > 0 || none) && (
        <Pill.Group>
          {values.map((value) =>
            pill(valueKey(value), nameOfValue(value, names, t), {
              values: values.filter((one) => one !== value),
              none,
            }),
          )}
          {none && pill("none", t("filter.none"), { values, none: false })}
        </Pill.Group>
      )}
    </div>
  );
}
