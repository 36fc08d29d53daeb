import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StatusLine } from "../../kit/status.tsx";
import { Go } from "../address.tsx";
import { OnIcon } from "../frame/icons.tsx";
import { TicketMarks } from "../tickets/ticket-marks.tsx";
import { firmKind } from "./firm.ts";
import classes from "./home.module.css";
import type { TicketRow } from "./use-ticket-lists.ts";

/**
 * The widget "my tickets" [H-RLST-01]: hidden when there never were any, compact when all have ended, with one of the
 * active ones before them otherwise [H-RLST-03…05].
 */
export function MyTickets(props: {
  firm: string | undefined;
  active: number | undefined;
  archived: number | undefined;
  preview: TicketRow | undefined;
}) {
  const { t } = useTranslation("portal");
  const { active, archived, preview } = props;
  if (active === undefined || archived === undefined) return <Skeleton height={96} radius={12} />;
  if (active + archived === 0) return null;
  return (
    <section className={classes.mine} aria-labelledby="mine">
      <Go to={active > 0 ? "tickets" : "tickets?tab=archive"} className={classes.mineHead}>
        <h2 id="mine">{t(`home.mine.${firmKind(props.firm)}`)}</h2>
        <span className={classes.soft}>
          {active > 0 ? t("home.active", { count: active }) : t("home.archived", { count: archived })}
        </span>
        <OnIcon className="mirrored" />
      </Go>
      {preview && (
        <Go to={`tickets/${preview.number}`} className={classes.preview}>
          <span className={classes.previewText}>
            <span className={classes.previewName}>
              <bdi>{preview.service?.name ?? preview.subject}</bdi>
            </span>
            <StatusLine status={preview.statusView} />
          </span>
          <TicketMarks row={preview} />
        </Go>
      )}
    </section>
  );
}
