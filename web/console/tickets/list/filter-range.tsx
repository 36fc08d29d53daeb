import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Value } from "../../../../core/condition/condition.ts";
import { formatAmount, parseAmount } from "../../../../core/fields/minor-units.ts";
import { DayInput } from "../card/lazy-day-input.tsx";
import classes from "./filter-panel.module.css";
import { type ControlProps, readRange, valueKey, writeRange } from "./filter-value.ts";

/** Spans that are asked for most, each as what the condition says. */
const SPANS: Record<string, Value> = {
  today: { day: "today" },
  yesterday: { day: "yesterday" },
  week: { now: "-7d" },
  month: { now: "-30d" },
};

/** A stretch of time: one of the usual ones, or from day to day. */
export function PeriodFilter({ field, label, part, onPart }: ControlProps) {
  const { t } = useTranslation("list");
  const range = readRange(part);
  const span = Object.keys(SPANS).find((name) => valueKey(SPANS[name] ?? "") === valueKey(range?.from ?? ""));
  const [own, setOwn] = useState(part !== undefined && span === undefined);
  const shown = span ?? (own || part !== undefined ? "own" : "any");
  const choose = (chosen: string) => {
    setOwn(chosen === "own");
    const from = SPANS[chosen];
    const isDay = chosen === "today" || chosen === "yesterday";
    if (from === undefined) onPart(undefined);
    else onPart(isDay ? { field: field.key, op: "is", value: from } : writeRange(field, { from, to: undefined }));
  };
  const dayOf = (value: Value | undefined) => (typeof value === "string" ? value.slice(0, 10) : undefined);
  const change = (end: "from" | "to") => (day: string | null) => {
    const kept = { from: dayOf(range?.from), to: dayOf(range?.to) };
    onPart(writeRange(field, { ...kept, [end]: day ?? undefined }));
  };
  return (
    <div className={classes.lookup}>
      <NativeSelect
        label={label}
        value={shown}
        data={["any", ...Object.keys(SPANS), "own"].map((value) => ({ value, label: t(`filter.span.${value}`) }))}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {shown === "own" && (
        <div className={classes.days}>
          <DayInput label={t("filter.from")} value={dayOf(range?.from) ?? null} onChange={change("from")} />
          <DayInput label={t("filter.to")} value={dayOf(range?.to) ?? null} onChange={change("to")} />
        </div>
      )}
    </div>
  );
}

/** Numbers and money: from and to, both included. */
export function AmountFilter({ field, label, part, onPart }: ControlProps) {
  const { t } = useTranslation("list");
  const range = readRange(part);
  const isMoney = field.type === "money";
  const currency = field.currency ?? "";
  const write = (value: Value | undefined) =>
    typeof value !== "number" ? "" : isMoney ? formatAmount(value, currency) : String(value);
  const read = (text: string): number | undefined => {
    const clean = text.trim().replace(",", ".");
    const value = isMoney ? parseAmount(clean, currency) : Number(clean);
    return clean === "" || value === undefined || Number.isNaN(value) ? undefined : value;
  };
  const input = (end: "from" | "to") => (
    <TextInput
      aria-label={`${label}: ${t(`filter.${end}`)}`}
      placeholder={t(`filter.${end}`)}
      inputMode="decimal"
      defaultValue={write(range?.[end])}
      onChange={(event) => {
        const kept = { from: range?.from, to: range?.to };
        onPart(writeRange(field, { ...kept, [end]: read(event.currentTarget.value) }));
      }}
    />
  );
  return (
    <div className={classes.choice}>
      <span>{label}</span>
      <div className={classes.pair}>
        {input("from")}
        <span aria-hidden>–</span>
        {input("to")}
      </div>
    </div>
  );
}

/** Times of day: from and to, both included; from the evening to the morning is the night between. */
export function TimeFilter({ field, label, part, onPart }: ControlProps) {
  const { t } = useTranslation("list");
  const range = readRange(part);
  const input = (end: "from" | "to") => (
    <TextInput
      type="time"
      aria-label={`${label}: ${t(`filter.${end}`)}`}
      value={typeof range?.[end] === "string" ? range[end] : ""}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onPart(writeRange(field, { from: range?.from, to: range?.to, [end]: value === "" ? undefined : value }));
      }}
    />
  );
  return (
    <div className={classes.choice}>
      <span>{label}</span>
      <div className={classes.pair}>
        {input("from")}
        <span aria-hidden>–</span>
        {input("to")}
      </div>
    </div>
  );
}
