import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Company } from "../../../../contract/clients.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { useRoute, useRoutePages } from "../../../kit/query.ts";
import { AddLink } from "../../settings/frame/add-link.tsx";
import rows from "../../settings/frame/rows.module.css";
import { type Column, Rows } from "../../settings/frame/rows.tsx";
import { SearchField } from "../../settings/frame/search-field.tsx";
import { Directory } from "../directory.tsx";
import type { DirectoryProps } from "../screens.tsx";
import { CompanyCard, NewCompany } from "./company-card.tsx";

/** Companies, found by name, mail domain, email or phone; those of one category ([O-CAT-01]). */
export function CompaniesList({ search, onSearch }: DirectoryProps) {
  const { t } = useTranslation(["clientsUi", "settings"]);
  const { q = "", open, category = "" } = search;
  const pages = useRoutePages("listCompanies", {
    query: { ...(q ? { search: q } : {}), ...(category ? { category } : {}) },
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const categories = useRoute("listClientCategories", {}).data?.items ?? [];
  const close = () => onSearch({ open: undefined });
  const columns = useColumns(open !== undefined);
  return (
    <Directory
      title={t("companies.title")}
      actions={<AddLink to="/companies" search={{ ...search, open: "new" }} label={t("companies.add")} />}
      tools={
        <div className={rows.tools}>
          <SearchField
            label={t("companies.search")}
            placeholder={t("companies.searchHint")}
            words={q}
            onWords={(words) => onSearch({ q: words || undefined }, { replace: true })}
          />
          <NativeSelect
            className={rows.filter ?? ""}
            aria-label={t("category.title")}
            value={category}
            data={[
              { value: "", label: t("companies.anyCategory") },
              ...categories.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => onSearch({ category: event.currentTarget.value || undefined }, { replace: true })}
          />
        </div>
      }
      list={
        <Rows
          label={t("companies.title")}
          items={items}
          columns={columns}
          keyOf={({ id }) => id}
          toOf={({ id }) => ({ to: "/companies", search: { ...search, open: id } })}
          pages={pages}
          openKey={open}
          empty={
            q !== "" || category !== "" ? (
              <EmptyState title={t("settings:nothingFound")} why={t("settings:nothingFoundWhy")} />
            ) : (
              <EmptyState
                title={t("companies.empty.title")}
                why={t("companies.empty.why")}
                action={{ label: t("companies.add"), run: () => onSearch({ open: "new" }) }}
              />
            )
          }
        />
      }
      card={
        open === "new" ? (
          <NewCompany onClose={close} onMade={(id) => onSearch({ open: id }, { replace: true })} />
        ) : open ? (
          <CompanyCard key={open} id={open} onClose={close} />
        ) : undefined
      }
    />
  );
}

function useColumns(isNarrow: boolean): Column<Company>[] {
  const { t } = useTranslation("clientsUi");
  const all: Column<Company>[] = [
    { key: "name", title: t("companies.name"), width: "minmax(180px, 1.6fr)", draw: ({ name }) => name },
    {
      key: "category",
      title: t("category.title"),
      width: "minmax(100px, 0.8fr)",
      draw: ({ category }) => category?.name ?? "",
    },
    { key: "phone", title: t("phone"), width: "minmax(120px, 0.8fr)", draw: ({ phone }) => <bdi>{phone}</bdi> },
    {
      key: "domains",
      title: t("companies.domains"),
      width: "minmax(120px, 1fr)",
      draw: ({ domains }) => domains.join(", "),
    },
    {
      key: "manager",
      title: t("responsible.manager"),
      width: "minmax(120px, 1fr)",
      draw: ({ manager, managerTeam }) => manager?.name ?? managerTeam?.name ?? "",
    },
  ];
  return isNarrow ? all.filter(({ key }) => key === "name" || key === "category") : all;
}
