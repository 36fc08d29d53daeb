import { Menu, SegmentedControl } from "@mantine/core";
import { ExitIcon, PersonIcon } from "@radix-ui/react-icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, type ReactElement, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../kit/api.ts";
import { isLanguage, LANGUAGES } from "../../kit/languages.ts";
import { useOpensAtOnce } from "../../kit/on-demand.tsx";
import { type Preferences, prefer, usePreferences } from "../../kit/preferences.ts";
import { useRoute } from "../../kit/query.ts";
import { signOut, useMe } from "../../kit/session.ts";
import { useFaultToast } from "../../kit/toast.tsx";
import { withTexts } from "../../kit/with-texts.ts";
import menu from "./person-menu.module.css";
import { useSections } from "./sections.tsx";

const DayItem = lazy(async () => ({
  default: (await withTexts(import("../working-time/day-item.tsx"), ["workingTimeUi", "settingsRefusal"])).DayItem,
}));

/** The menu of the person around its button. */
export function PersonDropdown({ children }: { children: ReactElement }) {
  const [opened, setOpened] = useOpensAtOnce();
  return (
    <Menu opened={opened} onChange={setOpened} width={280} position="bottom-end" shadow="md">
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <PersonOptions />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The same on a telephone, below the sections that have no room in the bar. */
export function MoreDropdown({ children }: { children: ReactElement }) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const [opened, setOpened] = useOpensAtOnce();
  const rest = useSections().filter(({ section }) => !["tickets", "my", "new"].includes(section.name));
  return (
    <Menu opened={opened} onChange={setOpened} width={300} position="top-end" shadow="md">
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {rest.map(({ section: { name, to, icon: Icon } }) => (
          <Menu.Item key={name} leftSection={<Icon />} onClick={() => void navigate({ to })}>
            {t(`section.${name}`)}
          </Menu.Item>
        ))}
        {rest.length > 0 && <Menu.Divider />}
        <PersonOptions />
      </Menu.Dropdown>
    </Menu>
  );
}

function PersonOptions() {
  const { t, i18n } = useTranslation("shell");
  const { person, workspace, workspaces } = useMe();
  const { theme, density } = usePreferences();
  const fault = useFaultToast();
  const { data: desk } = useRoute("getWorkspace", {}, { staleTime: 600_000 });
  const others = workspaces.filter(({ slug }) => slug !== workspace.slug);
  const go = (slug: string) =>
    send<"chooseWorkspace">("chooseWorkspace", { body: { workspace: slug } }).then(() => location.assign("/"), fault);
  return (
    <>
      <div className={menu.who}>
        <strong>{person.name}</strong>
        <span>{person.role?.name ?? person.email}</span>
      </div>
      {desk?.settings.workingTime && (
        <Suspense>
          <DayItem />
        </Suspense>
      )}
      <Menu.Divider />
      <Choice<Preferences["theme"]>
        title={t("theme.title")}
        value={theme}
        values={[
          ["light", t("theme.light")],
          ["dark", t("theme.dark")],
          ["auto", t("theme.auto")],
        ]}
        choose={(value) => prefer({ theme: value })}
      />
      <Choice<Preferences["density"]>
        title={t("density.title")}
        value={density}
        values={[
          ["comfortable", t("density.comfortable")],
          ["dense", t("density.dense")],
        ]}
        choose={(value) => prefer({ density: value })}
      />
      <Label text={t("language")}>
        <select
          className={menu.select}
          aria-label={t("language")}
          value={i18n.language}
          onChange={({ currentTarget: { value } }) => isLanguage(value) && void prefer({ language: value })}
        >
          {Object.entries(LANGUAGES).map(([language, name]) => (
            <option key={language} value={language}>
              {name}
            </option>
          ))}
        </select>
      </Label>
      {others.length > 0 && (
        <>
          <Menu.Divider />
          <Menu.Label>{t("desks")}</Menu.Label>
          {others.map(({ slug, name }) => (
            <Menu.Item key={slug} onClick={() => void go(slug)}>
              {name}
            </Menu.Item>
          ))}
        </>
      )}
      <Menu.Divider />
      <Menu.Item leftSection={<PersonIcon />} component={Link} to="/settings/profile">
        {t("profile")}
      </Menu.Item>
      <Menu.Item leftSection={<ExitIcon />} onClick={() => void signOut().catch(fault)}>
        {t("signOut")}
      </Menu.Item>
    </>
  );
}

function Label({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className={menu.choice}>
      <span>{text}</span>
      {children}
    </div>
  );
}

function Choice<T extends string>(props: {
  title: string;
  value: T;
  values: readonly (readonly [T, string])[];
  choose: (value: T) => unknown;
}) {
  return (
    <Label text={props.title}>
      <SegmentedControl
        fullWidth
        aria-label={props.title}
        value={props.value}
        data={props.values.map(([value, label]) => ({ value, label }))}
        onChange={(chosen) => {
          const found = props.values.find(([value]) => value === chosen);
          if (found) props.choose(found[0]);
        }}
      />
    </Label>
  );
}
