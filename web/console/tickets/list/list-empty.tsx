import { LockClosedIcon, MagnifyingGlassIcon } from "@radix-ui/react-icons";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { InboxIcon, TasksIcon } from "../../../kit/icons.tsx";
import { useRoute } from "../../../kit/query.ts";
import { useMay } from "../../../kit/session.ts";
import { withTexts } from "../../../kit/with-texts.ts";
import classes from "./list-empty.module.css";
import { useInbox } from "./use-inbox.ts";
import type { ListState, Section } from "./use-list-state.ts";

const FirstSteps = lazy(async () => ({
  default: (await withTexts(import("../../settings/home/first-steps.tsx"), ["firstSteps"])).FirstSteps,
}));
const NoneToday = lazy(async () => ({
  default: (await withTexts(import("../../working-time/none-today.tsx"), ["workingTimeUi"])).NoneToday,
}));

/** Why there is nothing here, and the one thing to do about it. */
export function ListEmpty(props: { section: Section; state: ListState; onAdd: () => void }) {
  const { t } = useTranslation("list");
  const { data: sight, isPending } = useRoute("getMySight", {});
  // The reason is not known yet; a wrong one for a moment is worse than none.
  if (isPending) return null;
  if (sight?.missing) {
    const names = new Intl.ListFormat(document.documentElement.lang, { type: "disjunction" });
    return (
      <EmptyState
        icon={<LockClosedIcon />}
        title={t(`empty.${sight.missing}.title`)}
        why={`${t(`empty.${sight.missing}.why`)} ${
          sight.ask.length > 0 ? t("empty.ask", { names: names.format(sight.ask.map(({ name }) => name)) }) : ""
        }`}
      />
    );
  }
  const isFresh = props.section === "tickets" && !props.state.isNarrowed;
  return (
    <>
      <Why {...props} />
      {isFresh && (
        <Suspense>
          <div className={classes.steps}>
            <FirstSteps emptyOnly />
          </div>
        </Suspense>
      )}
    </>
  );
}

function Why({ section, state, onAdd }: { section: Section; state: ListState; onAdd: () => void }) {
  const { t } = useTranslation("list");
  const may = useMay();
  const hasInbox = useInbox() !== undefined;
  const isMineOpen = section === "my" && state.tab === "open";
  const showAll = () => state.setTab("all");
  if (state.isNarrowed && state.tab !== "all") {
    const part = isMineOpen ? "foundOpen" : "foundTab";
    return (
      <EmptyState
        icon={<MagnifyingGlassIcon />}
        title={t(`empty.${part}.title`)}
        why={t(`empty.${part}.why`)}
        action={{ label: t(`empty.${part}.action`), run: showAll }}
      />
    );
  }
  if (state.isNarrowed) {
    return (
      <EmptyState
        icon={<MagnifyingGlassIcon />}
        title={t("empty.found.title")}
        why={t("empty.found.why")}
        action={{ label: t("empty.found.action"), run: state.clear }}
      />
    );
  }
  if (isMineOpen) {
    return (
      <EmptyState
        icon={<TasksIcon />}
        title={t(`empty.${hasInbox ? "inbox" : "open"}.title`)}
        why={t(`empty.${hasInbox ? "inbox" : "open"}.why`)}
        action={{ label: t(`empty.${hasInbox ? "inbox" : "open"}.action`), run: showAll }}
      />
    );
  }
  if (section === "my") {
    const of = hasInbox ? "inboxAll" : "my";
    return <EmptyState icon={<TasksIcon />} title={t(`empty.${of}.title`)} why={t(`empty.${of}.why`)} />;
  }
  if (state.tab === "today") {
    return (
      <Suspense>
        <NoneToday action={{ label: t("empty.new.action"), run: showAll }} />
      </Suspense>
    );
  }
  if (state.tab === "new") {
    return (
      <EmptyState
        icon={<InboxIcon />}
        title={t("empty.new.title")}
        why={t("empty.new.why")}
        action={{ label: t("empty.new.action"), run: showAll }}
      />
    );
  }
  return (
    <EmptyState
      icon={<InboxIcon />}
      title={t("empty.all.title")}
      why={t("empty.all.why")}
      {...(may("ticket.write") ? { action: { label: t("add"), run: onAdd } } : {})}
    />
  );
}
