import { Button } from "@mantine/core";
import { DownloadIcon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { addressOf } from "../../kit/api.ts";
import { EmptyState } from "../../kit/empty-state.tsx";
import { formatMoment, formatWork } from "../../kit/format.ts";
import { useRoute } from "../../kit/query.ts";
import { Loaded } from "../settings/frame/page.tsx";
import { Months } from "./months.tsx";
import classes from "./working-time.module.css";

/** Hours of everybody in a month; each leads to the records behind. */
export function Everybody({ month, onMonth }: { month: string | undefined; onMonth: (month: string) => void }) {
  const { t } = useTranslation("workingTimeUi");
  const asked = useRoute("sumWorkingTime", { query: month ? { month } : {} });
  return (
    <Loaded query={asked}>
      {({ items, seconds, month: shown }) => (
        <>
          <Months month={shown} seconds={seconds} onMonth={onMonth}>
            <Button
              component="a"
              variant="default"
              leftSection={<DownloadIcon />}
              href={addressOf("getWorkingTimeFile", { query: { month: shown, format: "xlsx" } })}
              download
            >
              {t("file")}
            </Button>
          </Months>
          {items.length === 0 && <EmptyState title={t("none")} why={t("noneAll")} />}
          <ul className={classes.list} aria-label={t("all")}>
            {items.map(({ employee, seconds: own, days, openSince }) => (
              <li key={employee.id}>
                <Link
                  className={classes.row}
                  to="/settings/$"
                  params={{ _splat: `working-time/${employee.id}/${shown}` }}
                >
                  <span className={classes.when}>
                    <bdi>{employee.name}</bdi>
                    {openSince && (
                      <span className={classes.soft}>{t("openSince", { at: formatMoment(openSince) })}</span>
                    )}
                  </span>
                  <span className={classes.soft}>{t("days", { count: days })}</span>
                  <span className={classes.time}>{formatWork(own)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}
