import { Button } from "@mantine/core";
import { PlusIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { StatusLine } from "../../../kit/status.tsx";
import { useFaultToast } from "../../../kit/toast.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Sortable } from "../frame/sortable.tsx";
import classes from "./priorities.module.css";
import { type Priority, PriorityDialog, STALE } from "./priority-dialog.tsx";

/** Priorities of tickets in their order: the list sorts by it, the colour stands on rows and cards [O-PRIO-07]. */
export function Screen() {
  const { t } = useTranslation(["fieldsUi", "settings", "common"]);
  const query = useRoute("listPriorities", {});
  const [edited, setEdited] = useState<Priority | "new">();
  const [order, setOrder] = useState<readonly Priority[]>();
  const fault = useFaultToast();
  const sort = useAct("orderPriorities", { stale: STALE });
  const put = (items: readonly Priority[]) => {
    setOrder(items);
    sort.mutate(
      { body: { keys: items.map(({ key }) => key) } },
      { onError: fault, onSettled: () => setOrder(undefined) },
    );
  };
  return (
    <Page
      title={t("settings:page.priorities.title")}
      about={t("priority.about")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={
        <Button leftSection={<PlusIcon />} onClick={() => setEdited("new")}>
          {t("common:action.add")}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ items }) => (
          <Sortable
            label={t("settings:page.priorities.title")}
            items={order ?? items}
            keyOf={({ key }) => key}
            nameOf={({ name }) => textOf(name)}
            onOrder={put}
            draw={(priority) => (
              <div className={classes.row} data-soft={!priority.active || undefined}>
                <StatusLine status={priority} />
                <span className={classes.mark}>{priority.active ? "" : t("priority.off")}</span>
                <Button variant="subtle" onClick={() => setEdited(priority)}>
                  {t("common:action.edit")}
                </Button>
              </div>
            )}
          />
        )}
      </Loaded>
      <PriorityDialog edited={edited} onClose={() => setEdited(undefined)} />
    </Page>
  );
}
