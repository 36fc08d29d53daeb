import { ActionIcon, Button, Menu, Popover } from "@mantine/core";
import { DotsHorizontalIcon } from "@radix-ui/react-icons";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { ConfirmDanger } from "../../../kit/confirm-danger.tsx";
import { useAct } from "../../../kit/query.ts";
import { toast } from "../../../kit/toast.tsx";
import { NameDialog } from "./name-dialog.tsx";
import classes from "./views.module.css";

export type View = Answer<"listViews">["items"][number];
type Dialog = { kind: "save" } | { kind: "rename" | "delete"; view: View };

/**
 * Saved views, oldest on top [H-SAVF-04]: choose one, save the filters as one, rename, delete. `condition` is what the
 * list is narrowed to now, empty when it is not.
 */
export function ViewMenu(props: {
  views: readonly View[];
  chosen: View | undefined;
  condition: string;
  opened: boolean;
  onOpen: (opened: boolean) => void;
  onChoose: (id: string | undefined) => void;
  /** The button that opens it. */
  children: ReactElement;
}) {
  const { t } = useTranslation(["list", "common"]);
  const { views, chosen, condition, onChoose } = props;
  const [dialog, setDialog] = useState<Dialog>();
  const create = useAct("createView", { stale: ["listViews"] });
  const update = useAct("updateView", { stale: ["listViews"] });
  const remove = useAct("deleteView", { stale: ["listViews"] });
  const isChanged = chosen !== undefined && condition !== chosen.condition;
  const close = () => setDialog(undefined);
  const ask = (next: Dialog) => {
    props.onOpen(false);
    setDialog(next);
  };
  return (
    <>
      <Popover opened={props.opened} onChange={props.onOpen} position="bottom-end" shadow="md" trapFocus>
        <Popover.Target>{props.children}</Popover.Target>
        <Popover.Dropdown p={4} aria-label={t("views.title")}>
          {views.length === 0 && <p className={classes.none}>{t("views.none")}</p>}
          <ul className={classes.list}>
            {views.map((view) => (
              <li key={view.id} className={classes.item} data-chosen={view.id === chosen?.id || undefined}>
                <button
                  type="button"
                  className={classes.name}
                  aria-pressed={view.id === chosen?.id}
                  onClick={() => {
                    props.onOpen(false);
                    onChoose(view.id);
                  }}
                >
                  {view.name}
                </button>
                <Menu position="bottom-end" shadow="md">
                  <Menu.Target>
                    <ActionIcon size={26} aria-label={t("views.menu", { name: view.name })}>
                      <DotsHorizontalIcon />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item onClick={() => ask({ kind: "rename", view })}>{t("views.rename")}</Menu.Item>
                    <Menu.Item color="red" onClick={() => ask({ kind: "delete", view })}>
                      {t("common:action.delete")}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </li>
            ))}
          </ul>
          <div className={classes.foot}>
            {isChanged && condition !== "" && (
              <Button
                variant="default"
                onClick={() => {
                  props.onOpen(false);
                  update.mutate(
                    { params: { id: chosen.id }, body: { condition } },
                    { onSuccess: () => onChoose(chosen.id) },
                  );
                }}
              >
                {t("views.update", { name: chosen.name })}
              </Button>
            )}
            <Button variant="default" disabled={condition === ""} onClick={() => ask({ kind: "save" })}>
              {t("views.save")}
            </Button>
            {condition === "" && <p className={classes.hint}>{t("views.saveHint")}</p>}
          </div>
        </Popover.Dropdown>
      </Popover>

      <NameDialog
        opened={dialog?.kind === "save"}
        title={t("views.saveTitle")}
        label={t("views.name")}
        onClose={close}
        onName={async (name) => {
          const { id } = await create.mutateAsync({ body: { name, condition, pinned: true } });
          onChoose(id);
          toast(t("views.saved", { name }));
        }}
      />
      <NameDialog
        opened={dialog?.kind === "rename"}
        title={t("views.rename")}
        label={t("views.name")}
        name={dialog?.kind === "rename" ? dialog.view.name : ""}
        onClose={close}
        onName={async (name) => {
          if (dialog?.kind === "rename") await update.mutateAsync({ params: { id: dialog.view.id }, body: { name } });
        }}
      />
      <ConfirmDanger
        opened={dialog?.kind === "delete"}
        onClose={close}
        title={t("views.deleteTitle", { name: dialog?.kind === "delete" ? dialog.view.name : "" })}
        action={t("common:action.delete")}
        run={async () => {
          if (dialog?.kind !== "delete") return;
          await remove.mutateAsync({ params: { id: dialog.view.id } });
          if (chosen?.id === dialog.view.id) onChoose(undefined);
        }}
      >
        {t("views.deleteText")}
      </ConfirmDanger>
    </>
  );
}
