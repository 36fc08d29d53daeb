import { useTranslation } from "react-i18next";
import type { Explained, Settled } from "../../../../contract/why.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { formatFully, formatMoment, formatSpan } from "../../../kit/format.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { useWhy, type Why } from "../../../kit/why.ts";
import { Failed } from "../../conditions/failed.tsx";
import { useCard } from "./card.ts";
import { RARELY, useWords } from "./fields.ts";
import classes from "./why.module.css";

/** Who or which rule set parts of the ticket, when, from what, and which rules above did not match [B-EXPL-01, B-EXPL-02]. */
export function WhyExplained({ parts }: { parts: readonly Explained[] }) {
  const { t } = useTranslation("whyUi");
  const { ticket } = useCard();
  const { data, error, refetch } = useRoute("getTicketWhy", { params: { id: ticket.id } });
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={3} />;
  const settled = data.items.filter(({ part }) => parts.includes(part));
  if (settled.length === 0) return <p className={classes.soft}>{t("nothing")}</p>;
  return settled.map((one) => <Part key={one.part} settled={one} />);
}

function Part({ settled }: { settled: Settled }) {
  const { t } = useTranslation("whyUi");
  const { part, at, why, names } = settled;
  const says = useBy();
  return (
    <section className={classes.part}>
      <h3 className={classes.title}>
        {t(`part.${part}`)}
        <time dateTime={at} title={formatFully(at)}>
          {formatMoment(at)}
        </time>
      </h3>
      {isByPerson(settled) && <p className={classes.line}>{says(settled)}</p>}
      {why.map((reason) => (
        <Reason key={`${reason.rule} ${String(reason.facts.id)}`} reason={reason} names={names} />
      ))}
    </section>
  );
}

/**
 * Whether a person did it: no rule, or by what he wrote or had open. A rule that acts when somebody opens a ticket is
 * not of his doing.
 */
const isByPerson = ({ kind, why }: Settled): boolean =>
  why.length === 0 ||
  kind === "message.said" ||
  kind === "note.said" ||
  why.some(({ rule }) => /^(process\.)?lease/.test(rule));

/** Who did it, in words. */
function useBy(): (settled: Settled) => string {
  const { t } = useTranslation("whyUi");
  return ({ part, kind, actor }) => {
    const { name } = actor;
    if (kind === "message.said" || kind === "note.said") return name ? t("by.wrote", { name }) : t("by.wroteClient");
    if (kind !== "ticket.opened") return t(`by.${name ? "employee" : actor.kind}`, { name, defaultValue: "" });
    // The rest of a new ticket is as its process and its service have it, whoever opened it.
    return t(name && part === "priority" ? "by.openedBy" : "by.opened", { name });
  };
}

type Names = Settled["names"];

/** A rule that decided, with the facts that it asked about and the rules above it that did not match [B-EXPL-02]. */
export function Reason({ reason, names }: { reason: Why; names: Names }) {
  const { t } = useTranslation("whyUi");
  const sayWhy = useWhy();
  const { version, read, above, passed, since, value } = reason.facts;
  const text = sayWhy(reason, names);
  return (
    <div className={classes.reason}>
      <p className={classes.line}>
        {text || reason.rule}
        {typeof version === "number" && <span className={classes.version}> · {t("version", { version })}</span>}
      </p>
      <Term since={since} span={value} />
      <Read title={t("read")} read={read} names={names} />
      <Above above={recordsOf(above)} names={names} />
      {recordsOf(passed).length > 0 && (
        <>
          <p className={classes.soft}>{t("passed")}</p>
          <ul className={classes.facts}>
            {recordsOf(passed).map(({ id, why }) => (
              <li key={String(id)}>
                <bdi>{names[String(id)] ?? "…"}</bdi>: {t(`skipped.${String(why)}`, { defaultValue: String(why) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** A span of the settings that ran out, such as `P3D`, and from when it was counted. */
function Term({ since, span }: { since: unknown; span: unknown }) {
  const { t } = useTranslation("whyUi");
  const [whole, days = "0", hours = "0"] = /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(String(span)) ?? [];
  if (whole === undefined || typeof since !== "string") return null;
  const term = formatSpan((Number(days) * 24 + Number(hours)) * 3600);
  return <p className={classes.line}>{t("term", { term, since: formatMoment(since) })}</p>;
}

/** What the fields held that were asked about. */
function Read({ title, read, names }: { title: string; read: unknown; names: Names }) {
  const facts = useFacts(names);
  const list = facts(read);
  if (list.length === 0) return null;
  return (
    <>
      <p className={classes.soft}>{title}</p>
      <ul className={classes.facts}>
        {list.map(([field, value]) => (
          <li key={field}>
            {field}: <bdi>{value}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Rules that stood above, each with the first question that failed and what the ticket held. */
function Above({ above, names }: { above: readonly Record<string, unknown>[]; names: Names }) {
  const { t } = useTranslation("whyUi");
  const facts = useFacts(names);
  if (above.length === 0) return null;
  return (
    <>
      <p className={classes.soft}>{t("above")}</p>
      <ul className={classes.facts}>
        {above.map(({ id, name, failed, read }) => (
          <li key={String(id)}>
            <bdi>{String(name)}</bdi> – <Failed of={failed} />
            {facts(read).map(([field, value]) => (
              <span key={field} className={classes.soft}>
                {" "}
                · {field}: <bdi>{value}</bdi>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Fields by the names that they have in lists, with their values as people read them. */
function useFacts(names: Names): (read: unknown) => [string, string][] {
  const { t } = useTranslation("whyUi");
  const { ticket } = useCard();
  const words = useWords(ticket);
  const { data } = useRoute("listFields", {}, RARELY);
  const nameOf = (key: string) => textOf(data?.items.find((field) => field.key === key)?.name) || words.field(key);
  const shown = (key: string, value: unknown) =>
    key === "channel" && typeof value === "string" ? words.channel(value) : words.value(key, value, names);
  return (read) =>
    recordsOf([read])
      .flatMap((record) => Object.entries(record))
      .map(([key, value]) => [nameOf(key), shown(key, value) || t("empty")]);
}

const recordsOf = (value: unknown): Record<string, unknown>[] =>
  (Array.isArray(value) ? value : []).filter((one) => typeof one === "object" && one !== null && !Array.isArray(one));
