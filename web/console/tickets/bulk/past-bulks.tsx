import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Bulk } from "../../../../contract/bulk.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { formatMoment } from "../../../kit/format.ts";
import { useRoute } from "../../../kit/query.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import classes from "./bulk.module.css";
import { BulkDrawer } from "./bulk-drawer.tsx";
import { BulkReport } from "./bulk-report.tsx";
import { State } from "./bulk-state.tsx";
import { useActionTitle } from "./bulk-words.ts";

/** What I have done with many tickets, over the list: the corner forgets it, the thirty days to take it back do not. */
export function PastBulks({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("bulk");
  const [of, setOf] = useState<string>();
  // One drawer in the place of the other, so that Escape closes one at a time.
  if (of !== undefined) return <BulkReport id={of} onClose={() => setOf(undefined)} />;
  return (
    <BulkDrawer title={t("past.title")} onClose={onClose}>
      <p className={classes.soft}>{t("past.about")}</p>
      <PastList onOpen={setOf} />
    </BulkDrawer>
  );
}

/** The same as a part of a page. */
export function PastBulksPart() {
  const [of, setOf] = useState<string>();
  return (
    <>
      <PastList onOpen={setOf} />
      {of !== undefined && <BulkReport id={of} onClose={() => setOf(undefined)} />}
    </>
  );
}

function PastList({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation("bulk");
  const { data, error, refetch } = useRoute("listBulks", {}, { staleTime: 0 });
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={4} />;
  if (data.items.length === 0) return <p className={classes.soft}>{t("past.none")}</p>;
  return (
    <ul className={classes.tickets}>
      {data.items.map((bulk) => (
        <Past key={bulk.id} bulk={bulk} onOpen={() => onOpen(bulk.id)} />
      ))}
    </ul>
  );
}

function Past({ bulk, onOpen }: { bulk: Bulk; onOpen: () => void }) {
  const { t } = useTranslation("bulk");
  const title = useActionTitle(bulk.action);
  return (
    <li className={classes.past}>
      <div className={classes.pastText}>
        <strong>{title}</strong>
        <span className={classes.soft}>{formatMoment(bulk.startedAt)}</span>
        <State bulk={bulk} />
      </div>
      <Button size="compact-sm" variant="default" aria-label={`${t("more")}: ${title}`} onClick={onOpen}>
        {t("more")}
      </Button>
    </li>
  );
}
