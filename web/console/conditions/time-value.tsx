import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Test, Value } from "../../../core/condition/condition.ts";
import { isDayName, isTime } from "../../../core/condition/times.ts";
import { type FieldDef, familyOf } from "../../../core/fields/field.ts";
import { useMe } from "../../kit/session.ts";
import { DayInput } from "../tickets/card/lazy-day-input.tsx";
import { todayIn } from "../tickets/card/parse-day.ts";
import classes from "./condition-form.module.css";

const UNITS = ["m", "h", "d", "w", "mo", "y"] as const;
type Unit = (typeof UNITS)[number];
type Mode = "today" | "yesterday" | "tomorrow" | "now" | "ago" | "ahead" | "day" | "at";
type Distance = { count: number; unit: Unit };

const isUnit = (unit: string | undefined): unit is Unit => UNITS.some((one) => one === unit);

function distanceOf(value: Value | undefined): Distance | undefined {
  if (typeof value !== "object" || !("now" in value)) return undefined;
  const [, count, unit] = /^-?(\d+)(mo|[mhdwy])$/.exec(value.now) ?? [];
  return isUnit(unit) ? { count: Number(count), unit } : undefined;
}

function modeOf(value: Value | undefined): Mode {
  if (typeof value === "object" && "day" in value) return value.day;
  if (typeof value === "object" && "now" in value) {
    if (value.now === "0m") return "now";
    return value.now.startsWith("-") ? "ago" : "ahead";
  }
  return typeof value === "string" && value.includes("T") ? "at" : "day";
}

/** A point in time: a day as seen from today, so and so long ago, or a day of the calendar, with the hour at will. */
export function TimeValue(props: {
  field: FieldDef;
  op: Test["op"];
  label: string;
  value: Value | undefined;
  onValue: (value: Value | undefined) => void;
}) {
  const { t } = useTranslation("conditions");
  const today = todayIn(useMe().workspace.timeZone);
  const { field, label, value, onValue } = props;
  const hasHours = familyOf(field) === "moment";
  // A moment is before or after another one; as a day it is asked whether it falls on it.
  const isPoint = hasHours && ["is", "not", "in"].includes(props.op);
  const mode = modeOf(value);
  const modes: Mode[] = [
    "day",
    "today",
    "yesterday",
    "tomorrow",
    ...(isPoint ? [] : (["ago", "ahead"] as const)),
    ...(hasHours && !isPoint ? (["now", "at"] as const) : []),
  ];
  const choose = (chosen: string) => {
    if (isDayName(chosen)) onValue({ day: chosen });
    else if (chosen === "now") onValue({ now: "0m" });
    else if (chosen === "ago") onValue({ now: "-7d" });
    else if (chosen === "ahead") onValue({ now: "1d" });
    else if (chosen === "at") onValue(`${dayIn(value) ?? today}T09:00`);
    else onValue(dayIn(value));
  };
  return (
    <div className={classes.time}>
      <NativeSelect
        aria-label={label}
        value={mode}
        data={[...new Set([...modes, mode])].map((one) => ({ value: one, label: t(`time.${one}`) }))}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {mode === "day" && (
        <DayInput
          label={t("time.day")}
          hideLabel
          value={typeof value === "string" ? value : null}
          onChange={(day) => onValue(day ?? undefined)}
        />
      )}
      {mode === "at" && typeof value === "string" && <Moment value={value} onValue={onValue} />}
      {(mode === "ago" || mode === "ahead") && (
        <Away
          distance={distanceOf(value) ?? { count: 7, unit: "d" }}
          units={hasHours ? UNITS : UNITS.slice(2)}
          onChange={({ count, unit }) => onValue({ now: `${mode === "ago" ? "-" : ""}${count}${unit}` })}
        />
      )}
    </div>
  );
}

const dayIn = (value: Value | undefined) => (typeof value === "string" ? value.slice(0, 10) : undefined);

function Away(props: { distance: Distance; units: readonly Unit[]; onChange: (distance: Distance) => void }) {
  const { t } = useTranslation("conditions");
  const { count, unit } = props.distance;
  return (
    <div className={classes.away}>
      <TextInput
        aria-label={t("time.count")}
        defaultValue={String(count)}
        inputMode="numeric"
        maxLength={4}
        onChange={(event) => {
          const typed = Number(event.currentTarget.value);
          if (Number.isInteger(typed) && typed > 0) props.onChange({ count: typed, unit });
        }}
      />
      <NativeSelect
        aria-label={t("time.unit")}
        value={unit}
        data={[...new Set([...props.units, unit])].map((one) => ({ value: one, label: t(`unit.${one}`, { count }) }))}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          if (isUnit(chosen)) props.onChange({ count, unit: chosen });
        }}
      />
    </div>
  );
}

/** With an offset it is no time of this zone: then it is written as it stands. */
function Moment({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const { t } = useTranslation("conditions");
  const isLocal = /T\d\d:\d\d(:\d\d)?$/.test(value);
  return (
    <TextInput
      aria-label={t("time.at")}
      type={isLocal ? "datetime-local" : "text"}
      defaultValue={value}
      onChange={(event) => {
        if (isTime(event.currentTarget.value, true)) onValue(event.currentTarget.value);
      }}
    />
  );
}
