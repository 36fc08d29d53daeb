import { useTranslation } from "react-i18next";
import type { Service } from "../../../../contract/catalog.ts";
import { useRoute, useRoutePages } from "../../../kit/query.ts";
import { choicesOf, ListPage } from "../frame/list-page.tsx";
import type { Column } from "../frame/rows.tsx";
import { useAddress } from "../frame/use-address.ts";

export function ServiceList() {
  const { t } = useTranslation("services");
  const { get } = useAddress();
  const [search, type, state] = [get("q"), get("type"), get("state")];
  const pages = useRoutePages("listServices", {
    query: {
      ...(search ? { search } : {}),
      ...(type ? { type } : {}),
      ...(state === "all" ? {} : { active: state !== "off" }),
    },
  });
  const types = useRoute("listServiceTypes", {}).data?.items;
  const states = [
    { value: "", label: t("state.active") },
    { value: "off", label: t("state.off") },
    { value: "all", label: t("state.all") },
  ];
  return (
    <ListPage
      name="services"
      texts="services"
      search={{ label: t("search"), hint: t("search") }}
      filters={[
        { name: "type", label: t("typeOf"), data: choicesOf(t("anyType"), types) },
        { name: "state", label: t("state.label"), data: states },
      ]}
      pages={pages}
      columns={useColumns()}
    />
  );
}

function useColumns(): Column<Service>[] {
  const { t } = useTranslation(["services", "settings"]);
  return [
    {
      key: "name",
      title: t("settings:name"),
      width: "minmax(180px, 1.7fr)",
      draw: ({ name, internalName }) => (internalName === "" ? name : `${name} (${internalName})`),
    },
    { key: "type", title: t("typeOf"), width: "minmax(110px, 1fr)", draw: ({ type }) => type.name },
    {
      key: "category",
      title: t("category.title"),
      width: "minmax(100px, 1fr)",
      draw: (one) => one.category?.name ?? "",
    },
    { key: "team", title: t("team"), width: "minmax(100px, 1.3fr)", draw: ({ team }) => team?.name ?? "" },
    {
      key: "marks",
      title: t("where"),
      width: "minmax(90px, 0.8fr)",
      draw: ({ portal, common, active }) => t(active ? (portal && !common ? "onPortal" : "onDesk") : "state.offOne"),
    },
  ];
}
