import { useTranslation } from "react-i18next";
import { textOf } from "../../kit/i18n.ts";
import { StatusPill, toneStyle } from "../../kit/status.tsx";
import { CheckIcon } from "../frame/more-icons.tsx";
import type { TicketView } from "./keep-ticket.ts";
import classes from "./ticket.module.css";

/** How far it is, as steps; one that was called off has no way, only an end. */
export function Steps({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation("portal");
  const { steps = [], category, statusView } = ticket;
  if (category === "cancelled" || steps.length < 2) {
    return (
      <p className={classes.status}>
        <StatusPill status={statusView} />
      </p>
    );
  }
  return (
    <ol className={classes.steps} aria-label={t("ticket.steps")} style={toneStyle(statusView.colour)}>
      {steps.map(({ name, done, current }, at) => (
        // A process has its steps in one order.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={at} data-done={done} data-current={current} aria-current={current ? "step" : undefined}>
          <span className={classes.mark}>{done && <CheckIcon />}</span>
          <span className={classes.step}>{textOf(name)}</span>
        </li>
      ))}
    </ol>
  );
}
