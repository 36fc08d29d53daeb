import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Employee } from "../../../../contract/people.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { formatNumber } from "../../../kit/format.ts";
import { useRoute, useRoutePages } from "../../../kit/query.ts";
import { AddLink } from "../frame/add-link.tsx";
import { Page } from "../frame/page.tsx";
import rows from "../frame/rows.module.css";
import { type Column, Rows } from "../frame/rows.tsx";
import { SearchField } from "../frame/search-field.tsx";
import { useAddress } from "../frame/use-address.ts";

const to = (id: string) => `/settings/employees/${id}`;

export function EmployeeList() {
  const { t } = useTranslation(["employees", "settings"]);
  const address = useAddress();
  const search = address.get("q");
  const team = address.get("team");
  const state = address.get("state");
  const pages = useRoutePages("listEmployees", {
    query: {
      ...(search ? { search } : {}),
      ...(team ? { team } : {}),
      ...(state === "all" ? {} : { active: state !== "blocked" }),
    },
  });
  const teams = useRoute("listTeams", {}).data?.items ?? [];
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = search !== "" || team !== "" || state === "blocked";
  return (
    <Page
      fill
      title={t("settings:page.employees.title")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to={to("new")} label={t("add")} />}
    >
      <div className={rows.tools}>
        <SearchField
          label={t("search")}
          placeholder={t("searchHint")}
          words={search}
          onWords={(q) => address.set({ q })}
        />
        <NativeSelect
          className={rows.filter ?? ""}
          aria-label={t("team")}
          value={team}
          data={[{ value: "", label: t("anyTeam") }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => address.set({ team: event.currentTarget.value })}
        />
        <NativeSelect
          className={rows.filter ?? ""}
          aria-label={t("state.label")}
          value={state}
          data={[
            { value: "", label: t("state.active") },
            { value: "blocked", label: t("state.blocked") },
            { value: "all", label: t("state.all") },
          ]}
          onChange={(event) => address.set({ state: event.currentTarget.value })}
        />
      </div>
      <Rows
        label={t("settings:page.employees.title")}
        items={items}
        columns={useColumns()}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: to(id) })}
        pages={pages}
        isSoft={({ active }) => !active}
        empty={
          isFiltered ? (
            <EmptyState title={t("settings:nothingFound")} why={t("settings:nothingFoundWhy")} />
          ) : (
            <EmptyState title={t("empty.title")} why={t("empty.why")} />
          )
        }
      />
    </Page>
  );
}

function useColumns(): Column<Employee>[] {
  const { t } = useTranslation("employees");
  return [
    { key: "name", title: t("name"), width: "minmax(160px, 2fr)", draw: ({ name }) => name },
    { key: "job", title: t("jobTitle"), width: "minmax(110px, 1.4fr)", draw: ({ jobTitle }) => jobTitle },
    { key: "role", title: t("role"), width: "minmax(100px, 1fr)", draw: ({ role }) => role.name },
    {
      key: "teams",
      title: t("teams"),
      width: "minmax(100px, 1.4fr)",
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
