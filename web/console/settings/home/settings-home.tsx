import { Link } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { GROUPS } from "../pages.ts";
import { useIsOpen } from "../use-is-open.ts";
import { FirstSteps } from "./first-steps.tsx";
import classes from "./settings-home.module.css";

/** Every page of settings that this person may open, each with the sentence that says what it is for. */
export function SettingsHome() {
  const { t } = useTranslation("settings");
  const isOpen = useIsOpen();
  useEffect(() => {
    const before = document.title;
    document.title = t("title");
    return () => {
      document.title = before;
    };
  }, [t]);
  const groups = GROUPS.map(({ key, pages }) => ({ key, open: pages.filter(isOpen) }));
  return (
    <div className={classes.home}>
      <h1 className={classes.title}>{t("title")}</h1>
      <Suspense>
        <FirstSteps />
      </Suspense>
      {groups.map(
        ({ key, open }) =>
          open.length > 0 && (
            <section key={key} className={classes.group} aria-labelledby={`group-${key}`}>
              <h2 id={`group-${key}`}>{t(`group.${key}`)}</h2>
              <div className={classes.cards}>
                {open.map(({ name, to, search = {} }) => (
                  <Link key={name} className={classes.card} to={to} search={search}>
                    <strong>{t(`page.${name}.title`)}</strong>
                    <span>{t(`page.${name}.about`)}</span>
                  </Link>
                ))}
              </div>
            </section>
          ),
      )}
    </div>
  );
}
