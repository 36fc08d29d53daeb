import { Anchor, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { formatMoment } from "../../../kit/format.ts";
import { useRoutePages } from "../../../kit/query.ts";
import { Loaded } from "../frame/page.tsx";
import classes from "./rehearsal.module.css";

type Item = Answer<"listRehearsed">["items"][number];
type Names = Answer<"listRehearsed">["names"];

/** Tickets that would have been treated otherwise, each with both explanations side by side. */
export function Rehearsed({ id }: { id: string }) {
  const { t } = useTranslation("rulesUi");
  const query = useRoutePages("listRehearsed", { params: { id }, query: { limit: 20 } });
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const names = Object.assign({}, ...pages.map((page) => page.names));
        return (
          <>
            <ul className={classes.tickets}>
              {pages
                .flatMap(({ items }) => items)
                .map((item) => (
                  <li key={item.ticket.id}>
                    <div className={classes.ticket}>
                      <Anchor href={`/tickets/${item.ticket.number}`} target="_blank">
                        № {item.ticket.number}
                      </Anchor>
                      <bdi>{item.ticket.subject}</bdi>
                      <span className={classes.soft}>{formatMoment(item.ticket.createdAt)}</span>
                    </div>
                    <div className={classes.sides}>
                      <Side title={t("rehearse.now")} side={item.before} other={item.after} names={names} />
                      <Side title={t("rehearse.then")} side={item.after} other={item.before} names={names} />
                    </div>
                  </li>
                ))}
            </ul>
            {query.hasNextPage && (
              <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t("rehearse.more")}
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

type SideProps = { title: string; side: Item["before"]; other: Item["before"]; names: Names };

/** What follows on one side, as far as it differs, and why. */
function Side({ title, side, other, names }: SideProps) {
  const { t } = useTranslation("rulesUi");
  const parts = Object.keys(side.outcome).filter(
    (part) => JSON.stringify(side.outcome[part]) !== JSON.stringify(other.outcome[part]),
  );
  const says = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(says).join(", ") || "—";
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (value === null || value === undefined || value === "") return "—";
    const text = String(value);
    return /^\d{4}-\d\d-\d\dT/.test(text) ? formatMoment(text) : (names[text] ?? text);
  };
  return (
    <div className={classes.side}>
      <span className={classes.soft}>{title}</span>
      {parts.map((part) => {
        const name = t(`rehearse.part.${part}`, { defaultValue: "" });
        return (
          name !== "" && (
            <div key={part}>
              {name}: <bdi>{says(side.outcome[part])}</bdi>
            </div>
          )
        );
      })}
      <div className={classes.why}>
        {side.rule ? t("rehearse.rule", { name: side.rule.name }) : t("rehearse.noRule")}
        {aboveOf(side).map(({ name, failed }) => (
          <div key={name + failed}>{t("rehearse.above", { name, failed })}</div>
        ))}
      </div>
    </div>
  );
}

/** Rules above the one that matched, with the first question that failed ([B-EXPL-02]). */
function aboveOf({ why }: Item["before"]): { name: string; failed: string }[] {
  const above = why.flatMap(({ facts }) => (Array.isArray(facts.above) ? facts.above : []));
  return above.flatMap(({ name, failed }) =>
    typeof name === "string" && typeof failed === "string" ? [{ name, failed }] : [],
  );
}
