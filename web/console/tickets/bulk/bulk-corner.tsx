import { ActionIcon, Button, Group } from "@mantine/core";
import { CheckCircledIcon, ExclamationTriangleIcon } from "@radix-ui/react-icons";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Bulk } from "../../../../contract/bulk.ts";
import { formatNumber } from "../../../kit/format.ts";
import { CrossIcon } from "../../../kit/icons.tsx";
import { isProblem } from "../../../kit/problem.ts";
import { useShortcuts } from "../../../kit/shortcuts.ts";
import classes from "./bulk.module.css";
import { State } from "./bulk-state.tsx";
import { useActionTitle } from "./bulk-words.ts";
import { isUnderWay, useBulk, useBulkActs } from "./use-bulk.ts";
import { unwatch, useWatched } from "./watched.ts";

const BulkReport = lazy(async () => ({ default: (await import("./bulk-report.tsx")).BulkReport }));

/** What went well for all goes by itself after so long, ms. */
const STAY_MS = 20_000;

/** Below in the corner: what goes on with many tickets, and what became of it ([H-BULK-06]). */
export function BulkCorner() {
  const { t } = useTranslation("bulk");
  const watched = useWatched();
  const [opened, setOpened] = useState<string>();
  return (
    <>
      <section className={classes.corner} aria-label={t("corner.title")} aria-live="polite">
        {watched.map((id, at) => (
          <Told key={id} id={id} last={at === watched.length - 1} onOpen={() => setOpened(id)} opened={opened === id} />
        ))}
      </section>
      {opened !== undefined && (
        <Suspense>
          <BulkReport id={opened} onClose={() => setOpened(undefined)} />
        </Suspense>
      )}
    </>
  );
}

function Told(props: { id: string; last: boolean; opened: boolean; onOpen: () => void }) {
  const { id } = props;
  const { data: bulk, error } = useBulk(id);
  // It is forgotten, or another person's who sat here before.
  const isGone = isProblem(error) && error.status === 404;
  useEffect(() => {
    if (isGone) unwatch(id);
  }, [isGone, id]);
  return bulk ? <Card {...props} bulk={bulk} /> : null;
}

function Card({
  id,
  bulk,
  last,
  opened,
  onOpen,
}: {
  id: string;
  bulk: Bulk;
  last: boolean;
  opened: boolean;
  onOpen: () => void;
}) {
  const { t } = useTranslation(["bulk", "common"]);
  const title = useActionTitle(bulk.action);
  const acts = useBulkActs(id);
  const busy = isUnderWay(bulk);
  const canUndo = bulk.undoUntil !== null && !busy;
  const isClean = !busy && bulk.state !== "previewed" && bulk.refused === 0 && bulk.left === 0;
  useEffect(() => {
    if (!isClean || opened) return;
    const timer = setTimeout(() => unwatch(id), STAY_MS);
    return () => clearTimeout(timer);
  }, [isClean, opened, id]);
  useShortcuts(
    canUndo && last ? [{ keys: "u", label: t("undo"), group: t("common:shortcuts.list"), run: acts.undo }] : [],
  );
  return (
    <article className={classes.card} aria-label={title}>
      <header className={classes.cardHead}>
        {!busy &&
          (bulk.refused + bulk.left > 0 ? (
            <ExclamationTriangleIcon className={classes.warn} aria-hidden />
          ) : (
            <CheckCircledIcon className={classes.good} aria-hidden />
          ))}
        <button type="button" className={classes.cardTitle} onClick={onOpen}>
          {title}
        </button>
        {!busy && (
          <ActionIcon size={24} aria-label={t("common:action.close")} onClick={() => unwatch(id)}>
            <CrossIcon />
          </ActionIcon>
        )}
      </header>
      <State bulk={bulk} />
      <Group gap="xs">
        {(bulk.state === "previewing" || bulk.state === "running") && (
          <Button size="compact-sm" variant="default" loading={acts.busy} onClick={acts.cancel}>
            {t("cancel")}
          </Button>
        )}
        {bulk.state === "previewed" && (
          <Button size="compact-sm" loading={acts.busy} disabled={bulk.would.done === 0} onClick={acts.run}>
            {t("dialog.do", { count: bulk.would.done, value: formatNumber(bulk.would.done) })}
          </Button>
        )}
        {!busy && (
          <Button size="compact-sm" variant="default" onClick={onOpen}>
            {t("more")}
          </Button>
        )}
        {canUndo && (
          <Button size="compact-sm" variant="subtle" loading={acts.busy} onClick={acts.undo}>
            {t("undo")}
          </Button>
        )}
      </Group>
    </article>
  );
}
