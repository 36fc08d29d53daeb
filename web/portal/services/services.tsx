import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CategoryIcon } from "../../kit/category-icon.tsx";
import { EmptyState } from "../../kit/empty-state.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { go, useAddress } from "../address.tsx";
import { Page } from "../frame/page.tsx";
import { SearchField } from "../frame/search-field.tsx";
import { type Catalogue, filledCategories, findServices } from "./catalogue.ts";
import { ServiceList } from "./service-list.tsx";
import classes from "./services.module.css";
import { useCatalogue } from "./use-catalogue.ts";

/** Everything that can be ordered: by category or by words, in the order of the server [H-RCAT-09]. */
export function Services() {
  const { t } = useTranslation("portal");
  const { data, error, refetch } = useCatalogue();
  return (
    <Page title={t("services.title")}>
      {data && data.items.length > 0 && <Feed catalogue={data} />}
      {data?.items.length === 0 && <EmptyState title={t("services.none")} why={t("services.noneWhy")} />}
      {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={8} />)}
    </Page>
  );
}

function Feed({ catalogue }: { catalogue: Catalogue }) {
  const { t } = useTranslation("portal");
  const chosen = useAddress().query.get("category");
  const [words, setWords] = useState("");
  const filled = filledCategories(catalogue);
  const inCategory = filled.find(({ category }) => category.id === chosen)?.services ?? catalogue.items;
  const shown = findServices(words.trim() === "" ? inCategory : catalogue.items, words);
  const choose = (id: string | undefined) => go(id ? `services?category=${id}` : "services", { replace: true });
  return (
    <>
      <div className={classes.search}>
        <SearchField label={t("services.search")} value={words} onChange={setWords} />
      </div>
      {filled.length > 1 && words.trim() === "" && (
        <nav className={classes.chips} aria-label={t("services.categories")}>
          <button type="button" aria-pressed={inCategory === catalogue.items} onClick={() => choose(undefined)}>
            {t("services.all")}
          </button>
          {filled.map(({ category }) => (
            <button
              key={category.id}
              type="button"
              aria-pressed={category.id === chosen}
              onClick={() => choose(category.id)}
            >
              <CategoryIcon name={category.icon} />
              {category.name}
            </button>
          ))}
        </nav>
      )}
      {shown.length > 0 ? <ServiceList services={shown} /> : <NotFound words={words} onClear={() => setWords("")} />}
    </>
  );
}

export function NotFound({ words, onClear }: { words: string; onClear: () => void }) {
  const { t } = useTranslation("portal");
  return (
    <EmptyState
      title={t("services.notFound", { words: words.trim() })}
      why={t("services.notFoundWhy")}
      action={{ label: t("services.clear"), run: onClear }}
    />
  );
}
