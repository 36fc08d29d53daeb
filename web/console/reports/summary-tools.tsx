import { Button, NativeSelect } from "@mantine/core";
import { MixerHorizontalIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BASES, HOURS, PRESETS, SPLITS } from "../../../core/reports/summary.ts";
import { ConditionEditor } from "../conditions/condition-editor.tsx";
import { DayInput } from "../tickets/card/day-input.tsx";
import type { Asked } from "./asked.ts";
import classes from "./reports.module.css";
import type { ReportsProps } from "./screens.tsx";

/** What the summary is asked for: the period, which of its tickets, by what they are split, and a condition. */
export function SummaryTools({ asked, onSearch }: { asked: Asked; onSearch: ReportsProps["onSearch"] }) {
  const { t } = useTranslation("reports");
  const [isOpen, setOpen] = useState(false);
  const own = (change: { from?: string; to?: string }) =>
    onSearch({ from: asked.from, to: asked.to, ...change, period: undefined });
  return (
    <>
      <div className={classes.tools}>
        <NativeSelect
          label={t("period.label")}
          value={asked.preset}
          onChange={({ currentTarget: { value } }) =>
            value === "own" ? own({}) : onSearch({ period: value, from: undefined, to: undefined })
          }
          data={[...PRESETS, "own" as const].map((value) => ({ value, label: t(`period.${value}`) }))}
        />
        <DayInput
          required
          looksBack
          label={t("period.from")}
          value={asked.from}
          onChange={(day) => day && own({ from: day })}
        />
        <DayInput
          required
          looksBack
          label={t("period.to")}
          value={asked.to}
          onChange={(day) => day && own({ to: day })}
        />
        <NativeSelect
          label={t("split.label")}
          value={asked.split}
          onChange={({ currentTarget: { value } }) => onSearch({ split: value })}
          data={SPLITS.map((value) => ({ value, label: t(`split.${value}`) }))}
        />
        <NativeSelect
          label={t("by.label")}
          title={t("by.hint")}
          value={asked.by}
          onChange={({ currentTarget: { value } }) => onSearch({ by: value })}
          data={BASES.map((value) => ({ value, label: t(`by.${value}`) }))}
        />
        <NativeSelect
          label={t("hours.label")}
          title={t("hours.hint")}
          value={asked.hours}
          onChange={({ currentTarget: { value } }) => onSearch({ hours: value })}
          data={HOURS.map((value) => ({ value, label: t(`hours.${value}`) }))}
        />
        <Button
          variant={asked.where === "" ? "default" : "light"}
          leftSection={<MixerHorizontalIcon />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t(asked.where === "" ? "filter.add" : "filter.some")}
        </Button>
      </div>
      {isOpen && (
        <Filter
          key={asked.where}
          where={asked.where}
          onDone={(where) => {
            onSearch({ where: where || undefined });
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

/** The condition while it is written: the summary is counted when it is done. */
function Filter({ where, onDone }: { where: string; onDone: (where: string) => void }) {
  const { t } = useTranslation("reports");
  const [text, setText] = useState(where);
  return (
    <form
      className={classes.filter}
      onSubmit={(event) => {
        event.preventDefault();
        onDone(text.trim());
      }}
    >
      <ConditionEditor label={t("filter.label")} value={text} onChange={setText} />
      <div className={classes.acts}>
        <Button type="submit">{t("filter.done")}</Button>
        {where !== "" && (
          <Button variant="subtle" onClick={() => onDone("")}>
            {t("filter.clear")}
          </Button>
        )}
      </div>
    </form>
  );
}
