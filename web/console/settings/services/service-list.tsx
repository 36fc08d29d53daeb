import { NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Service } from "../../../../contract/catalog.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { useRoute, useRoutePages } from "../../../kit/query.ts";
import { AddLink } from "../frame/add-link.tsx";
import { Page } from "../frame/page.tsx";
import rows from "../frame/rows.module.css";
import { type Column, Rows } from "../frame/rows.tsx";
import { SearchField } from "../frame/search-field.tsx";
import { useAddress } from "../frame/use-address.ts";

export function ServiceList() {
  const { t } = useTranslation(["services", "settings"]);
  const navigate = useNavigate();
  const address = useAddress();
  const search = address.get("q");
  const type = address.get("type");
  const state = address.get("state");
  const pages = useRoutePages("listServices", {
    query: {
      ...(search ? { search } : {}),
      ...(type ? { type } : {}),
      ...(state === "all" ? {} : { active: state !== "off" }),
    },
  });
  const types = useRoute("listServiceTypes", {}).data?.items ?? [];
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = search !== "" || type !== "" || state === "off";
  return (
    <Page
      fill
      title={t("settings:page.services.title")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to="/settings/services/new" label={t("add")} />}
    >
      <div className={rows.tools}>
        <SearchField label={t("search")} placeholder={t("search")} words={search} onWords={(q) => address.set({ q })} />
        <NativeSelect
          className={rows.filter ?? ""}
          aria-label={t("typeOf")}
          value={type}
          data={[{ value: "", label: t("anyType") }, ...types.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => address.set({ type: event.currentTarget.value })}
        />
        <NativeSelect
          className={rows.filter ?? ""}
          aria-label={t("state.label")}
          value={state}
          data={[
            { value: "", label: t("state.active") },
            { value: "off", label: t("state.off") },
            { value: "all", label: t("state.all") },
          ]}
          onChange={(event) => address.set({ state: event.currentTarget.value })}
        />
      </div>
      <Rows
        label={t("settings:page.services.title")}
        items={items}
        columns={useColumns()}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: `/settings/services/${id}` })}
        pages={pages}
        isSoft={({ active }) => !active}
        empty={
          isFiltered ? (
            <EmptyState title={t("settings:nothingFound")} why={t("settings:nothingFoundWhy")} />
          ) : (
            <EmptyState
              title={t("empty.title")}
              why={t("empty.why")}
              action={{ label: t("add"), run: () => void navigate({ to: "/settings/services/new" }) }}
            />
          )
        }
      />
    </Page>
  );
}

function useColumns(): Column<Service>[] {
  const { t } = useTranslation(["services", "settings"]);
  return [
    {
      key: "name",
      title: t("settings:name"),
      width: "minmax(180px, 2fr)",
      draw: ({ name, internalName }) => (internalName === "" ? name : `${name} (${internalName})`),
    },
    { key: "type", title: t("typeOf"), width: "minmax(110px, 1fr)", draw: ({ type }) => type.name },
    {
      key: "category",
      title: t("category.title"),
      width: "minmax(100px, 1fr)",
      draw: (one) => one.category?.name ?? "",
    },
    { key: "team", title: t("team"), width: "minmax(100px, 1fr)", draw: ({ team }) => team?.name ?? "" },
    {
      key: "marks",
      title: t("where"),
      width: "minmax(90px, 0.8fr)",
      draw: ({ portal, common, active }) => t(active ? (portal && !common ? "onPortal" : "onDesk") : "state.offOne"),
    },
  ];
}
