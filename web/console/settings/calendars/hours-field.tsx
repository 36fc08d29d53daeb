import { ActionIcon, Button, TextInput } from "@mantine/core";
import { Cross2Icon, PlusIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./calendar.module.css";
import { type Interval, nextInterval, readTime } from "./hours.ts";

type Props = {
  /** Of the day: heard where one sees the rows. */
  name: string;
  hours: readonly Interval[];
  onChange: (hours: Interval[]) => void;
  /** What stands where there are no hours. */
  free: string;
  error?: string | undefined;
};

/** The working hours of a day: one interval after the other. */
export function HoursField({ name, hours, onChange, free, error }: Props) {
  const { t } = useTranslation("deskUi");
  const change = (at: number, interval: Interval) =>
    onChange(hours.map((one, index) => (index === at ? interval : one)));
  return (
    <div className={classes.hours} data-error={error ? true : undefined} tabIndex={error ? -1 : undefined}>
      {hours.length === 0 && <span className={classes.free}>{free}</span>}
      {hours.map(([from, to], index) => (
        // An interval has nothing but its place to be told by.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <span key={index} className={classes.interval}>
          <TimeInput
            label={t("calendar.from", { name })}
            value={from}
            isWrong={error !== undefined}
            onChange={(time) => change(index, [time, to])}
          />
          <span aria-hidden>–</span>
          <TimeInput
            label={t("calendar.to", { name })}
            value={to}
            isEnd
            isWrong={error !== undefined}
            onChange={(time) => change(index, [from, time])}
          />
          <ActionIcon
            aria-label={t("calendar.removeHours", { name, from, to })}
            onClick={() => onChange(hours.filter((_, at) => at !== index))}
          >
            <Cross2Icon />
          </ActionIcon>
        </span>
      ))}
      <Button
        variant="subtle"
        color="gray"
        leftSection={<PlusIcon />}
        disabled={hours.length >= 10}
        aria-description={name}
        onClick={() => onChange([...hours, nextInterval(hours)])}
      >
        {t(hours.length === 0 ? "calendar.addHours" : "calendar.moreHours")}
      </Button>
      {error && (
        <span className={classes.error} role="alert">
          {error}
        </span>
      )}
    </div>
  );
}

function TimeInput(props: {
  label: string;
  value: string;
  isEnd?: boolean;
  isWrong: boolean;
  onChange: (time: string) => void;
}) {
  const [typed, setTyped] = useState<string>();
  const settle = () => {
    if (typed === undefined) return;
    props.onChange(readTime(typed, props.isEnd === true) ?? typed);
    setTyped(undefined);
  };
  return (
    <TextInput
      className={classes.time ?? ""}
      aria-label={props.label}
      aria-invalid={props.isWrong}
      inputMode="numeric"
      maxLength={5}
      value={typed ?? props.value}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const time = readTime(event.currentTarget.value, props.isEnd === true);
        if (time && event.currentTarget.value.length >= 4) props.onChange(time);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === "Enter") settle();
      }}
    />
  );
}
