import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../kit/error-state.tsx";
import { isLanguage } from "../../kit/languages.ts";
import { useAct, useRoute } from "../../kit/query.ts";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { Found } from "./found.tsx";
import classes from "./lookup.module.css";
import { LookupForm } from "./lookup-form.tsx";

/** How far a submission is: by office and one key, without signing in [R-PUB-01]. */
export function Lookup({ desk }: { desk: string }) {
  const { t, i18n } = useTranslation("lookup");
  const params = { workspace: desk };
  const { data, error, refetch } = useRoute("getLookup", { params, query: {} });
  const search = useAct("lookUp");
  const name = data?.name ?? "";
  useEffect(() => {
    document.title = name === "" ? t("title") : `${t("title")} · ${name}`;
  }, [name, t]);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={6} />;
  return (
    <main className={classes.page} lang={isLanguage(i18n.language) ? i18n.language : undefined}>
      <header className={classes.head}>
        <p>{data.name}</p>
        <h1>{t("title")}</h1>
        <p>{t("about")}</p>
      </header>
      <LookupForm
        offices={data.offices}
        busy={search.isPending}
        error={search.error}
        onSearch={(body) => search.mutate({ params, body })}
      />
      {search.data && !search.isPending && <Found {...search.data} />}
    </main>
  );
}
