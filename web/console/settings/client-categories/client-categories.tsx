import { Button } from "@mantine/core";
import { PlusIcon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { useAct, useRoute } from "../../../kit/query.ts";
import { CategoryDialog } from "../frame/category-dialog.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import type { Ref } from "../pick/ref-select.tsx";
import classes from "./client-categories.module.css";

const STALE = ["listClientCategories", "listCompanies"] as const;

/** Categories of clients: a handful of names that companies are told apart by ([O-CAT-04]). */
export function Screen() {
  const { t } = useTranslation(["clientsUi", "settings", "common"]);
  const query = useRoute("listClientCategories", {});
  const [edited, setEdited] = useState<Ref | "new">();
  const create = useAct("createClientCategory", { stale: STALE });
  const update = useAct("updateClientCategory", { stale: STALE });
  const remove = useAct("deleteClientCategory", { stale: STALE });
  return (
    <Page
      title={t("settings:page.client-categories.title")}
      about={t("category.about")}
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
            <ul className={classes.list}>
              {items.map((category) => (
                <li key={category.id} className={classes.row}>
                  <span className={classes.name}>{category.name}</span>
                  <Link className={classes.link} to="/companies" search={{ category: category.id }}>
                    {t("category.companies")}
                  </Link>
                  <Button variant="subtle" onClick={() => setEdited(category)}>
                    {t("common:action.edit")}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <CategoryDialog
        edited={edited}
        texts="clientsUi"
        save={({ name }, known) =>
          known
            ? update.mutateAsync({ params: { id: known.id }, body: { name } })
            : create.mutateAsync({ body: { name } })
        }
        remove={({ id }) => remove.mutateAsync({ params: { id } })}
        onClose={() => setEdited(undefined)}
      />
    </Page>
  );
}
