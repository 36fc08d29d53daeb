import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../kit/api.ts";
import { isLanguage, LANGUAGES } from "../../kit/languages.ts";
import { MySessions } from "../../kit/my-sessions.tsx";
import { prefer, usePreferences } from "../../kit/preferences.ts";
import { type Me, signOut, useMe } from "../../kit/session.ts";
import { useFaultToast } from "../../kit/toast.tsx";
import { Page } from "../frame/page.tsx";
import { useInstall } from "./install.ts";
import classes from "./profile.module.css";

const THEMES = ["auto", "light", "dark"] as const;

/** Who one is here, how the portal looks and speaks, and the way out. */
export function Profile() {
  const { t, i18n } = useTranslation(["portal", "session"]);
  const me = useMe();
  const preferences = usePreferences();
  const sayFault = useFaultToast();
  const [isLeaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    await signOut().catch(sayFault);
    setLeaving(false);
  };
  return (
    <Page title={t("profile.title")}>
      <div className={classes.profile}>
        <div className={classes.person}>
          <span className={classes.face} aria-hidden="true">
            {initialsOf(me.person.name)}
          </span>
          <div>
            <b>{me.person.name}</b>
            {me.person.email && <bdi>{me.person.email}</bdi>}
            <bdi>{me.workspace.name}</bdi>
          </div>
        </div>
        <Desks me={me} />
        <Install />
        <Field label={t("profile.language")}>
          {(id) => (
            <select
              id={id}
              value={i18n.language}
              onChange={({ currentTarget: { value } }) => isLanguage(value) && void prefer({ language: value })}
            >
              {Object.entries(LANGUAGES).map(([key, name]) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t("profile.theme")}>
          {(id) => (
            <select
              id={id}
              value={preferences.theme}
              onChange={({ currentTarget: { value } }) => {
                const theme = THEMES.find((one) => one === value);
                if (theme) void prefer({ theme });
              }}
            >
              {THEMES.map((theme) => (
                <option key={theme} value={theme}>
                  {t(`profile.themes.${theme}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <section className={classes.sessions}>
          <h2>{t("session:mine.title")}</h2>
          <p>{t("session:mine.about")}</p>
          <MySessions />
        </section>
        <Button variant="default" size="lg" fullWidth loading={isLeaving} onClick={() => void leave()}>
          {t("profile.signOut")}
        </Button>
      </div>
    </Page>
  );
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0] ?? "")
    .join("");

/** A name and what is chosen under it. `children` gets the id for the control. */
function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** The other organisations where this person is known. */
function Desks({ me }: { me: Me }) {
  const { t } = useTranslation("portal");
  const client = useQueryClient();
  const sayFault = useFaultToast();
  if (me.workspaces.length < 2) return null;
  const change = async (workspace: string) => {
    try {
      await call("chooseWorkspace", { body: { workspace } });
      client.clear();
      navigator.serviceWorker?.controller?.postMessage("forget");
      location.assign("/portal/");
    } catch (error) {
      sayFault(error);
    }
  };
  return (
    <Field label={t("profile.desk")}>
      {(id) => (
        <select id={id} value={me.workspace.slug} onChange={({ currentTarget: { value } }) => void change(value)}>
          {me.workspaces.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The hint that the portal can stand among the apps; nothing where it cannot or already does. */
function Install() {
  const { t } = useTranslation("portal");
  const { way, install } = useInstall();
  if (way === "none") return null;
  return (
    <section className={classes.install}>
      <div>
        <b>{t("install.title")}</b>
        <span>{t(way === "button" ? "install.why" : "install.byHand")}</span>
      </div>
      {way === "button" && <Button onClick={() => void install()}>{t("install.action")}</Button>}
    </section>
  );
}
