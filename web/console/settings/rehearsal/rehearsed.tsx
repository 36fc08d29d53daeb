import { Anchor } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { formatFully, formatMoment, formatWork } from "../../../kit/format.ts";
import { useRoutePages } from "../../../kit/query.ts";
import { Failed } from "../../conditions/failed.tsx";
import { Loaded } from "../frame/page.tsx";
import { Fires } from "./fires.tsx";
import { firesOf, stepsOf } from "./outcome.ts";
import classes from "./rehearsal.module.css";
import type { Subject } from "./rehearse-button.tsx";
import { Steps } from "./steps.tsx";
import { Turner } from "./turner.tsx";
import { useRehearsalWords } from "./use-words.ts";

type Item = Answer<"listRehearsed">["items"][number];
export type Side = Item["before"];
export type Names = Answer<"listRehearsed">["names"];

type Props = {
  id: string;
  subject: Subject;
  /** Only those that the totals count so: a team, an employee, a word. */
  only: string | null;
  /** How many there are of all. */
  count: number;
  isMore: boolean;
};

const PAGE = 20;

/** Tickets that would have been treated otherwise, page by page, each with both explanations side by side. */
export function Rehearsed({ id, subject, only, count, isMore }: Props) {
  const { t } = useTranslation("rehearsalUi");
  const [place, setPlace] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const turn = (to: number) => {
    setPlace(to);
    // One reads on from the top of the page that one has turned to.
    list.current?.scrollIntoView({ block: "start" });
  };
  const query = useRoutePages("listRehearsed", {
    params: { id },
    query: { limit: PAGE, ...(only === null ? {} : { countedBy: only }) },
  });
  const isWhole = subject.without !== undefined;
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const { items = [], names = {} } = pages[Math.min(place, pages.length - 1)] ?? {};
        const side = (title: string, shown: Side, other: Side) => (
          <div className={classes.side}>
            <span className={classes.soft}>{title}</span>
            <What subject={subject} side={shown} other={other} names={names} />
          </div>
        );
        return (
          <>
            {isMore && <p className={classes.soft}>{t("kept")}</p>}
            <ul className={classes.tickets} ref={list}>
              {items.map(({ ticket, before, after }) => (
                <li key={ticket.id}>
                  <div className={classes.ticket}>
                    <Anchor href={`/tickets/${ticket.number}`} target="_blank">
                      № {ticket.number}
                    </Anchor>
                    <bdi className={classes.subject}>{ticket.subject}</bdi>
                    <time className={classes.soft} dateTime={ticket.createdAt} title={formatFully(ticket.createdAt)}>
                      {formatMoment(ticket.createdAt)}
                    </time>
                  </div>
                  <div className={classes.sides}>
                    {side(t(isWhole ? "without" : "now"), before, after)}
                    {side(t(isWhole ? "with" : "then"), after, before)}
                  </div>
                </li>
              ))}
            </ul>
            <Turner
              first={place * PAGE + 1}
              last={place * PAGE + items.length}
              of={only === null ? count : null}
              hasNext={place + 1 < pages.length || query.hasNextPage}
              isTurning={query.isFetchingNextPage}
              onBack={() => turn(place - 1)}
              onNext={async () => {
                if (place + 1 >= pages.length) await query.fetchNextPage();
                turn(place + 1);
              }}
            />
          </>
        );
      }}
    </Loaded>
  );
}

type WhatProps = { subject: Subject; side: Side; other: Side; names: Names };

/** What follows on one side, and why. */
function What({ subject, side, other, names }: WhatProps) {
  if (subject.kind === "process") {
    return <Steps steps={stepsOf(side.outcome)} other={stepsOf(other.outcome)} subject={subject} names={names} />;
  }
  return (
    <>
      {subject.kind === "trigger" ? (
        <Fires fires={firesOf(side.outcome)} names={names} />
      ) : (
        <Parts side={side} other={other} names={names} isBare={subject.kind === "sla" && side.rule === null} />
      )}
      <Why subject={subject} side={side} />
    </>
  );
}

/** The parts in which the sides differ. `isBare`: nothing is promised, and that the parts are empty says nothing. */
function Parts({ side, other, names, isBare }: Omit<WhatProps, "subject"> & { isBare: boolean }) {
  const { t } = useTranslation("rehearsalUi");
  const words = useRehearsalWords(names);
  const says = (part: string, value: unknown): string => {
    if (part === "reaction" || part === "resolution") return typeof value === "number" ? formatWork(value) : "—";
    if (part === "priority") return typeof value === "string" ? words.priority(value) : "—";
    if (part === "fields") return words.fields(value) || "—";
    if (Array.isArray(value)) return value.map((one) => says(part, one)).join(", ") || "—";
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value !== "string" || value === "") return "—";
    return /^\d{4}-\d\d-\d\dT/.test(value) ? formatMoment(value) : (names[value] ?? t("gone"));
  };
  return Object.keys({ ...side.outcome, ...other.outcome })
    .filter((part) => JSON.stringify(side.outcome[part]) !== JSON.stringify(other.outcome[part]))
    .map((part) => {
      const name = t(`part.${part}`, { defaultValue: "" });
      if (name === "" || (isBare && side.outcome[part] === null)) return null;
      return (
        <div key={part} data-late={(part === "late" && side.outcome[part] === true) || undefined}>
          {name}: <bdi>{says(part, side.outcome[part])}</bdi>
        </div>
      );
    });
}

/** The rule that matched, those above it with the first question that failed, and how much each clock has counted. */
function Why({ subject: { kind }, side }: Pick<WhatProps, "subject" | "side">) {
  const { t } = useTranslation("rehearsalUi");
  const above = recordsOf(side.why.flatMap(({ facts }) => facts.above));
  return (
    <div className={classes.why}>
      {(kind === "routing" || kind === "sla") && (
        <div>{side.rule ? t("rule", { name: side.rule.name }) : t("noRule")}</div>
      )}
      {recordsOf(side.outcome.clocks).map(
        ({ name, spent, left }) =>
          typeof left === "number" && (
            <div key={String(name)}>
              {t(`clock.${String(name)}`)}: {t("spent", { spent: formatWork(Number(spent)) })},{" "}
              {t(left < 0 ? "over" : "left", { left: formatWork(left) })}
            </div>
          ),
      )}
      {above.map(({ name, failed: word }) => (
        <div key={`${String(name)} ${String(word)}`}>
          {t("above", { name: String(name), failed: "" })}
          <Failed of={word} />
        </div>
      ))}
    </div>
  );
}

const recordsOf = (value: unknown): Record<string, unknown>[] =>
  (Array.isArray(value) ? value : []).filter((one) => typeof one === "object" && one !== null && !Array.isArray(one));
