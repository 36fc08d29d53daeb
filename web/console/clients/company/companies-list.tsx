import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Company } from "../../../../contract/clients.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { useRoute, useRoutePages } from "../../../kit/query.ts";
import { CardRows } from "../../cards/card-rows.tsx";
import { CardTools } from "../../cards/card-tools.tsx";
import { drawShared } from "../../cards/draw-shared.tsx";
import { useCardList } from "../../cards/use-card-list.ts";
import { AddLink } from "../../settings/frame/add-link.tsx";
import rows from "../../settings/frame/rows.module.css";
import { SearchField } from "../../settings/frame/search-field.tsx";
import { Directory } from "../directory.tsx";
import type { DirectoryProps } from "../screens.tsx";
import { CompanyCard, NewCompany } from "./company-card.tsx";

/** Companies, found by name, mail domain, email or phone; those of one category ([O-CAT-01]). */
export function CompaniesList({ search, onSearch }: DirectoryProps) {
  const { t } = useTranslation(["clientsUi", "settings"]);
  const { q = "", open, category = "" } = search;
  const list = useCardList("company", search, onSearch);
  const pages = useRoutePages(
    "listCompanies",
    { query: { ...(q ? { search: q } : {}), ...(category ? { category } : {}), ...list.query } },
    { enabled: list.query !== undefined },
  );
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const categories = useRoute("listClientCategories", {}).data?.items ?? [];
  const close = () => onSearch({ open: undefined });
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
          <CardTools
            list={list}
            of={{ mode: "companies", ...(q ? { search: q } : {}), ...(category ? { category } : {}) }}
          />
        </div>
      }
      list={
        <CardRows
          list={list}
          label={t("companies.title")}
          items={items}
          draw={draw}
          toOf={({ id }) => ({ to: "/companies", search: { ...search, open: id } })}
          pages={pages}
          openKey={open}
          empty={
            q !== "" || category !== "" || list.isNarrowed ? (
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

/** What the rows say of a company's own columns. */
function draw(key: string, company: Company): ReactNode {
  switch (key) {
    case "category":
      return company.category?.name ?? "";
    case "phone":
      return <bdi>{company.phone}</bdi>;
    case "domains":
      return company.domains.join(", ");
    case "name":
    case "email":
      return company[key];
    default:
      return drawShared(key, company);
  }
}
