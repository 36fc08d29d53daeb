import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatDay, formatMoment, formatTime, formatWork } from "../../../kit/format.ts";
import { usePlaceOf } from "../../../kit/use-zones.ts";
import { zoneName } from "../../../kit/zones.ts";
import classes from "./clocks.module.css";
import { CLOCKS, type Clocks, type ClockView, undue } from "./clocks.ts";
import { Reason } from "./why-explained.tsx";

/** A deadline minute by minute: what counted, what did not, by which rule, calendar and zone [B-EXPL-03]. */
export function ClocksExplained({ clocks, onClose }: { clocks: Clocks; onClose: () => void }) {
  const { t } = useTranslation("clocks");
  const placeOf = usePlaceOf();
  const zones = [...new Set(CLOCKS.flatMap((name) => clocks[name]?.zones ?? []))];
  const facts = [
    clocks.rule && clocks.why.length === 0 && t("rule", { name: clocks.rule.name || t("gone") }),
    clocks.calendar && t("calendar", { name: clocks.calendar.name }),
    zones.length > 0 &&
      t("zone", { name: zones.map((zone) => zoneName(zone, placeOf)).join(", "), count: zones.length }),
  ].filter(Boolean);
  return (
    <Modal opened onClose={onClose} title={t("explained")} size="lg">
      <div className={classes.reasons}>
        {clocks.why.map((reason) => (
          <Reason key={`${reason.rule} ${String(reason.facts.id)}`} reason={reason} names={clocks.names} />
        ))}
        {facts.length > 0 && <p className={classes.facts}>{facts.join(" · ")}</p>}
      </div>
      {CLOCKS.map((name) => {
        const clock = clocks[name];
        return clock && <Part key={name} name={name} clock={clock} byHand={clocks.byHand !== null} />;
      })}
    </Modal>
  );
}

function Part({ name, clock, byHand }: { name: (typeof CLOCKS)[number]; clock: ClockView; byHand: boolean }) {
  const { t } = useTranslation("clocks");
  const sum = clock.intervals.reduce((all, { seconds }) => all + seconds, 0);
  return (
    <section className={classes.part}>
      <h3>
        {t(`${name}.label`)}: {clock.due ? formatMoment(clock.due) : t(undue(clock))}
      </h3>
      {name === "resolution" && byHand && <p className={classes.facts}>{t("named")}</p>}
      {(clock.intervals.length > 0 || clock.leftOver > 0) && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t("counted")}</th>
              <th>{t("span")}</th>
            </tr>
          </thead>
          <tbody>
            {clock.intervals.map(({ from, to, seconds, ahead, more }) => (
              <tr key={from} className={ahead ? classes.ahead : undefined}>
                <td>
                  {formatMoment(from)} – {formatDay(from) === formatDay(to) ? formatTime(to) : formatMoment(to)}
                  {more !== undefined && ` (${t("more", { count: more })})`}
                  {ahead && ` · ${t("ahead")}`}
                </td>
                <td>{formatWork(seconds)}</td>
              </tr>
            ))}
            {clock.leftOver > 0 && (
              <tr className={classes.ahead}>
                <td>{t("leftOver")}</td>
                <td>{formatWork(clock.leftOver)}</td>
              </tr>
            )}
            <tr className={classes.sum}>
              <td>{clock.target === null ? t("sum") : t("target")}</td>
              <td>{formatWork(clock.target ?? sum)}</td>
            </tr>
          </tbody>
        </table>
      )}
      {clock.over > 0 && <p className={classes.facts}>{t("over", { span: formatWork(clock.over) })}</p>}
      {clock.pauses.map(({ from, to, seconds }) => (
        <p key={from} className={classes.facts}>
          {t(to ? "pause" : "pauseGoesOn", {
            from: formatMoment(from),
            to: to ? formatMoment(to) : "",
            span: formatWork(seconds),
          })}
        </p>
      ))}
      {clock.exceptions.map(({ day, name: title, hours }) => (
        <p key={day} className={classes.facts}>
          {formatDay(day)}
          {title && ` · ${title}`}:{" "}
          {hours.length === 0 ? t("dayOff") : hours.map(([from, to]) => `${from}–${to}`).join(", ")}
        </p>
      ))}
    </section>
  );
}
