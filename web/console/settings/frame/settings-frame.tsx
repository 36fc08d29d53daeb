import { Link, useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { GROUPS } from "../pages.ts";
import { useIsOpen } from "../use-is-open.ts";
import classes from "./settings-frame.module.css";

/** The pages of settings on the side, and the one that is open. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation("settings");
  const isOpen = useIsOpen();
  const side = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page, another line to be seen
  useEffect(() => {
    side.current?.querySelector('[data-status="active"]')?.scrollIntoView({ block: "nearest" });
  }, [pathname]);
  return (
    <div className={classes.outer}>
      <div className={classes.frame}>
        <nav ref={side} className={classes.side} aria-label={t("title")}>
          <Link className={classes.home} to="/settings/" activeOptions={{ exact: true }}>
            {t("title")}
          </Link>
          {GROUPS.map(({ key, pages }) => {
            const open = pages.filter(isOpen);
            if (open.length === 0) return null;
            return (
              <div key={key} className={classes.group}>
                <span className={classes.groupName}>{t(`group.${key}`)}</span>
                {open.map(({ name, to, search = {} }) => (
                  <Link
                    key={name}
                    className={classes.link}
                    to={to}
                    search={search}
                    activeOptions={{ includeSearch: false }}
                  >
                    {t(`page.${name}.title`)}
                  </Link>
                ))}
              </div>
            );
          })}
        </nav>
        <div className={classes.content}>{children}</div>
      </div>
    </div>
  );
}
