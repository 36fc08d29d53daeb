import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "../../kit/format.ts";
import { useFieldErrors } from "../../kit/refusal-list.tsx";
import { isForgotten, useDay } from "./use-day.ts";
import classes from "./working-time.module.css";

/** Whether I am at work; one that was forgotten is ended at the time that is named. */
export function DayPart() {
  const { t } = useTranslation("workingTimeUi");
  const { enabled, open, start, end, fault } = useDay();
  const [names, setNames] = useState(false);
  const [at, setAt] = useState("");
  const errors = useFieldErrors(end.error);
  if (open === undefined || (!enabled && !open)) return null;
  if (!open) {
    return (
      <div className={classes.day}>
        <div className={classes.now}>
          <span>{t("off")}</span>
          <Button loading={start.isPending} onClick={() => start.mutate({})}>
            {t("start")}
          </Button>
        </div>
      </div>
    );
  }
  const asks = names || isForgotten(open.startedAt);
  const close = () => {
    setNames(false);
    setAt("");
  };
  return (
    <div className={classes.day}>
      <div className={classes.now}>
        <strong>{t("since", { at: formatMoment(open.startedAt) })}</strong>
        {!asks && (
          <span className={classes.form}>
            <Button loading={end.isPending} onClick={() => end.mutate({ body: {} }, { onError: fault })}>
              {t("end")}
            </Button>
            <Button variant="subtle" onClick={() => setNames(true)}>
              {t("forgot")}
            </Button>
          </span>
        )}
      </div>
      {asks && (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (at !== "") end.mutate({ body: { at } }, { onSuccess: close });
          }}
        >
          <TextInput
            type="datetime-local"
            label={t("endAt")}
            description={t("endAtAbout")}
            value={at}
            error={errors.at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
          <Button type="submit" disabled={at === ""} loading={end.isPending}>
            {t("end")}
          </Button>
          {names && (
            <Button variant="default" onClick={close}>
              {t("cancel")}
            </Button>
          )}
        </form>
      )}
    </div>
  );
}
