import { Cross2Icon } from "@radix-ui/react-icons";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Condition, testsIn, type Value, valuesOf } from "../../../../core/condition/condition.ts";
import { type FieldDef, isId } from "../../../../core/fields/field.ts";
import { formatAmount } from "../../../../core/fields/minor-units.ts";
import type { Registry } from "../../../../core/fields/registry.ts";
import { formatDay, formatMoment } from "../../../kit/format.ts";
import { textOf } from "../../../kit/i18n.ts";
import { fieldOfPart, sideBySide, textOfCondition } from "./condition-text.ts";
import classes from "./filter-chips.module.css";
import { nameOfValue, readChoice, readRange, readWords, readYesNo } from "./filter-value.ts";
import { lookupOf, useNamesOf } from "./lookup.ts";

/** What the list is narrowed to, in words; each can be taken off, a click on the words opens the filters. */
export function FilterChips(props: {
  registry: Registry;
  condition: Condition;
  onRemove: (index: number) => void;
  onOpen: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation("list");
  const parts = sideBySide(props.condition);
  if (parts.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={t("filter.title")}>
      {parts.map((part, index) => (
        <li key={textOfCondition(part, props.registry)} className={classes.chip}>
          <button type="button" className={classes.words} onClick={props.onOpen}>
            <Words part={part} registry={props.registry} />
          </button>
          <button
            type="button"
            className={classes.off}
            aria-label={t("filter.remove")}
            onClick={() => props.onRemove(index)}
          >
            <Cross2Icon />
          </button>
        </li>
      ))}
      {props.children && <li>{props.children}</li>}
    </ul>
  );
}

function Words({ part, registry }: { part: Condition; registry: Registry }) {
  const { t } = useTranslation(["list", "common"]);
  const field = registry.find(fieldOfPart(part) ?? "");
  const ids = testsIn(part)
    .flatMap(valuesOf)
    .flatMap((value) => (typeof value === "string" && isId(value) ? [value] : []));
  const names = useNamesOf(field && lookupOf(field), ids);
  const label = field && t(`column.${field.key}`, { defaultValue: textOf(field.label) });
  const said = field && sayPart(field, part, names, t);
  // A question that the panel does not ask is shown as it is written.
  if (!label || said === undefined) return <code className={classes.code}>{textOfCondition(part, registry)}</code>;
  return (
    <>
      <span className={classes.label}>{label}:</span> {said}
    </>
  );
}

type Say = TFunction<readonly ["list", "common"]>;

/** The question in words, or nothing when only its text can say it. */
function sayPart(field: FieldDef, part: Condition, names: ReadonlyMap<string, string>, t: Say): string | undefined {
  const yesNo = readYesNo(part);
  if (field.type === "yesno") return yesNo === undefined || yesNo === "any" ? undefined : t(`common:${yesNo}`);
  const say = (value: Value) => sayValue(field, value, names, t);
  const choice = readChoice(part);
  if (choice) return [...choice.values.map(say), ...(choice.none ? [t("filter.none")] : [])].join(", ");
  const range = readRange(part);
  if (range?.from !== undefined && range.to !== undefined) return `${say(range.from)} – ${say(range.to)}`;
  if (range?.from !== undefined) {
    const { from } = range;
    const past = typeof from === "object" && "now" in from ? /^-(\d+)(mo|[mhdwy])$/.exec(from.now) : null;
    if (past) return t("filter.last", { value: span(Number(past[1]), past[2] ?? "") });
    return t("filter.since", { value: say(from) });
  }
  if (range?.to !== undefined) return t("filter.until", { value: say(range.to) });
  const words = readWords(part);
  return words ? `«${words}»` : undefined;
}

const UNITS: Record<string, string> = { m: "minute", h: "hour", d: "day", w: "week", mo: "month", y: "year" };

/** `7 дн.`: so many minutes, hours, days. */
function span(count: number, unit: string): string {
  const style = { style: "unit", unit: UNITS[unit] ?? "day", unitDisplay: "short" } as const;
  return new Intl.NumberFormat(document.documentElement.lang, style).format(count);
}

function sayValue(field: FieldDef, value: Value, names: ReadonlyMap<string, string>, t: Say): string {
  if (typeof value === "number") return field.type === "money" ? formatAmount(value, field.currency ?? "") : `${value}`;
  if (typeof value === "object") {
    if ("day" in value) return t(`filter.day.${value.day}`);
    if ("now" in value) return value.now;
    return nameOfValue(value, names, t);
  }
  if (typeof value === "boolean") return t(value ? "common:yes" : "common:no");
  const option = field.options?.find(({ key }) => key === value);
  if (option) return textOf(option.label);
  if (isId(value)) return nameOfValue(value, names, t);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatDay(value);
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return formatMoment(value);
  return field.key === "channel" ? t(`channel.${value}`, { defaultValue: value }) : value;
}
