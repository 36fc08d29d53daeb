import { ActionIcon, Button, NativeSelect, Select } from "@mantine/core";
import { Cross2Icon, PlusIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Registry } from "../../../core/fields/registry.ts";
import { newKey } from "../../kit/key.ts";
import classes from "./condition-form.module.css";
import { ConditionRow, newRow, useFieldData } from "./condition-row.tsx";
import { type GroupPart, groupOf, type Part, withChange } from "./form-model.ts";

/** A condition as rows and groups of rows. */
export function ConditionForm(props: { form: GroupPart; registry: Registry; onForm: (form: GroupPart) => void }) {
  const { form, registry, onForm } = props;
  return <Group group={form} registry={registry} onPart={(id, part) => onForm(withChange(form, id, part))} isWhole />;
}

type GroupProps = {
  group: GroupPart;
  registry: Registry;
  onPart: (id: string, part: Part | undefined) => void;
  /** The condition itself: it cannot be taken away, and says what it is for. */
  isWhole?: boolean;
};

const HOWS = ["all", "any", "none", "notAll"] as const;
type How = (typeof HOWS)[number];

const howOf = ({ how, not }: GroupPart): How => (not ? (how === "any" ? "none" : "notAll") : how);

function Group({ group, registry, onPart, isWhole }: GroupProps) {
  const { t } = useTranslation("conditions");
  const { parts } = group;
  const how = howOf(group);
  const hasChoice = !isWhole || parts.length > 1 || how !== "all";
  const add = (part: Part) => onPart(group.id, { ...group, parts: [...parts, part] });
  return (
    <fieldset className={classes.group} data-inner={!isWhole || undefined} aria-label={t(`how.${how}`)}>
      {hasChoice && (
        <div className={classes.how}>
          <NativeSelect
            aria-label={t("how.title")}
            value={how}
            data={HOWS.filter((one) => one !== "notAll" || how === one || parts.length > 1).map((one) => ({
              value: one,
              label: t(`how.${one}`),
            }))}
            onChange={({ currentTarget: { value } }) => {
              const isAny = value === "any" || value === "none";
              onPart(group.id, { ...group, how: isAny ? "any" : "all", not: value === "none" || value === "notAll" });
            }}
          />
          {!isWhole && (
            <ActionIcon aria-label={t("removeGroup")} onClick={() => onPart(group.id, undefined)}>
              <Cross2Icon />
            </ActionIcon>
          )}
        </div>
      )}
      {isWhole && parts.length === 0 && <p className={classes.nothing}>{t("everything")}</p>}
      {parts.map((part) =>
        part.kind === "group" ? (
          <Group key={part.id} group={part} registry={registry} onPart={onPart} />
        ) : (
          <ConditionRow key={part.id} part={part} registry={registry} onPart={(next) => onPart(part.id, next)} />
        ),
      )}
      <div className={classes.adds}>
        <AddRow registry={registry} onAdd={add} />
        {parts.length > 0 && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<PlusIcon />}
            onClick={() => add(groupOf(how === "any" ? "all" : "any", []))}
          >
            {t("addGroup")}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** A button that becomes the choice of a field: a row without one would ask nothing. */
function AddRow({ registry, onAdd }: { registry: Registry; onAdd: (part: Part) => void }) {
  const { t } = useTranslation("conditions");
  const [isOpen, setOpen] = useState(false);
  const { data } = useFieldData(registry);
  if (!isOpen) {
    return (
      <Button variant="subtle" leftSection={<PlusIcon />} onClick={() => setOpen(true)}>
        {t("add")}
      </Button>
    );
  }
  return (
    <Select
      className={classes.addField ?? ""}
      aria-label={t("field")}
      placeholder={t("chooseField")}
      data={data}
      value={null}
      searchable
      defaultDropdownOpened
      autoFocus
      maxDropdownHeight={320}
      nothingFoundMessage={t("noField")}
      onBlur={() => setOpen(false)}
      onChange={(key) => {
        const row = key === null ? undefined : newRow(registry, key, newKey());
        if (row) onAdd(row);
        setOpen(false);
      }}
    />
  );
}
