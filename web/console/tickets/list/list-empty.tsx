import { MagnifyingGlassIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { InboxIcon, TasksIcon } from "../../../kit/icons.tsx";
import { useMay } from "../../../kit/session.ts";
import type { ListState, Section } from "./use-list-state.ts";

/** Why there is nothing here, and the one thing to do about it. */
export function ListEmpty({ section, state, onAdd }: { section: Section; state: ListState; onAdd: () => void }) {
  const { t } = useTranslation("list");
  const may = useMay();
  const isMineOpen = section === "my" && state.tab === "open";
  const showAll = () => state.setTab("all");
  if (state.isNarrowed && isMineOpen) {
    return (
      <EmptyState
        icon={<MagnifyingGlassIcon />}
        title={t("empty.foundOpen.title")}
        why={t("empty.foundOpen.why")}
        action={{ label: t("empty.foundOpen.action"), run: showAll }}
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
        title={t("empty.open.title")}
        why={t("empty.open.why")}
        action={{ label: t("empty.open.action"), run: showAll }}
      />
    );
  }
  if (section === "my") {
    return <EmptyState icon={<TasksIcon />} title={t("empty.my.title")} why={t("empty.my.why")} />;
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
