import { useMediaQuery } from "@mantine/hooks";
import { DoubleArrowLeftIcon, DoubleArrowRightIcon, MagnifyingGlassIcon } from "@radix-ui/react-icons";
import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Found } from "../../kit/command-palette.tsx";
import { ConnectionBar } from "../../kit/connection-bar.tsx";
import { formatNumber } from "../../kit/format.ts";
import { useHint } from "../../kit/hint.tsx";
import { PultIcon } from "../../kit/icons.tsx";
import { startLive, useLiveQueries } from "../../kit/live.ts";
import { useMe } from "../../kit/session.ts";
import { showKeys } from "../../kit/shortcut-keys.ts";
import keyClasses from "../../kit/shortcuts.module.css";
import { useAnsweredKeys, useShortcuts } from "../../kit/shortcuts.ts";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { keep, readKept } from "../../kit/storage.ts";
import { UndoToast } from "../../kit/toast.tsx";
import { withTexts } from "../../kit/with-texts.ts";
import { useWatched } from "../tickets/bulk/watched.ts";
import { useExportNews } from "../tickets/export/use-export-news.ts";
import { useFollowLookers } from "../tickets/lookers.ts";
import { ReminderBell } from "../tickets/reminders/reminder-bell.tsx";
import { useReminderNews } from "../tickets/reminders/use-reminder-news.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { HealthBar } from "./health-bar.tsx";
import { NewTickets } from "./new-tickets.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { type Section, useSections } from "./sections.tsx";
import classes from "./shell.module.css";

// What is opened by a key comes with the first press.
const CommandPalette = lazy(async () => ({ default: (await import("../../kit/command-palette.tsx")).CommandPalette }));
const BulkCorner = lazy(async () => ({
  default: (await withTexts(import("../tickets/bulk/bulk-corner.tsx"), ["bulk"])).BulkCorner,
}));
const ShortcutList = lazy(async () => ({ default: (await import("../../kit/shortcut-list.tsx")).ShortcutList }));

/** After the first rows, ms. */
const READY_AFTER = 2500;

/** What surrounds every screen of the console: sections, search, the person. */
export function Shell() {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const [over, setOver] = useState<"palette" | "keys">();
  const [opened, setOpened] = useState({ palette: false, keys: false });
  const isTight = useMediaQuery("(max-width: 1099px)", false, { getInitialValueInEffect: false });
  const [folded, setFolded] = useState(() => readKept("folded") === true);
  const narrow = isTight || folded;
  const watched = useWatched();

  useEffect(startLive, []);
  useLiveQueries();
  useFollowLookers();
  useExportNews();
  useReminderNews();
  // What keys open stands ready once the screen is at rest: who types on at once must not type into the void.
  useEffect(() => {
    const timer = setTimeout(() => setOpened({ palette: true, keys: true }), READY_AFTER);
    return () => clearTimeout(timer);
  }, []);
  const open = (what: "palette" | "keys") => {
    setOpened((now) => ({ ...now, [what]: true }));
    setOver(what);
  };
  useAnsweredKeys();
  useSectionKeys(open);

  const goTo = (found: Found) => {
    const address = addressOfFound(found);
    if (address) void navigate(address);
  };
  return (
    <div className={classes.shell} data-narrow={narrow || undefined}>
      <a className={classes.skip} href="#main">
        {t("skip")}
      </a>
      <div className={classes.bar}>
        <ConnectionBar />
        <HealthBar />
      </div>
      <Side
        narrow={narrow}
        onFold={
          isTight
            ? undefined
            : () => {
                setFolded(!folded);
                keep("folded", !folded);
              }
        }
      />
      <div className={classes.column}>
        <header className={classes.top}>
          <button type="button" className={classes.find} onClick={() => open("palette")}>
            <MagnifyingGlassIcon />
            <span className={classes.label}>{t("find")}</span>
            <kbd className={keyClasses.key}>{showKeys("mod+k")}</kbd>
          </button>
          <span className={classes.push} />
          <ReminderBell />
          <NewTickets />
          <PersonMenu />
        </header>
        <main className={classes.main} id="main" tabIndex={-1}>
          <Suspense fallback={<SkeletonRows rows={12} />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <BottomBar onFind={() => open("palette")} />
      <Suspense>
        {opened.palette && (
          <CommandPalette opened={over === "palette"} onClose={() => setOver(undefined)} onFound={goTo} />
        )}
        {opened.keys && <ShortcutList opened={over === "keys"} onClose={() => setOver(undefined)} />}
      </Suspense>
      <UndoToast />
      {watched.length > 0 && (
        <Suspense>
          <BulkCorner />
        </Suspense>
      )}
    </div>
  );
}

function Side({ narrow, onFold }: { narrow: boolean; onFold: (() => void) | undefined }) {
  const { t } = useTranslation("shell");
  const { workspace } = useMe();
  const sections = useSections();
  const fold = t(narrow ? "expand" : "collapse");
  return (
    <nav className={classes.side} aria-label={t("sections")}>
      <Link className={classes.brand} to="/tickets" title={workspace.name}>
        <PultIcon />
        <span>{workspace.name}</span>
      </Link>
      {sections.map(({ section, ...numbers }) => (
        <SectionLink key={section.name} section={section} narrow={narrow} {...numbers} />
      ))}
      <span className={classes.push} />
      {onFold && (
        <button
          type="button"
          className={`${classes.link} ${classes.fold}`}
          onClick={onFold}
          aria-label={fold}
          title={fold}
        >
          {narrow ? <DoubleArrowRightIcon /> : <DoubleArrowLeftIcon />}
        </button>
      )}
    </nav>
  );
}

function SectionLink(props: { section: Section; label: string; count: number; loud: boolean; narrow: boolean }) {
  const { label, count, loud, narrow } = props;
  const { to, icon: Icon } = props.section;
  const { on, tip } = useHint(label, { position: "right" });
  return (
    <>
      <Link
        className={classes.link}
        to={to}
        activeOptions={{ exact: to === "/tickets", includeSearch: false }}
        aria-label={narrow ? `${label}${count > 0 ? `, ${formatNumber(count)}` : ""}` : undefined}
        {...(narrow ? on : {})}
      >
        <Icon />
        <span className={classes.label}>{label}</span>
        {count > 0 && (
          <span className={classes.count} data-loud={loud || undefined}>
            {formatNumber(count)}
          </span>
        )}
      </Link>
      {narrow && tip}
    </>
  );
}

/** The keys that work wherever one is. */
function useSectionKeys(open: (what: "palette" | "keys") => void): void {
  const { t } = useTranslation(["shell", "common"]);
  const navigate = useNavigate();
  const sections = useSections();
  const has = (wanted: string) => sections.some(({ section }) => section.name === wanted);
  const group = t("common:shortcuts.general");
  useShortcuts([
    { keys: "mod+k", label: t("common:palette.title"), group, run: () => open("palette"), whileWriting: true },
    { keys: "/", label: t("common:action.search"), group, run: () => open("palette") },
    { keys: "?", label: t("common:shortcuts.title"), group, run: () => open("keys") },
    ...(has("new")
      ? [{ keys: "c", label: t("section.new"), group, run: () => navigate({ to: "/tickets/new", search: {} }) }]
      : []),
  ]);
}

/** Where a thing that the search has found is seen. */
function addressOfFound({ kind, id, number }: Found): { to: string; search?: object } | undefined {
  if (kind === "ticket") return { to: `/tickets/${number ?? id}` };
  if (kind === "contact") return { to: "/clients", search: { open: id } };
  if (kind === "company") return { to: "/companies", search: { open: id } };
  if (kind === "place") return { to: "/places", search: { open: id } };
  if (kind === "service") return { to: `/settings/services/${id}` };
  return kind === "employee" ? { to: `/settings/employees/${id}` } : undefined;
}
