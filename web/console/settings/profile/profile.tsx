import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isLanguage, LANGUAGES } from "../../../kit/languages.ts";
import { MySessions } from "../../../kit/my-sessions.tsx";
import { type Preferences, prefer, usePreferences } from "../../../kit/preferences.ts";
import { useMe } from "../../../kit/session.ts";
import { PastBulksPart } from "../../tickets/bulk/past-bulks.tsx";
import { Page } from "../frame/page.tsx";
import { Section, Two } from "../frame/section.tsx";
import { MyLetters } from "./my-letters.tsx";
import { MyPassword } from "./my-password.tsx";
import { MyTokens } from "./my-tokens.tsx";
import classes from "./profile.module.css";

const THEMES: readonly Preferences["theme"][] = ["light", "dark", "auto"];
const DENSITIES: readonly Preferences["density"][] = ["comfortable", "dense"];

/** What is mine: how I like the screen, my password, where I am signed in, what I did with many tickets, my letters, my tokens. */
export function Screen() {
  const { t } = useTranslation(["profileUi", "settings", "shell", "session", "bulk"]);
  const { person } = useMe();
  return (
    <Page
      title={t("settings:page.profile.title")}
      about={t("about", { name: person.name, email: person.email ?? "", role: person.role?.name ?? "" })}
      back={{ to: "/settings", label: t("settings:back") }}
    >
      <div className={classes.parts}>
        <Look />
        <MyPassword />
        <Section title={t("session:mine.title")} about={t("session:mine.about")}>
          <MySessions />
        </Section>
        <Section title={t("bulk:past.title")} about={t("bulk:past.about")}>
          <PastBulksPart />
        </Section>
        <MyLetters />
        <MyTokens />
      </div>
    </Page>
  );
}

function Look() {
  const { t, i18n } = useTranslation(["profileUi", "shell"]);
  const { theme, density } = usePreferences();
  return (
    <Section title={t("look.title")} about={t("look.about")}>
      <Two>
        <NativeSelect
          label={t("shell:language")}
          value={i18n.language}
          data={Object.entries(LANGUAGES).map(([language, name]) => ({ value: language, label: name }))}
          onChange={({ currentTarget: { value } }) => isLanguage(value) && void prefer({ language: value })}
        />
      </Two>
      <div className={classes.choices}>
        <div className={classes.choice}>
          <span className={classes.label} id="my-theme">
            {t("shell:theme.title")}
          </span>
          <SegmentedControl
            aria-labelledby="my-theme"
            value={theme}
            data={THEMES.map((value) => ({ value, label: t(`shell:theme.${value}`) }))}
            onChange={(chosen) => {
              const next = THEMES.find((one) => one === chosen);
              if (next) void prefer({ theme: next });
            }}
          />
        </div>
        <div className={classes.choice}>
          <span className={classes.label} id="my-density">
            {t("shell:density.title")}
          </span>
          <SegmentedControl
            aria-labelledby="my-density"
            value={density}
            data={DENSITIES.map((value) => ({ value, label: t(`shell:density.${value}`) }))}
            onChange={(chosen) => {
              const next = DENSITIES.find((one) => one === chosen);
              if (next) void prefer({ density: next });
            }}
          />
        </div>
      </div>
    </Section>
  );
}
