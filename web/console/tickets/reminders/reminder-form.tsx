import { Button, Checkbox, TextInput } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatWeekdayMoment } from "../../../kit/format.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { useMe } from "../../../kit/session.ts";
import { localMoment } from "../card/local-moment.ts";
import classes from "./reminders.module.css";
import { useRemind, useReminderOf } from "./use-reminders.ts";
import { momentOf, whensOf } from "./when.ts";

/** When a ticket is to come back: one click, or a moment of one's own ([B-KEY-05]). */
export function ReminderForm({ ticket, onDone }: { ticket: { id: string; number: number }; onDone: () => void }) {
  const { t } = useTranslation("reminders");
  const zone = useMe().workspace.timeZone;
  const before = useReminderOf(ticket.id);
  const remind = useRemind();
  const [now] = useState(() => new Date());
  const [hides, setHides] = useState(before?.hides ?? true);
  const [text, setText] = useState(before?.text ?? "");
  const [own, setOwn] = useState(() => localMoment(before && before.came === null ? before.at : null, zone));
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  // It comes after what floats has looked for where the focus belongs.
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const waits = before !== undefined && before.came === null;

  const run = async (act: () => Promise<unknown>) => {
    setBusy(true);
    setError(undefined);
    try {
      await act();
      onDone();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  const set = (at: string) => run(() => remind.set(ticket, { at, hides, text: text.trim() }, before));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (own !== "") void set(momentOf(own, zone));
      }}
    >
      <strong>{t("title", { number: ticket.number })}</strong>
      {waits && (
        <p className={classes.stands}>
          {t(before.hides ? "stands.snoozed" : "stands.set", { at: formatWeekdayMoment(before.at) })}
        </p>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: buttons of one question are a group */}
      <div role="group" aria-label={t("when.title")} className={classes.whens} onKeyDown={walk}>
        {whensOf(now, zone).map(({ name, at }, index) => (
          <button
            key={name}
            type="button"
            className={classes.when}
            disabled={busy}
            ref={index === 0 ? first : undefined}
            onClick={() => void set(at)}
          >
            <span>{t(`when.${name}`)}</span>
            <span className={classes.at}>{formatWeekdayMoment(at)}</span>
          </button>
        ))}
      </div>
      <div className={classes.own}>
        <TextInput
          type="datetime-local"
          label={t("when.own")}
          value={own}
          min={localMoment(now.toISOString(), zone)}
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={own === "" || busy}>
          {t("set")}
        </Button>
      </div>
      <TextInput
        label={t("text")}
        value={text}
        maxLength={500}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Checkbox
        label={t("hides")}
        description={t("hidesAbout")}
        checked={hides}
        onChange={(event) => setHides(event.currentTarget.checked)}
      />
      <RefusalList error={error} />
      {before && (
        <Button
          className={classes.drop ?? ""}
          variant="subtle"
          color="gray"
          disabled={busy}
          onClick={() => void run(() => remind.drop(ticket, before))}
        >
          {t(waits ? "drop" : "putAway")}
        </Button>
      )}
    </form>
  );
}

/** The arrows walk the moments, as in a menu. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll("button")];
  const at = all.findIndex((one) => one.matches(":focus"));
  all[(at + step + all.length) % all.length]?.focus();
}
