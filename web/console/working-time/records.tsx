import { ActionIcon, Button, TextInput } from "@mantine/core";
import { Pencil1Icon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WorkingTime } from "../../../contract/working-time.ts";
import { EmptyState } from "../../kit/empty-state.tsx";
import { formatDay, formatMoment, formatTime, formatWork } from "../../kit/format.ts";
import { useAct } from "../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../kit/refusal-list.tsx";
import { useMay, useMe } from "../../kit/session.ts";
import { localMoment } from "../tickets/card/local-moment.ts";
import { STALE } from "./use-day.ts";
import classes from "./working-time.module.css";

/** From when to when; the day is said once where it is the same. */
function spanOf({ startedAt, endedAt }: { startedAt: string; endedAt: string | null }, goesOn: string): string {
  if (endedAt === null) return `${formatMoment(startedAt)} – ${goesOn}`;
  const isSameDay = formatDay(startedAt) === formatDay(endedAt);
  return `${formatMoment(startedAt)} – ${isSameDay ? formatTime(endedAt) : formatMoment(endedAt)}`;
}

/** Working days, the latest first; who keeps the employees corrects them. */
export function Records({ items, count }: { items: readonly WorkingTime[]; count: number }) {
  const { t } = useTranslation("workingTimeUi");
  const may = useMay()("section.employees");
  const [corrects, setCorrects] = useState<string>();
  if (items.length === 0) return <EmptyState title={t("none")} why={t("noneAbout")} />;
  return (
    <>
      <ul className={classes.list} aria-label={t("menu")}>
        {items.map((one) => (
          <li key={one.id}>
            <div className={classes.row}>
              <span className={classes.when}>
                <span>{spanOf(one, t("goesOn"))}</span>
                {one.corrected && (
                  <span className={classes.soft}>
                    {t("correctedBy", {
                      name: one.corrected.by.name,
                      at: formatMoment(one.corrected.at),
                      was: spanOf(one.corrected, t("goesOn")),
                    })}
                  </span>
                )}
              </span>
              <span className={classes.time}>{one.seconds !== null && formatWork(one.seconds)}</span>
              {may && (
                <ActionIcon
                  aria-label={t("correctOne", { at: formatMoment(one.startedAt) })}
                  title={t("correct")}
                  aria-expanded={corrects === one.id}
                  onClick={() => setCorrects(corrects === one.id ? undefined : one.id)}
                >
                  <Pencil1Icon />
                </ActionIcon>
              )}
            </div>
            {corrects === one.id && <Correction record={one} onDone={() => setCorrects(undefined)} />}
          </li>
        ))}
      </ul>
      {count > items.length && <p className={classes.soft}>{t("more", { count: items.length })}</p>}
    </>
  );
}

function Correction({ record, onDone }: { record: WorkingTime; onDone: () => void }) {
  const { t } = useTranslation("workingTimeUi");
  const zone = useMe().workspace.timeZone;
  const before = { startedAt: localMoment(record.startedAt, zone), endedAt: localMoment(record.endedAt, zone) };
  const [value, setValue] = useState(before);
  const correct = useAct("correctWorkingTime", { stale: STALE, onSuccess: onDone });
  const errors = useFieldErrors(correct.error);
  const changed = {
    ...(value.startedAt === before.startedAt ? {} : { startedAt: value.startedAt }),
    ...(value.endedAt === before.endedAt ? {} : { endedAt: value.endedAt }),
  };
  const isWhole = Object.keys(changed).length > 0 && Object.values(changed).every((at) => at !== "");
  return (
    <form
      className={classes.form}
      style={{ paddingBlockEnd: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) correct.mutate({ params: { id: record.id }, body: changed });
      }}
    >
      {(["startedAt", "endedAt"] as const).map((field) => (
        <TextInput
          key={field}
          type="datetime-local"
          label={t(field === "startedAt" ? "column.started" : "column.ended")}
          value={value[field]}
          error={errors[field]}
          onChange={(event) => setValue({ ...value, [field]: event.currentTarget.value })}
        />
      ))}
      <Button type="submit" disabled={!isWhole} loading={correct.isPending}>
        {t("save")}
      </Button>
      <Button variant="default" onClick={onDone}>
        {t("cancel")}
      </Button>
      <RefusalList error={correct.error} except={["startedAt", "endedAt"]} />
    </form>
  );
}
