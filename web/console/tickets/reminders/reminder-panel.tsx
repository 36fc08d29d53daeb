import { ActionIcon, Popover } from "@mantine/core";
import { CheckIcon, Cross2Icon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment, formatWeekdayMoment } from "../../../kit/format.ts";
import { type ButtonProps, useOpensAtOnce } from "../../../kit/on-demand.tsx";
import { useFaultToast } from "../../../kit/toast.tsx";
import classes from "./reminders.module.css";
import { type Reminder, useRemind } from "./use-reminders.ts";

/** What has come back, and below it what waits for its moment. */
export function ReminderPanel(props: {
  reminders: readonly Reminder[];
  /** The button that opens it. */
  button: (on: ButtonProps) => ReactElement;
}) {
  const { t } = useTranslation("reminders");
  const { reminders } = props;
  const [opened, setOpened] = useOpensAtOnce();
  const onOpen = () => setOpened(false);
  const [waiting, came] = [reminders.filter((one) => one.came === null), reminders.filter((one) => one.came !== null)];
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>{props.button({ onClick: () => setOpened(!opened) })}</Popover.Target>
      <Popover.Dropdown p={4} aria-label={t("list.title")}>
        <div className={classes.panel}>
          <Part title={t("list.came")} reminders={came} onOpen={onOpen} />
          <Part title={t("list.waiting")} reminders={waiting} onOpen={onOpen} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

type Props = { title: string; reminders: readonly Reminder[]; onOpen: () => void };

function Part({ title, reminders, onOpen }: Props) {
  const { t } = useTranslation("reminders");
  const remind = useRemind();
  const fault = useFaultToast();
  if (reminders.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.list}>
        {reminders.map((one) => {
          const { ticket, came, cameAt, at, hides, text } = one;
          const drop = `${t(came ? "putAway" : "drop")}: ${ticket.number}`;
          return (
            <li key={one.id} className={classes.item}>
              <Link
                className={classes.open}
                to="/tickets/$number"
                params={{ number: String(ticket.number) }}
                onClick={onOpen}
              >
                <span className={classes.subject} dir="auto">
                  {ticket.number} · {ticket.subject}
                </span>
                <span className={classes.facts}>
                  {came && cameAt
                    ? t(`came.${came}`, { at: formatMoment(cameAt) })
                    : t(hides ? "stands.snoozed" : "stands.set", { at: formatWeekdayMoment(at) })}
                </span>
                {text && (
                  <span className={classes.words} dir="auto">
                    {text}
                  </span>
                )}
              </Link>
              <ActionIcon
                size={28}
                aria-label={drop}
                title={drop}
                onClick={() => void remind.drop(ticket, one).catch(fault)}
              >
                {came ? <CheckIcon /> : <Cross2Icon />}
              </ActionIcon>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
