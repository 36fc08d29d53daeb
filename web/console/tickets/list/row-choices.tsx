import { Menu } from "@mantine/core";
import { CheckIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { StatusDot } from "../../../kit/status.tsx";
import { RARELY } from "../card/fields.ts";
import type { RowDoing } from "./row-doing.ts";
import classes from "./row-popovers.module.css";
import type { TicketRow } from "./use-tickets.ts";

type Props = { row: TicketRow; doing: RowDoing };

/** The priorities of the desk, the most pressing first, and none [O-PRIO-03]. */
export function PriorityItems({ row, doing }: Props) {
  const { t } = useTranslation(["list", "common"]);
  const { data } = useRoute("listPriorities", {}, RARELY);
  const { data: ticket } = useRoute("getTicket", { params: { id: row.id } });
  const now = row.priorityView?.key ?? null;
  if (!data || !ticket) return <Menu.Item disabled>{t("common:loading")}…</Menu.Item>;
  if (!ticket.can.edit) return <Menu.Item disabled>{t("row.mayNotEdit")}</Menu.Item>;
  const offered = data.items.filter(({ active, key }) => active || key === now);
  return (
    <>
      <Menu.Label>{t("row.priorityOf", { number: row.number })}</Menu.Label>
      {offered.map(({ key, name, colour }) => (
        <Menu.Item
          key={key}
          leftSection={<StatusDot colour={colour} />}
          rightSection={key === now && <CheckIcon />}
          onClick={() => doing.prioritise(row, { key, name, colour })}
        >
          {textOf(name)}
        </Menu.Item>
      ))}
      <Menu.Item rightSection={now === null && <CheckIcon />} onClick={() => doing.prioritise(row, null)}>
        {t("row.noPriority")}
      </Menu.Item>
    </>
  );
}

/** The lists of the workspace that a ticket may have several values of: each is put on and taken off by itself. */
export function TagItems({ row, doing }: Props) {
  const { t } = useTranslation(["list", "common"]);
  const { data } = useRoute("listFields", {}, RARELY);
  const { data: ticket } = useRoute("getTicket", { params: { id: row.id } });
  if (!data || !ticket) return <Menu.Item disabled>{t("common:loading")}…</Menu.Item>;
  const lists = data.items.filter(
    ({ custom, active, type, mine }) => custom && active && type === "lists" && mine === "write",
  );
  if (lists.length === 0 || !ticket.can.edit) {
    return <Menu.Item disabled>{t(ticket.can.edit ? "row.noTags" : "row.mayNotEdit")}</Menu.Item>;
  }
  return lists.map((field) => {
    const key = field.key.replace(/^custom\./, "");
    const value = ticket.custom?.[key];
    const held = Array.isArray(value) ? value.map(String) : [];
    const toggle = (option: string) =>
      held.includes(option) ? held.filter((one) => one !== option) : [...held, option];
    return (
      <div key={field.key}>
        <Menu.Label>{textOf(field.name)}</Menu.Label>
        {field.choices
          .filter((choice) => !choice.retired || held.includes(choice.key))
          .map((choice) => (
            <Menu.Item
              key={choice.key}
              role="menuitemcheckbox"
              aria-checked={held.includes(choice.key)}
              closeMenuOnClick={false}
              leftSection={<span className={classes.check}>{held.includes(choice.key) && <CheckIcon />}</span>}
              onClick={() => void doing.tag(row, key, toggle(choice.key))}
            >
              {textOf(choice.name)}
            </Menu.Item>
          ))}
      </div>
    );
  });
}
