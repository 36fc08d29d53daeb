import { Menu } from "@mantine/core";
import { ClockIcon } from "@radix-ui/react-icons";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formatMoment, formatTime } from "../../kit/format.ts";
import { isForgotten, useDay } from "./use-day.ts";
import classes from "./working-time.module.css";

/** In the menu of the person, where working time is kept: starts and ends his day, and leads to his records. */
export function DayItem() {
  const { t } = useTranslation("workingTimeUi");
  const navigate = useNavigate();
  const { enabled, open, start, end, fault } = useDay();
  if (open === undefined || (!enabled && !open)) return null;
  const toRecords = () => void navigate({ to: "/settings/working-time" });
  const forgotten = open !== null && isForgotten(open.startedAt);
  const act = () => {
    if (!open) start.mutate({});
    else if (forgotten) toRecords();
    else end.mutate({ body: {} }, { onError: fault });
  };
  const at = open && (forgotten ? formatMoment(open.startedAt) : formatTime(open.startedAt));
  return (
    <>
      <Menu.Divider />
      <Menu.Item leftSection={<ClockIcon />} onClick={act}>
        <span className={classes.when}>
          {t(!open ? "start" : forgotten ? "forgot" : "end")}
          {at && <span className={classes.soft}>{t("since", { at })}</span>}
        </span>
      </Menu.Item>
      <Menu.Item leftSection={<span style={{ inlineSize: 15 }} />} onClick={toRecords}>
        {t("menu")}
      </Menu.Item>
    </>
  );
}
