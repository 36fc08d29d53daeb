import { Button, Drawer } from "@mantine/core";
import { CodeIcon, MixerHorizontalIcon, StarIcon } from "@radix-ui/react-icons";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Condition } from "../../../../core/condition/condition.ts";
import type { Registry } from "../../../../core/fields/registry.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useMe } from "../../../kit/session.ts";
import { sendKeys } from "../../../kit/shortcut-keys.ts";
import { ConditionEditor } from "../../conditions/condition-editor.tsx";
import { useBackCloses } from "../../sheets/use-back-closes.ts";
import { useIsPhone } from "../../sheets/use-is-phone.ts";
import { partFor, readText, textOfCondition, withPart } from "./condition-text.ts";
import { FilterControl } from "./filter-control.tsx";
import { type FilterGroup, filterGroups } from "./filter-groups.ts";
import classes from "./filter-panel.module.css";

/**
 * The filters of the list: what is set here is the same condition that can be written into the search box. On a
 * telephone it is a sheet from below.
 */
export function FilterPanel(props: {
  opened: boolean;
  onClose: () => void;
  registry: Registry;
  /** Without them those of tickets that the desk has, but for those fields `without` which the list is. */
  groups?: readonly FilterGroup[];
  without?: readonly string[];
  condition: Condition;
  onApply: (condition: Condition) => void;
  /** They are kept under a name, once they are applied [H-SAVF-02]. */
  onFavourite?: (() => void) | undefined;
}) {
  const { t } = useTranslation(["list", "common"]);
  const isNarrow = useIsPhone();
  // It is loaded with the first look at it, and slides in once it is there.
  const [opened, setOpened] = useState(false);
  useEffect(() => setOpened(props.opened), [props.opened]);
  const leave = useBackCloses(isNarrow && props.opened, props.onClose);
  const [isOwn, setOwn] = useState(false);
  return (
    <Drawer.Root
      opened={opened}
      onClose={props.onClose}
      position={isNarrow ? "bottom" : "right"}
      size={isNarrow ? "88dvh" : isOwn ? 640 : 400}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={classes.head}>
          <Drawer.Title className={classes.title ?? ""}>{t("filter.title")}</Drawer.Title>
          <Drawer.CloseButton aria-label={t("common:action.close")} />
        </div>
        <Drawer.Body className={classes.body ?? ""}>
          <Filters {...props} isNarrow={isNarrow} leave={leave} isOwn={isOwn} onOwn={setOwn} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

type Inner = Parameters<typeof FilterPanel>[0] & {
  isNarrow: boolean;
  /** Takes its step out of the history, and does what follows from the list. */
  leave: (then: () => void) => void;
  isOwn: boolean;
  onOwn: (isOwn: boolean) => void;
};

/** The inside, made anew each time it is opened: it begins with what is set. */
function Filters({
  isNarrow,
  leave,
  registry,
  condition,
  onApply,
  onFavourite,
  onClose,
  isOwn,
  onOwn,
  ...more
}: Inner) {
  const { t } = useTranslation(["list", "common"]);
  const { filters: chosen } = useMe().list;
  // By what was asked when it was opened: nothing goes from under the hand.
  const [groups] = useState(
    () => more.groups ?? filterGroups(registry, { chosen, without: more.without ?? [], condition }),
  );
  // As text, so that what cannot be read yet is kept while somebody writes it.
  const [draft, setDraft] = useState(() => textOfCondition(condition, registry));
  const [turn, setTurn] = useState(0);
  // The first question, and not the cross; on a telephone the keyboard would hide them all.
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (!isNarrow) form.current?.querySelector("fieldset input")?.setAttribute("data-autofocus", "true");
  }, [isNarrow]);
  const { condition: read, errors } = readText(draft, registry);
  const apply = (then?: () => void) => {
    if (errors.length > 0) return;
    leave(() => {
      onApply(read);
      onClose();
      then?.();
    });
  };
  return (
    <form
      className={classes.form}
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) apply();
      }}
    >
      <div className={classes.fields} key={turn}>
        <Button
          className={classes.other ?? ""}
          variant="subtle"
          size="xs"
          leftSection={isOwn ? <MixerHorizontalIcon /> : <CodeIcon />}
          disabled={isOwn && errors.length > 0}
          onClick={() => onOwn(!isOwn)}
        >
          {t(isOwn ? "filter.usual" : "filter.condition")}
        </Button>
        {isOwn ? (
          <ConditionEditor
            value={draft}
            onChange={setDraft}
            label={t("filter.own")}
            {...(more.groups ? { registry } : {})}
          />
        ) : (
          groups.map(({ group, title, fields }) => (
            <fieldset key={group} className={classes.group}>
              <legend>{title ?? t(`filter.group.${group}`)}</legend>
              {fields.map((field) => (
                <div key={field.key} data-key={field.key}>
                  <FilterControl
                    field={field}
                    label={t(`column.${field.key}`, { defaultValue: textOf(field.label) })}
                    part={partFor(read, field.key)}
                    onPart={(part) =>
                      setDraft((now) =>
                        textOfCondition(
                          withPart(registry, readText(now, registry).condition, field.key, part),
                          registry,
                        ),
                      )
                    }
                  />
                </div>
              ))}
            </fieldset>
          ))
        )}
      </div>
      <div className={classes.foot}>
        <Button
          variant="subtle"
          color="gray"
          disabled={draft === ""}
          onClick={() => {
            setDraft("");
            setTurn(turn + 1);
          }}
        >
          {t("common:action.clear")}
        </Button>
        {onFavourite && (
          <Button
            className={classes.favourite ?? ""}
            variant="default"
            leftSection={<StarIcon />}
            disabled={errors.length > 0 || draft === ""}
            onClick={() => apply(onFavourite)}
          >
            {t("filter.favourite")}
          </Button>
        )}
        <Button type="submit" title={sendKeys()} disabled={errors.length > 0}>
          {t("filter.apply")}
        </Button>
      </div>
    </form>
  );
}
