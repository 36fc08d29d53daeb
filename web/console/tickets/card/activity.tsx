import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoutePages } from "../../../kit/query.ts";
import { ActivityTable } from "./activity-table.tsx";
import { useCard } from "./card.ts";
import classes from "./table.module.css";

/** What the ticket's client did, newest first [H-ACT-01, H-ACT-02]. */
export function Activity() {
  const { t } = useTranslation("card");
  const { ticket } = useCard();
  const [only, setOnly] = useState<"all" | "ticket">("all");
  const query = only === "ticket" ? ({ only: "ticket" } as const) : {};
  const pages = useRoutePages("listActivity", { params: { id: ticket.id }, query });
  return (
    <div className={classes.tab}>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={t("activity.mode")}
          value={only}
          data={[
            { value: "all", label: t("activity.all") },
            { value: "ticket", label: t("activity.ofTicket") },
          ]}
          onChange={(value) => setOnly(value === "ticket" ? "ticket" : "all")}
        />
      </div>
      <ActivityTable
        label={t("tab.activity")}
        pages={pages}
        current={ticket.number}
        empty={{ title: t(`activity.empty.${only}.title`), why: t(`activity.empty.${only}.text`) }}
      />
    </div>
  );
}
