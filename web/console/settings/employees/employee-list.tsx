import { useTranslation } from "react-i18next";
import type { Employee } from "../../../../contract/people.ts";
import { formatNumber } from "../../../kit/format.ts";
import { useRoute, useRoutePages } from "../../../kit/query.ts";
import { choicesOf, ListPage } from "../frame/list-page.tsx";
import type { Column } from "../frame/rows.tsx";
import { useAddress } from "../frame/use-address.ts";

export function EmployeeList() {
  const { t } = useTranslation("employees");
  const { get } = useAddress();
  const [search, team, state] = [get("q"), get("team"), get("state")];
  const pages = useRoutePages("listEmployees", {
    query: {
      ...(search ? { search } : {}),
      ...(team ? { team } : {}),
      ...(state === "all" ? {} : { active: state !== "blocked" }),
    },
  });
  const teams = useRoute("listTeams", {}).data?.items;
  const states = [
    { value: "", label: t("state.active") },
    { value: "blocked", label: t("state.blocked") },
    { value: "all", label: t("state.all") },
  ];
  return (
    <ListPage
      name="employees"
      texts="employees"
      search={{ label: t("search"), hint: t("searchHint") }}
      filters={[
        { name: "team", label: t("team"), data: choicesOf(t("anyTeam"), teams) },
        { name: "state", label: t("state.label"), data: states },
      ]}
      pages={pages}
      columns={useColumns()}
    />
  );
}

function useColumns(): Column<Employee>[] {
  const { t } = useTranslation("employees");
  return [
    { key: "name", title: t("name"), width: "minmax(160px, 1.6fr)", draw: ({ name }) => name },
    { key: "job", title: t("jobTitle"), width: "minmax(110px, 1.6fr)", draw: ({ jobTitle }) => jobTitle },
    { key: "role", title: t("role"), width: "minmax(100px, 0.8fr)", draw: ({ role }) => role.name },
    {
      key: "teams",
      title: t("teams"),
      width: "minmax(100px, 1.8fr)",
      draw: ({ teams }) => teams.map(({ name }) => name).join(", "),
    },
    {
      key: "load",
      title: t("load"),
      width: "72px",
      wide: true,
      draw: ({ load }) => (load > 0 ? <span title={t("loadOf", { count: load })}>{formatNumber(load)}</span> : ""),
    },
    {
      key: "state",
      title: t("state.label"),
      width: "104px",
      draw: ({ active, signedUp }) => (active ? (signedUp ? "" : t("state.invited")) : t("state.blockedOne")),
    },
  ];
}
