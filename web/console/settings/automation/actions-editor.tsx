import { ActionIcon, Button, Menu } from "@mantine/core";
import { Cross2Icon, PlusIcon } from "@radix-ui/react-icons";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Action, ActionName } from "../../../../core/automation/trigger.ts";
import { newKey } from "../../../kit/key.ts";
import { Sortable } from "../frame/sortable.tsx";
import { ActionFields } from "./action-fields.tsx";
import classes from "./actions.module.css";

/** What a new action begins with. */
const FRESH: { [Name in ActionName]: Extract<Action, { do: Name }> } = {
  move: { do: "move", to: "" },
  assign: { do: "assign" },
  handOver: { do: "handOver", to: "" },
  set: { do: "set", field: "priority", value: null },
  tag: { do: "tag", field: "", add: [] },
  notify: { do: "notify", to: ["client"], text: "" },
  note: { do: "note", text: "" },
  say: { do: "say", text: "" },
  open: { do: "open", subject: "" },
  webhook: { do: "webhook", url: "" },
};

/** Actions in their order: added from a menu, dragged, taken away. `errors`: by place, such as `0.to`. */
export function ActionsEditor(props: {
  label: string;
  offered: readonly ActionName[];
  actions: readonly Action[];
  errors: (at: string) => string | undefined;
  onChange: (actions: Action[]) => void;
}) {
  const { actions, offered, onChange } = props;
  const { t } = useTranslation(["automationUi", "common"]);
  // An action is a plain value without a name of its own; a changed one keeps the place and the focus of its old one.
  const keys = useRef(new WeakMap<Action, string>());
  const keyOf = (action: Action) => {
    const known = keys.current.get(action) ?? newKey();
    keys.current.set(action, known);
    return known;
  };
  const change = (index: number, next: Action) => {
    const old = actions[index];
    if (old) keys.current.set(next, keyOf(old));
    onChange(actions.map((action, at) => (at === index ? next : action)));
  };
  return (
    <div className={classes.actions}>
      {actions.length > 0 && (
        <Sortable
          label={props.label}
          items={actions}
          keyOf={keyOf}
          nameOf={(action) => t(`action.${action.do}`)}
          onOrder={onChange}
          draw={(action, index) => (
            <fieldset className={classes.action}>
              <legend className={classes.title}>{t(`action.${action.do}`)}</legend>
              <ActionIcon
                className={classes.remove ?? ""}
                aria-label={`${t("common:action.remove")}: ${t(`action.${action.do}`)}`}
                onClick={() => onChange(actions.filter((_, at) => at !== index))}
              >
                <Cross2Icon />
              </ActionIcon>
              <ActionFields
                action={action}
                errorOf={(field) => props.errors(`${index}.${field}`)}
                onChange={(next) => change(index, next)}
              />
            </fieldset>
          )}
        />
      )}
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <Button variant="default" leftSection={<PlusIcon />}>
            {t("action.add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offered.map((name) => (
            <Menu.Item key={name} onClick={() => onChange([...actions, { ...FRESH[name] }])}>
              {t(`action.${name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
