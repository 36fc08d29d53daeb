import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { BulkPreview } from "../../../../contract/bulk.ts";
import { formatNumber } from "../../../kit/format.ts";
import { RefusalList, useRefusalText } from "../../../kit/refusal-list.tsx";
import classes from "./bulk.module.css";

/** Reasons that are told at once, and numbers of tickets beside each. */
const REASONS = 6;
const NUMBERS = 8;

/** What the action would do: how many would change, and why others would not ([B-UNDO-01]). */
export function Preview({ preview, error, busy }: { preview: BulkPreview | undefined; error: unknown; busy: boolean }) {
  const { t } = useTranslation("bulk");
  if (error) return <RefusalList error={error} />;
  if (!preview)
    return busy ? <Skeleton height={20} width={220} /> : <p className={classes.soft}>{t("preview.first")}</p>;
  const { would, total } = preview;
  if (!would) {
    return (
      <p className={classes.soft}>
        {t(preview.more ? "preview.tooMany" : "preview.many", { total: formatNumber(total) })}
      </p>
    );
  }
  return (
    <section className={classes.preview} aria-label={t("preview.title")} aria-busy={busy} data-busy={busy || undefined}>
      <Counts done={would.done} same={would.same} refused={would.refused} would />
      <Reasons preview={preview} />
    </section>
  );
}

/** How many of each kind, in one line. */
export function Counts(props: { done: number; same: number; refused: number; would?: boolean }) {
  const { t } = useTranslation("bulk");
  const value = (count: number) => ({ count, value: formatNumber(count) });
  return (
    <p className={classes.counts}>
      <span data-tone={props.done > 0 ? "good" : undefined}>
        {props.done === 0
          ? t(props.would ? "count.wouldNone" : "count.doneNone")
          : t(props.would ? "count.would" : "count.done", value(props.done))}
      </span>
      {props.same > 0 && <span>{t("count.same", value(props.same))}</span>}
      {props.refused > 0 && (
        <span data-tone="bad">{t(props.would ? "count.cannot" : "count.refused", value(props.refused))}</span>
      )}
    </p>
  );
}

/** Each reason once, with the tickets that it holds back. */
function Reasons({ preview }: { preview: BulkPreview }) {
  const { t } = useTranslation("bulk");
  const text = useRefusalText();
  const refused = preview.items.filter(({ outcome }) => outcome === "refused");
  if (refused.length === 0) return null;
  const groups = Map.groupBy(refused, ({ refusals }) => refusals.map(text).join(" "));
  const reasons = [...groups].toSorted(([, some], [, others]) => others.length - some.length);
  const untold = (preview.would?.refused ?? 0) - refused.length;
  return (
    <ul className={classes.reasons}>
      {reasons.slice(0, REASONS).map(([reason, items]) => (
        <li key={reason}>
          <span>{reason}</span>
          <span className={classes.numbers}>
            {items.slice(0, NUMBERS).map(({ ticket }) => (
              <a
                key={ticket.id}
                href={`/tickets/${ticket.number}`}
                target="_blank"
                rel="noreferrer"
                title={ticket.subject}
              >
                {ticket.number}
              </a>
            ))}
            {items.length > NUMBERS && <span>{t("preview.others", { count: items.length - NUMBERS })}</span>}
          </span>
        </li>
      ))}
      {reasons.length > REASONS && <li>{t("preview.reasons", { count: reasons.length - REASONS })}</li>}
      {untold > 0 && <li>{t("preview.others", { count: untold })}</li>}
    </ul>
  );
}
