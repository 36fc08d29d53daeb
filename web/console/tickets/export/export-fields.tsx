import { Button, Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { type Group, keysOf, toggledAll } from "./choice.ts";
import classes from "./export.module.css";

/** [H-XLS-03, H-XLS-04] Fields in their groups: all of them, a whole group, or one by one. */
export function ExportFields(props: {
  groups: readonly Group[];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
}) {
  const { t } = useTranslation("export");
  const { groups, chosen, onChoose } = props;
  const all = keysOf(groups);
  const isAll = all.every((key) => chosen.includes(key));
  return (
    <section className={classes.fields} aria-label={t("fields.title")}>
      <div className={classes.fieldsHead}>
        <span className={classes.label}>{t("fields.title")}</span>
        <span className={classes.soft}>{t("fields.count", { count: chosen.length })}</span>
        <span className={classes.push} />
        <Button variant="subtle" size="compact-sm" onClick={() => onChoose(isAll ? [] : all)}>
          {t(isAll ? "fields.none" : "fields.all")}
        </Button>
      </div>
      <div className={classes.groups}>
        {groups.map((group) => (
          <FieldGroup key={group.group} group={group} chosen={chosen} onChoose={onChoose} />
        ))}
      </div>
    </section>
  );
}

function FieldGroup({
  group: { group, fields },
  chosen,
  onChoose,
}: { group: Group } & Pick<Parameters<typeof ExportFields>[0], "chosen" | "onChoose">) {
  const { t } = useTranslation("export");
  const keys = fields.map(({ key }) => key);
  const count = keys.filter((key) => chosen.includes(key)).length;
  const name = t(`group.${group}`);
  return (
    <fieldset className={classes.group}>
      <legend className={classes.groupHead}>
        <Checkbox
          label={name}
          checked={count > 0 && count === keys.length}
          indeterminate={count > 0 && count < keys.length}
          disabled={keys.length === 0}
          onChange={() => onChoose(toggledAll(chosen, keys))}
        />
        {keys.length > 0 && (
          <span className={classes.soft}>{t("fields.groupCount", { chosen: count, all: keys.length })}</span>
        )}
      </legend>
      {keys.length === 0 && <p className={classes.hint}>{t("fields.empty")}</p>}
      <div className={classes.boxes}>
        {fields.map(({ key, name: label }) => (
          <Checkbox
            key={key}
            label={textOf(label)}
            checked={chosen.includes(key)}
            onChange={() => onChoose(toggledAll(chosen, [key]))}
          />
        ))}
      </div>
    </fieldset>
  );
}
