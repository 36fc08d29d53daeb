import { Button, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MOST_MINUTES } from "../../../../contract/time-entries.ts";
import { key, useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { useMe } from "../../../kit/session.ts";
import { localMoment } from "../card/local-moment.ts";
import classes from "./work.module.css";

/** Work that was done: its time, what it was, and on which day [C-GEN-02]. */
export function WorkForm({ ticket, onDone }: { ticket: string; onDone: () => void }) {
  const { t } = useTranslation(["workUi", "common"]);
  const zone = useMe().workspace.timeZone;
  const client = useQueryClient();
  const [today] = useState(() => localMoment(new Date().toISOString(), zone).slice(0, 10));
  const [hours, setHours] = useState<string | number>("");
  const [minutes, setMinutes] = useState<string | number>("");
  const [text, setText] = useState("");
  const [on, setOn] = useState(today);
  const report = useAct("reportWork");
  const total = Number(hours || 0) * 60 + Number(minutes || 0);
  const isWhole = total > 0 && total <= MOST_MINUTES && text.trim() !== "" && on !== "";
  const save = () => {
    if (!isWhole || report.isPending) return;
    report.mutate(
      { body: { ticket, minutes: total, text: text.trim(), on } },
      {
        onSuccess: async () => {
          await client.invalidateQueries({ queryKey: key("listTimeEntries") });
          onDone();
        },
      },
    );
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onDone();
      }}
    >
      <div className={classes.time}>
        <NumberInput
          label={t("hours")}
          value={hours}
          onChange={setHours}
          min={0}
          max={24}
          allowDecimal={false}
          data-autofocus
          autoFocus
        />
        <NumberInput
          label={t("minutes")}
          value={minutes}
          onChange={setMinutes}
          min={0}
          max={59}
          step={5}
          allowDecimal={false}
        />
        <TextInput
          type="date"
          label={t("on")}
          value={on}
          max={today}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
      </div>
      <Textarea
        label={t("text")}
        value={text}
        maxLength={2_000}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <RefusalList error={report.error} />
      <div className={classes.actions}>
        <Button type="submit" disabled={!isWhole} loading={report.isPending}>
          {t("save")}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </form>
  );
}
