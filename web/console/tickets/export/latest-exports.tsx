import { Button, Progress } from "@mantine/core";
import { DownloadIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { type Answer, addressOf } from "../../../kit/api.ts";
import { formatMoment, formatNumber, formatSize } from "../../../kit/format.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import classes from "./export.module.css";

type Export = Answer<"listExports">["items"][number];

/** Asked again by itself while something is written, ms: live events may be lost. */
const ASK_AGAIN = 4_000;
export const isOpen = ({ state }: Export): boolean => state === "waiting" || state === "running";

/** What this person has built, the last one first. */
export function useLatest(): Export[] {
  const { data } = useRoute(
    "listExports",
    {},
    { refetchInterval: ({ state }) => (state.data?.items.some(isOpen) ? ASK_AGAIN : false) },
  );
  return data?.items ?? [];
}

/** How far it is, the file while it is kept, or why there is none. */
export function LatestExports() {
  const { t } = useTranslation("export");
  const items = useLatest();
  return (
    <section className={classes.latest} aria-label={t("recent")}>
      <h3 className={classes.label}>{t("recent")}</h3>
      {items.length === 0 && <p className={classes.hint}>{t("noRecent")}</p>}
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.id} className={classes.item}>
            <Told item={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Told({ item }: { item: Export }) {
  const { t } = useTranslation("export");
  const cancel = useAct("cancelExport", { stale: ["listExports"] });
  const { id, mode, name, state, total, written, size, expiresAt, fault } = item;
  const done = mode === "tickets" ? "done" : "doneRows";
  return (
    <>
      <bdi className={classes.name}>{name}</bdi>
      {state === "running" && (
        <Progress value={total ? (written / total) * 100 : 100} size="sm" striped animated aria-label={t("progress")} />
      )}
      <div className={classes.line}>
        <span className={classes.soft}>
          {state === "ready" && size !== null && expiresAt !== null
            ? [t(done, { count: written, replace: { count: formatNumber(written) } }), formatSize(size)].join(" · ")
            : state === "failed"
              ? t(`fault.${fault ?? "broken"}`)
              : t(`state.${state}`, { written: formatNumber(written), total: formatNumber(total ?? 0) })}
        </span>
        <span className={classes.push} />
        {state === "ready" && (
          <Button
            component="a"
            size="compact-sm"
            variant="light"
            leftSection={<DownloadIcon />}
            href={addressOf("getExportFile", { params: { id } })}
            download={name}
            aria-label={t("downloadNamed", { name })}
            title={expiresAt ? t("until", { at: formatMoment(expiresAt) }) : undefined}
          >
            {t("download")}
          </Button>
        )}
        {isOpen(item) && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t("cancelNamed", { name })}
            onClick={() => cancel.mutate({ params: { id } })}
          >
            {t("cancel")}
          </Button>
        )}
      </div>
    </>
  );
}
