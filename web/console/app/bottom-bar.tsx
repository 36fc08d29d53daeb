import { Menu } from "@mantine/core";
import { DotsHorizontalIcon, MagnifyingGlassIcon, PlusIcon } from "@radix-ui/react-icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PersonOptions } from "./person-menu.tsx";
import { useSections } from "./sections.tsx";
import classes from "./shell.module.css";

/** The sections on a telephone, under the thumb: lists, a new ticket, search, and the rest under "more". */
export function BottomBar({ onFind }: { onFind: () => void }) {
  const { t } = useTranslation(["shell", "common"]);
  const navigate = useNavigate();
  const sections = useSections();
  const find = (name: string) => sections.find(({ section }) => section.name === name);
  const rest = sections.filter(({ section }) => !["tickets", "my", "new"].includes(section.name));
  const tab = (name: string) => {
    const found = find(name);
    if (!found) return null;
    const { icon: Icon, to } = found.section;
    return (
      <Link className={classes.tab} to={to} activeOptions={{ exact: true, includeSearch: false }}>
        {name === "new" ? <PlusIcon /> : <Icon />}
        {found.loud && <span className={classes.dot} />}
        <span>{t(`section.${name}`)}</span>
      </Link>
    );
  };
  return (
    <nav className={classes.bottom} aria-label={t("sections")}>
      {tab("tickets")}
      {tab("my")}
      {tab("new")}
      <button type="button" className={classes.tab} onClick={onFind}>
        <MagnifyingGlassIcon />
        <span>{t("common:action.search")}</span>
      </button>
      <Menu width={300} position="top-end" shadow="md">
        <Menu.Target>
          <button type="button" className={classes.tab}>
            <DotsHorizontalIcon />
            <span>{t("section.more")}</span>
          </button>
        </Menu.Target>
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
    </nav>
  );
}
