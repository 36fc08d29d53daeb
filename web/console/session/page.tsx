import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { speak } from "../../kit/i18n.ts";
import { PultIcon } from "../../kit/icons.tsx";
import { isLanguage, LANGUAGES } from "../../kit/languages.ts";
import classes from "./session.module.css";

/** A page before sign-in: one card, and the languages beneath. */
export function SessionPage({ title, wide, children }: { title: string; wide?: boolean; children: ReactNode }) {
  const { i18n } = useTranslation();
  useEffect(() => {
    document.title = `${title} · Pult`;
    return () => {
      document.title = "Pult";
    };
  }, [title]);
  return (
    <div className={classes.page}>
      <main className={classes.card} data-wide={wide}>
        <div className={classes.head}>
          <PultIcon size={36} />
          <h1>{title}</h1>
        </div>
        {children}
      </main>
      <nav className={classes.languages} aria-label="Language">
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <button
            key={language}
            type="button"
            lang={language}
            aria-current={language === i18n.language ? "true" : undefined}
            onClick={() => isLanguage(language) && void speak(language)}
          >
            {name}
          </button>
        ))}
      </nav>
    </div>
  );
}
