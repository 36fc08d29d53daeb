import { ActionIcon, Button } from "@mantine/core";
import { Pencil1Icon, PlusIcon } from "@radix-ui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { CategoryIcon } from "../../../kit/category-icon.tsx";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { CategoryDialog } from "../frame/category-dialog.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Sortable } from "../frame/sortable.tsx";
import { guardOf } from "../frame/use-guard.ts";
import classes from "./categories.module.css";

type Category = Answer<"listServiceCategories">["items"][number];

const STALE = ["listServiceCategories", "listServices"] as const;

/** Categories of services, with pictures, in the order in which clients see them. */
export function Screen() {
  const { t } = useTranslation(["services", "settings", "common"]);
  const query = useRoute("listServiceCategories", {});
  const [edited, setEdited] = useState<Category | "new">();
  const create = useAct("createServiceCategory", { stale: STALE });
  const update = useAct("updateServiceCategory", { stale: STALE });
  const remove = useAct("deleteServiceCategory", { stale: STALE });
  const client = useQueryClient();
  const position = query.data?.items.length ?? 0;
  return (
    <Page
      title={t("settings:page.service-categories.title")}
      about={t("category.pageAbout")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={
        <Button leftSection={<PlusIcon />} onClick={() => setEdited("new")}>
          {t("category.add")}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t("category.empty.title")}
              why={t("category.empty.why")}
              action={{ label: t("category.add"), run: () => setEdited("new") }}
            />
          ) : (
            <Categories items={items} onEdit={setEdited} />
          )
        }
      </Loaded>
      <CategoryDialog
        edited={edited}
        texts="services"
        withIcon
        save={(body, known, ifMatch) =>
          known
            ? update.mutateAsync({ params: { id: known.id }, body, ifMatch })
            : create.mutateAsync({ body: { ...body, position } })
        }
        guard={(known) =>
          guardOf(client, {
            known,
            route: "listServiceCategories",
            find: ({ items }) => items.find(({ id }) => id === known.id),
            formOf: ({ name, icon }) => ({ name, icon }),
          })
        }
        remove={({ id }) => remove.mutateAsync({ params: { id } })}
        onClose={() => setEdited(undefined)}
      />
    </Page>
  );
}

function Categories({ items, onEdit }: { items: readonly Category[]; onEdit: (category: Category) => void }) {
  const { t } = useTranslation(["services", "common"]);
  const order = useOrder(items);
  return (
    <Sortable
      label={t("category.list")}
      items={items}
      keyOf={({ id }) => id}
      nameOf={({ name }) => name}
      onOrder={order}
      draw={(category) => (
        <div className={classes.row}>
          <span className={classes.icon}>
            <CategoryIcon name={category.icon} />
          </span>
          <span className={classes.name}>{category.name}</span>
          <ActionIcon aria-label={`${t("common:action.edit")}: ${category.name}`} onClick={() => onEdit(category)}>
            <Pencil1Icon />
          </ActionIcon>
        </div>
      )}
    />
  );
}

/** Saves an order: shown at once, sent for those whose place has changed, and taken back by undo. */
function useOrder(items: readonly Category[]) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fault = useFaultToast();
  const update = useAct("updateServiceCategory");
  const save = async (next: readonly Category[]) => {
    const placed = next.map((category, position) => ({ ...category, position }));
    client.setQueryData<Answer<"listServiceCategories">>(key("listServiceCategories", {}), { items: placed });
    try {
      for (const { id, position } of placed) {
        if (items.find((one) => one.id === id)?.position !== position) {
          await update.mutateAsync({ params: { id }, body: { position } });
        }
      }
    } catch (error) {
      fault(error);
    } finally {
      await client.invalidateQueries({ queryKey: key("listServiceCategories") });
    }
  };
  return (next: Category[]) => {
    void save(next);
    toast(t("saved"), { undo: () => save(items) });
  };
}
