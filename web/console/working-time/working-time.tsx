import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../kit/error-state.tsx";
import { Problem } from "../../kit/problem.ts";
import { useRoute } from "../../kit/query.ts";
import { useMay } from "../../kit/session.ts";
import { Loaded, Page, PageTabs } from "../settings/frame/page.tsx";
import { DayPart } from "./day-part.tsx";
import { Everybody } from "./everybody.tsx";
import { Months } from "./months.tsx";
import { Records } from "./records.tsx";

/** Working time by month: `mine`, `all`, or an employee's by his id; behind it the month. */
export function Screen({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation(["workingTimeUi", "settings"]);
  const may = useMay()("section.employees");
  const navigate = useNavigate();
  const [who = "mine", month] = rest;
  const onMonth = (next: string) =>
    void navigate({ to: "/settings/$", params: { _splat: `working-time/${who}/${next}` }, replace: true });
  const isMine = who === "mine";
  const isAll = who === "all";
  if (!isMine && !may) return <ErrorState error={new Problem({ code: "http/403", status: 403 })} />;
  const tabs = [
    { to: "/settings/working-time", name: t("mine") },
    { to: "/settings/working-time/all", name: t("all") },
  ];
  const asked = { month, onMonth };
  return (
    <Page
      title={t("title")}
      about={t("about")}
      back={
        isMine || isAll
          ? { to: "/settings", label: t("settings:back") }
          : { to: "/settings/working-time/all", label: t("back") }
      }
      tabs={may && (isMine || isAll) ? <PageTabs label={t("title")} tabs={tabs} /> : undefined}
    >
      {isMine && <DayPart />}
      {isAll ? <Everybody {...asked} /> : <OfOne employee={isMine ? undefined : who} {...asked} />}
    </Page>
  );
}

/** The records of one employee in a month. */
function OfOne(props: { employee: string | undefined; month: string | undefined; onMonth: (month: string) => void }) {
  const { employee, month, onMonth } = props;
  const asked = useRoute("listWorkingTime", { query: { ...(employee && { employee }), ...(month && { month }) } });
  return (
    <Loaded query={asked}>
      {({ items, count, seconds, month: shown, employee: { name } }) => (
        <>
          {employee && <h2>{name}</h2>}
          <Months month={shown} seconds={seconds} onMonth={onMonth} />
          <Records items={items} count={count} />
        </>
      )}
    </Loaded>
  );
}
