import { Button, Modal, SegmentedControl } from "@mantine/core";
import { type ReactElement, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ExportFormat } from "../../../../contract/exports.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { formatNumber } from "../../../kit/format.ts";
import { newKey } from "../../../kit/key.ts";
import { type ButtonProps, useOpensAtOnce } from "../../../kit/on-demand.tsx";
import { useAct, useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { showKeys } from "../../../kit/shortcut-keys.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { useIsPhone } from "../../sheets/use-is-phone.ts";
import { firstChoice, inOrder, type Offered } from "./choice.ts";
import classes from "./export.module.css";
import { ExportFields } from "./export-fields.tsx";
import { isOpen, LatestExports, useLatest } from "./latest-exports.tsx";
import { type Act, actOf } from "./one-act.ts";

/** Of which list a file is, when not of tickets, and what narrows it beside its condition. */
export type OfCards = {
  mode: "contacts" | "companies" | "places";
  search?: string;
  company?: string;
  category?: string;
};

/** What is exported: the list as it stands, and the columns that it shows. */
export type Exported = { where: string; sort: string | undefined; shown: readonly string[]; of?: OfCards };

/** [H-XLS-01] Choosing what goes into a file, and the files that were made before. */
export function ExportDialog({ button, ...list }: Exported & { button: (on: ButtonProps) => ReactElement }) {
  const { t } = useTranslation(["export", "common"]);
  const [opened, setOpened] = useOpensAtOnce();
  const isNarrow = useIsPhone();
  return (
    <>
      {button({ onClick: () => setOpened(true) })}
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t("title")}
        size={980}
        fullScreen={isNarrow}
        closeButtonProps={{ "aria-label": t("common:action.close") }}
      >
        <Inside {...list} />
      </Modal>
    </>
  );
}

/** Made anew each time, so that it begins with what was ticked last. */
function Inside(list: Exported) {
  const offered = useRoute("listExportFields", {}, { staleTime: 0, gcTime: 0 });
  if (offered.error) return <ErrorState error={offered.error} onRetry={() => void offered.refetch()} />;
  if (!offered.data) return <SkeletonRows rows={12} />;
  return (
    <div className={classes.dialog}>
      <Form {...list} offered={offered.data} />
      <LatestExports />
    </div>
  );
}

const CARDS: readonly string[] = ["contacts", "companies", "places"];

const FORMATS: readonly ExportFormat[] = ["xlsx", "csv", "jsonl"];

function Form({ where, sort, shown, of, offered }: Exported & { offered: Offered }) {
  const { t } = useTranslation(["export", "common"]);
  const { mode: ofCards, ...narrowed } = of ?? {};
  // What a row can be: of cards one thing, of tickets whatever else is no card.
  const modes = offered.modes.filter((one) => (ofCards ? one.mode === ofCards : !CARDS.includes(one.mode)));
  const [mode, setMode] = useState(modes[0]?.mode ?? "tickets");
  const groups = modes.find((one) => one.mode === mode)?.groups ?? [];
  const last = offered.chosen.find((one) => one.mode === mode);
  const [format, setFormat] = useState<ExportFormat>(last?.format ?? "xlsx");
  const [chosen, setChosen] = useState(() => firstChoice(groups, last?.fields ?? [], shown));
  const total = useRoute(
    "listTickets",
    { query: { where, limit: 0, total: true } },
    { meta: { live: false }, enabled: ofCards === undefined },
  ).data;
  const start = useAct("startExport", { stale: ["listExports"] });
  const begun = useLatest().find(({ id }) => id === start.data?.id);
  const isBusy = start.isPending || (begun !== undefined && isOpen(begun));
  const act = useRef<Act>(undefined);
  const build = () => {
    const body = {
      mode,
      format,
      fields: inOrder(groups, chosen),
      where,
      ...(sort ? { sort } : {}),
      ...narrowed,
    };
    act.current = actOf(act.current, JSON.stringify(body), Date.now(), !isBusy, newKey);
    start.mutate({ body, idempotencyKey: act.current.key });
  };
  const count = total?.total;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length > 0 && !start.isPending) build();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      <p className={classes.soft}>
        <strong className={classes.mode}>{t(`mode.${mode}`)}.</strong>{" "}
        {ofCards
          ? t("rowsOfList")
          : count === undefined
            ? t("rows")
            : t("rowsCount", { count, replace: { count: formatNumber(count) } })}{" "}
        {t(`mode.${mode}Hint`)}
      </p>
      <div className={classes.ways}>
        {modes.length > 1 && (
          <div>
            <div className={classes.label}>{t("mode.title")}</div>
            <SegmentedControl
              aria-label={t("mode.title")}
              value={mode}
              onChange={setMode}
              data={modes.map((one) => ({ value: one.mode, label: t(`mode.${one.mode}`) }))}
            />
          </div>
        )}
        <div>
          <div className={classes.label}>{t("format.title")}</div>
          <SegmentedControl
            aria-label={t("format.title")}
            value={format}
            onChange={setFormat}
            data={FORMATS.map((value) => ({ value, label: t(`format.${value}`) }))}
          />
          <p className={classes.hint}>{t(`format.${format}Hint`)}</p>
        </div>
      </div>
      <ExportFields groups={groups} chosen={chosen} onChoose={setChosen} />
      <RefusalList error={start.error} />
      <div className={classes.foot}>
        <output className={classes.soft}>
          {chosen.length === 0 ? t("fields.choose") : begun && isOpen(begun) ? t("begun") : ""}
        </output>
        <Button
          type="submit"
          loading={start.isPending}
          disabled={chosen.length === 0}
          title={showKeys("mod+enter")}
          data-autofocus
        >
          {t("build")}
        </Button>
      </div>
    </form>
  );
}
