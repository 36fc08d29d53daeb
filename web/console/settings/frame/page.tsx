import { ChevronLeftIcon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../kit/error-state.tsx";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import classes from "./page.module.css";

/**
 * A page: heading, what it is for in a sentence, what can be done on the right. `fill`: what is inside scrolls by
 * itself (a list); else the page scrolls.
 */
export function Page(props: {
  title: string;
  about?: ReactNode;
  back?: { to: string; label: string };
  actions?: ReactNode;
  tabs?: ReactNode;
  fill?: boolean;
  /** Wider than text is read: tables. */
  wide?: boolean;
  children: ReactNode;
}) {
  const { title, about, back, actions, tabs, fill, wide, children } = props;
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
  return (
    <div className={classes.page} data-fill={fill || undefined} data-wide={wide || undefined}>
      <header className={classes.head}>
        {back && (
          <Link className={classes.back} to={back.to} data-always={back.to !== "/settings" || undefined}>
            <ChevronLeftIcon />
            {back.label}
          </Link>
        )}
        <div className={classes.line}>
          <h1 className={classes.title}>{title}</h1>
          {actions && <div className={classes.actions}>{actions}</div>}
        </div>
        {about && <p className={classes.about}>{about}</p>}
        {tabs}
      </header>
      <div className={classes.body}>{children}</div>
    </div>
  );
}

/** Tabs that are addresses. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly { to: string; name: string }[] }) {
  return (
    <nav className={classes.tabs} aria-label={label}>
      {tabs.map(({ to, name }) => (
        <Link key={to} to={to} className={classes.tab} activeOptions={{ exact: true, includeSearch: false }} replace>
          {name}
        </Link>
      ))}
    </nav>
  );
}

type Asked<T> = { data: T | undefined; error: unknown; refetch: () => unknown };

/** Waits for an answer: lines in its place, or what went wrong. */
export function Loaded<T>({ query, children }: { query: Asked<T>; children: (data: T) => ReactNode }) {
  useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <SkeletonRows rows={6} />;
}
