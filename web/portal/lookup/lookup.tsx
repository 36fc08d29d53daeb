import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../kit/error-state.tsx";
import { isLanguage } from "../../kit/languages.ts";
import { useAct, useRoute } from "../../kit/query.ts";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { Found } from "./found.tsx";
import classes from "./lookup.module.css";
import { LookupForm } from "./lookup-form.tsx";
import { useLookupWords } from "./use-lookup-words.ts";

/** How far a submission is: by office and one key, without signing in [R-PUB-01]. */
export function Lookup({ desk }: { desk: string }) {
  const { i18n } = useTranslation("lookup");
  const params = { workspace: desk };
  const { data, error, refetch } = useRoute("getLookup", { params, query: {} });
  const search = useAct("lookUp");
  const word = useLookupWords(data?.words);
  const title = data ? `${word("title")} · ${data.name}` : word("title");
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={6} />;
  return (
    <main className={classes.page} lang={isLanguage(i18n.language) ? i18n.language : undefined}>
      <header className={classes.head}>
        <p>{data.name}</p>
        <h1>{word("title")}</h1>
        <p>{word("about")}</p>
      </header>
      <LookupForm
        offices={data.offices}
        word={word}
        busy={search.isPending}
        error={search.error}
        onSearch={(body) => search.mutate({ params, body })}
      />
      {search.data && !search.isPending && <Found {...search.data} word={word} />}
    </main>
  );
}
