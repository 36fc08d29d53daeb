import { Cross2Icon } from "@radix-ui/react-icons";
import type { TFunction } from "i18next";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Condition, testsIn, type Value, valuesOf } from "../../../../core/condition/condition.ts";
import { type FieldDef, familyOf, isId } from "../../../../core/fields/field.ts";
import { formatAmount } from "../../../../core/fields/minor-units.ts";
import type { Registry } from "../../../../core/fields/registry.ts";
import { formatDay, formatMoment, formatSpan } from "../../../kit/format.ts";
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
            <PartWords part={part} registry={props.registry} />
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

type Part = { part: Condition; registry: Registry };

/** One of the questions that stand side by side, in words. */
export function PartWords({ part, registry }: Part) {
  if (fieldOfPart(part) === undefined) {
    if ("any" in part && part.any.length > 0) return <Joined parts={part.any} registry={registry} type="disjunction" />;
    if ("all" in part && part.all.length > 0) return <Joined parts={part.all} registry={registry} type="conjunction" />;
    if ("text" in part) return quoted(part.text);
  }
  return "not" in part ? <Denied part={part.not} registry={registry} /> : <OneField part={part} registry={registry} />;
}

/** What must not hold. Its texts are asked for only where something is denied. */
function Denied({ part, registry }: Part) {
  const { t } = useTranslation("conditions");
  if (fieldOfPart(part) === undefined) {
    return (
      <>
        {t("said.not")} (<PartWords part={part} registry={registry} />)
      </>
    );
  }
  const deny = (said: string) => {
    const choice = readChoice(part);
    if (!choice) return `${t("said.not")} ${said}`;
    return choice.values.length === 0 ? t("op.any.set") : t("said.except", { value: said });
  };
  return <OneField part={part} registry={registry} deny={deny} />;
}

/** Questions about several fields as a sentence, `a, b or c` in the reader's language; what is joined within, in brackets. */
function Joined({ parts, registry, type }: { parts: readonly Condition[]; registry: Registry; type: ListType }) {
  const places = new Intl.ListFormat(document.documentElement.lang, { type }).formatToParts(
    parts.map((_, at) => `${at}`),
  );
  return places.map(({ type: kind, value }, at) => {
    const part = kind === "element" ? parts[Number(value)] : undefined;
    // The places of a sentence are as many as they are; nothing of it has a state.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    if (!part) return <Fragment key={at}>{value}</Fragment>;
    const isJoined = fieldOfPart(part) === undefined && ("any" in part || "all" in part);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Fragment key={at}>
        {isJoined && "("}
        <PartWords part={part} registry={registry} />
        {isJoined && ")"}
      </Fragment>
    );
  });
}
type ListType = "conjunction" | "disjunction";

/** A question about one field, or what must not hold of it. */
function OneField({ part, registry, deny }: Part & { deny?: (said: string) => string }) {
  const { t } = useTranslation(["list", "common"]);
  const field = registry.find(fieldOfPart(part) ?? "");
  const ids = testsIn(part)
    .flatMap(valuesOf)
    .flatMap((value) => (typeof value === "string" && isId(value) ? [value] : []));
  const names = useNamesOf(field && lookupOf(field), ids);
  const label = field && t(`column.${field.key}`, { defaultValue: textOf(field.label) });
  const said = field && sayPart(field, part, names, t);
  if (label && said !== undefined) {
    return (
      <>
        <span className={classes.label}>{label}:</span> {deny ? deny(said) : said}
      </>
    );
  }
  // Several questions about one field are said one after the other; what nothing says is shown as it is written.
  if (!deny && "any" in part && part.any.length > 1) {
    return <Joined parts={part.any} registry={registry} type="disjunction" />;
  }
  if (!deny && "all" in part && part.all.length > 1) {
    return <Joined parts={part.all} registry={registry} type="conjunction" />;
  }
  const whole = deny ? { not: part } : part;
  return <code className={classes.code}>{textOfCondition(whole, registry)}</code>;
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
  if (range?.from !== undefined && range.to !== undefined) {
    const [from, to] = [say(range.from), say(range.to)];
    return from === to ? from : `${from} – ${to}`;
  }
  const end = range?.from ?? range?.to;
  if (end !== undefined && "op" in part) return saySide(field, part.op, end, t, say);
  const words = readWords(part);
  return words ? quoted(words) : undefined;
}

/** Words as they were typed, in the marks of the reader's language. */
const quoted = (words: string): string =>
  ["ru", "fa"].includes(document.documentElement.lang) ? `«${words}»` : `“${words}”`;

/** One side of a stretch: in its own words what counts from now, and apart whether the value itself belongs to it. */
function saySide(field: FieldDef, op: string, value: Value, t: Say, say: (value: Value) => string): string {
  const isFrom = op === "gt" || op === "gte";
  if (typeof value === "object" && "now" in value) {
    const [, back, count, unit] = /^([+-]?)(\d+)(mo|[mhdwy])$/.exec(value.now) ?? [];
    if (count === undefined || Number(count) === 0) return t(isFrom ? "filter.future" : "filter.past");
    const words = back === "-" ? (isFrom ? "last" : "ago") : isFrom ? "later" : "sooner";
    return t(`filter.${words}`, { value: span(Number(count), unit ?? "") });
  }
  const isNumber = familyOf(field) === "number";
  const words: Record<string, string> = isNumber
    ? { gt: "over", gte: "least", lt: "under", lte: "most" }
    : { gt: "after", gte: "since", lt: "before", lte: "until" };
  return t(`filter.${words[op] ?? "since"}`, { value: say(value) });
}

const UNITS: Record<string, string> = { m: "minute", h: "hour", d: "day", w: "week", mo: "month", y: "year" };

/** `7 дн.`: so many minutes, hours, days. */
function span(count: number, unit: string): string {
  const style = { style: "unit", unit: UNITS[unit] ?? "day", unitDisplay: "short" } as const;
  return new Intl.NumberFormat(document.documentElement.lang, style).format(count);
}

function sayValue(field: FieldDef, value: Value, names: ReadonlyMap<string, string>, t: Say): string {
  if (typeof value === "number" && field.unit === "seconds") return formatSpan(value);
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
