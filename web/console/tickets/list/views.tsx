import { ActionIcon, Button, Menu, Popover, TextInput } from "@mantine/core";
import { DotsHorizontalIcon, DrawingPinFilledIcon, Link2Icon, MagnifyingGlassIcon } from "@radix-ui/react-icons";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { ConfirmDanger } from "../../../kit/confirm-danger.tsx";
import { useMe } from "../../../kit/session.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { NameDialog } from "./name-dialog.tsx";
import type { Look } from "./use-look.ts";
import { useViewActs } from "./use-views.ts";
import { ViewDialog } from "./view-dialog.tsx";
import classes from "./views.module.css";

export type View = Answer<"listViews">["items"][number];
type Dialog = { kind: "save" } | { kind: "copy" | "rename" | "set" | "delete"; view: View };

/** From so many on they are looked for by name. */
const MANY = 9;

/**
 * Saved views, oldest on top [H-SAVF-03, H-SAVF-04]: choose one, save the filters as one, rename, share, copy, delete.
 * `condition` is what the list is narrowed to now, empty when it is not.
 */
export function ViewMenu(props: {
  views: readonly View[];
  chosen: View | undefined;
  condition: string;
  look: Look;
  opened: boolean;
  onOpen: (opened: boolean) => void;
  /** A name for what the list shows now is asked for, from elsewhere. */
  saving: boolean;
  onSaving: (saving: boolean) => void;
  onChoose: (id: string | undefined) => void;
  /** The filters have become this view. */
  onSaved: (id: string) => void;
  /** The address at which somebody else sees the same list. */
  link: () => string;
  /** The button that opens it. */
  children: ReactElement;
}) {
  const { t } = useTranslation(["views", "common"]);
  const { views, chosen, condition, look, onChoose } = props;
  const me = useMe().person.id;
  const fault = useFaultToast();
  const { create, update, remove, pin } = useViewActs();
  const [asked, setAsked] = useState<Dialog>();
  const [words, setWords] = useState("");
  const [hasMenu, setHasMenu] = useState(false);
  const dialog: Dialog | undefined = props.saving ? { kind: "save" } : asked;
  const named = dialog && "view" in dialog ? dialog.view : undefined;
  const close = () => {
    setAsked(undefined);
    props.onSaving(false);
  };
  const ask = (next: Dialog) => {
    setHasMenu(false);
    props.onOpen(false);
    setAsked(next);
  };
  const copyLink = () => {
    const link = props.link();
    navigator.clipboard?.writeText(link).then(
      () => toast(t("linkCopied")),
      () => toast(link),
    );
  };
  const shown = views.filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()));
  const groups = Map.groupBy(shown, (view) => groupOf(view, me));
  const ordered = [...groups].toSorted(([one], [other]) => rankOf(one) - rankOf(other) || one.localeCompare(other));
  const heading = (group: string) => (group === MINE || group === ALL ? t(`group.${group}`) : group);
  return (
    <>
      <Popover
        opened={props.opened}
        onChange={props.onOpen}
        onClose={() => setWords("")}
        // The menu of a view lies over it: a click there is none outside.
        closeOnClickOutside={!hasMenu}
        position="bottom-start"
        shadow="md"
        trapFocus
      >
        <Popover.Target>{props.children}</Popover.Target>
        <Popover.Dropdown p={4} aria-label={t("title")}>
          {views.length === 0 && <p className={classes.none}>{t("none")}</p>}
          {views.length >= MANY && (
            <TextInput
              size="sm"
              m={4}
              data-autofocus
              leftSection={<MagnifyingGlassIcon />}
              aria-label={t("find")}
              placeholder={t("find")}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          )}
          <div className={classes.groups}>
            {ordered.map(([group, ofGroup]) => (
              <section key={group} aria-label={heading(group)}>
                {(groups.size > 1 || group !== MINE) && <h3 className={classes.heading}>{heading(group)}</h3>}
                <ul className={classes.list}>
                  {ofGroup.map((view) => (
                    <li key={view.id} className={classes.item} data-chosen={view.id === chosen?.id || undefined}>
                      <button
                        type="button"
                        className={classes.name}
                        aria-pressed={view.id === chosen?.id}
                        title={view.name}
                        onClick={() => {
                          props.onOpen(false);
                          onChoose(view.id);
                        }}
                      >
                        <bdi>{view.name}</bdi>
                        {view.owner.id !== me && <small className={classes.owner}>{view.owner.name}</small>}
                        {view.owner.id === me && view.sharing && (
                          <small className={classes.owner}>
                            {"all" in view.sharing ? t("sharing.all") : view.sharing.team.name}
                          </small>
                        )}
                      </button>
                      {view.pinned && <DrawingPinFilledIcon className={classes.pin} aria-label={t("pinned")} />}
                      <Menu position="bottom-end" shadow="md" onChange={setHasMenu}>
                        <Menu.Target>
                          <ActionIcon size={26} aria-label={t("menu", { name: view.name })}>
                            <DotsHorizontalIcon />
                          </ActionIcon>
                        </Menu.Target>
                        <Menu.Dropdown>
                          <Menu.Item
                            onClick={() =>
                              pin.mutate(
                                { params: { id: view.id }, body: { pinned: !view.pinned } },
                                { onError: (error) => fault(error) },
                              )
                            }
                          >
                            {t(view.pinned ? "unpin" : "pin")}
                          </Menu.Item>
                          {view.can.change && (
                            <>
                              <Menu.Item onClick={() => ask({ kind: "rename", view })}>{t("rename")}</Menu.Item>
                              <Menu.Item onClick={() => ask({ kind: "set", view })}>{t("set")}</Menu.Item>
                            </>
                          )}
                          <Menu.Item onClick={() => ask({ kind: "copy", view })}>{t("copy")}</Menu.Item>
                          {view.can.change && (
                            <Menu.Item color="red" onClick={() => ask({ kind: "delete", view })}>
                              {t("common:action.delete")}
                            </Menu.Item>
                          )}
                        </Menu.Dropdown>
                      </Menu>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
            {views.length > 0 && shown.length === 0 && <p className={classes.none}>{t("notFound")}</p>}
          </div>
          <div className={classes.foot}>
            <Button variant="default" disabled={condition === ""} onClick={() => ask({ kind: "save" })}>
              {t("save")}
            </Button>
            {condition === "" && <p className={classes.hint}>{t("saveHint")}</p>}
            <Button
              variant="subtle"
              color="gray"
              leftSection={<Link2Icon />}
              onClick={() => {
                props.onOpen(false);
                copyLink();
              }}
            >
              {t("copyLink")}
            </Button>
          </div>
        </Popover.Dropdown>
      </Popover>

      <ViewDialog
        dialog={dialog?.kind === "save" || dialog?.kind === "set" || dialog?.kind === "copy" ? dialog.kind : undefined}
        view={named}
        name={dialog?.kind === "copy" ? t("copyOf", { name: named?.name }).slice(0, 100) : (named?.name ?? "")}
        onClose={close}
        onSave={async ({ pinned, withLook, ...given }) => {
          const held = named && holdsLook(named) ? named.settings : look.settings;
          const settings = withLook ? held : {};
          if (dialog?.kind === "set" && named) {
            await update.mutateAsync({
              params: { id: named.id },
              body: { ...given, settings },
              ifMatch: named.version,
            });
            if (pinned !== named.pinned) await pin.mutateAsync({ params: { id: named.id }, body: { pinned } });
            return;
          }
          const body = { ...given, condition: named?.condition ?? condition, settings, pinned };
          const { id } = await create.mutateAsync({ body });
          if (named) onChoose(id);
          else props.onSaved(id);
          toast(t("saved", { name: given.name }));
        }}
      />
      <NameDialog
        opened={dialog?.kind === "rename"}
        title={t("rename")}
        label={t("name")}
        name={named?.name ?? ""}
        onClose={close}
        onName={async (name) => {
          if (named) await update.mutateAsync({ params: { id: named.id }, body: { name }, ifMatch: named.version });
        }}
      />
      <ConfirmDanger
        opened={dialog?.kind === "delete"}
        onClose={close}
        title={t("deleteTitle", { name: named?.name ?? "" })}
        action={t("common:action.delete")}
        run={async () => {
          if (!named) return;
          await remove.mutateAsync({ params: { id: named.id } });
          if (chosen?.id === named.id) onChoose(undefined);
        }}
      >
        {t(named?.sharing ? "deleteShared" : "deleteText")}
      </ConfirmDanger>
    </>
  );
}

/** Whether it has columns or an order of its own. */
const holdsLook = ({ settings }: View): boolean => Object.keys(settings).length > 0;

/** Under which heading it stands: my own, what all have, or the name of a team. */
const MINE = "mine";
const ALL = "all";
function groupOf({ sharing, owner }: View, me: string): string {
  if (owner.id === me || sharing === null) return MINE;
  return "all" in sharing ? ALL : sharing.team.name;
}
const rankOf = (group: string): number => (group === MINE ? 0 : group === ALL ? 1 : 2);
