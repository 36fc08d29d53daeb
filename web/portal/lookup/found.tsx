import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../kit/api.ts";
import { formatDay } from "../../kit/format.ts";
import { textOf } from "../../kit/i18n.ts";
import classes from "./lookup.module.css";
import type { Word } from "./use-lookup-words.ts";

/** What was found, each with the eight things that may be told of it. */
export function Found({ items, more, word }: Answer<"lookUp"> & { word: Word }) {
  const { t } = useTranslation("lookup");
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is read from its beginning
  useEffect(() => {
    heading.current?.focus();
  }, [items]);
  return (
    <section className={classes.found} aria-live="polite">
      <h2 ref={heading} tabIndex={-1}>
        {items.length === 0 ? t("nothing") : t("found", { count: items.length })}
      </h2>
      {items.length === 0 && <p>{word("nothingWhy")}</p>}
      <ul>
        {items.map((item) => (
          <li key={`${item.applicant} ${item.submittedAt} ${item.form}`}>
            <p className={classes.status}>
              {textOf(item.status)} <small>{t("since", { date: formatDay(item.statusAt) })}</small>
            </p>
            <dl>
              <Fact label={t("applicant")} value={item.applicant} />
              <Fact label={word("kind")} value={item.kind} />
              <Fact label={word("form")} value={item.form} />
              <Fact label={word("office")} value={`${item.office.code} - ${item.office.name}`} />
              <Fact label={word("submitted")} value={formatDay(item.submittedAt)} />
              <Fact label={t("due")} value={item.dueAt ? formatDay(item.dueAt) : "–"} />
            </dl>
          </li>
        ))}
      </ul>
      {more && <p>{t("more")}</p>}
    </section>
  );
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      <bdi>{value || "–"}</bdi>
    </dd>
  </div>
);
