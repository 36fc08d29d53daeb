import { DotsHorizontalIcon, MagnifyingGlassIcon, PlusIcon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { OnDemand } from "../../kit/on-demand.tsx";
import { useSections } from "./sections.tsx";
import classes from "./shell.module.css";

const MoreDropdown = lazy(async () => ({ default: (await import("./person-options.tsx")).MoreDropdown }));

/** Something waits: how much, where that is what counts [H-EMP-01]. */
function Waiting({ count }: { count: number | undefined }) {
  if (count === undefined) return <span className={classes.dot} />;
  return <span className={classes.tally}>{count > 99 ? "99+" : count}</span>;
}

/** The sections on a telephone, under the thumb: lists, a new ticket, search, and the rest under "more". */
export function BottomBar({ onFind }: { onFind: () => void }) {
  const { t } = useTranslation(["shell", "common"]);
  const sections = useSections();
  const find = (name: string) => sections.find(({ section }) => section.name === name);
  const tab = (name: string) => {
    const found = find(name);
    if (!found) return null;
    const { icon: Icon, to } = found.section;
    return (
      <Link className={classes.tab} to={to} activeOptions={{ exact: true, includeSearch: false }}>
        {name === "new" ? <PlusIcon /> : <Icon />}
        <span>{found.label}</span>
        {found.loud && <Waiting count={name === "tickets" ? found.count : undefined} />}
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
      <OnDemand
        button={(on) => (
          <button type="button" className={classes.tab} aria-haspopup="menu" {...on}>
            <DotsHorizontalIcon />
            <span>{t("section.more")}</span>
          </button>
        )}
      >
        {(button) => <MoreDropdown>{button()}</MoreDropdown>}
      </OnDemand>
    </nav>
  );
}
