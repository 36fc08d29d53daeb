import { Menu, Popover } from "@mantine/core";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { useMe } from "../../../kit/session.ts";
import { showKeys } from "../../../kit/shortcut-keys.ts";
import keyClasses from "../../../kit/shortcuts.module.css";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { withTexts } from "../../../kit/with-texts.ts";
import { askMove } from "../card/asked-move.ts";
import { useStatuses } from "../card/fields.ts";
import { opensFields } from "../card/offers.ts";
import { AssignList } from "./assign-list.tsx";
import { FirstItem } from "./first-item.tsx";
import { PriorityItems, TagItems } from "./row-choices.tsx";
import type { RowDoing } from "./row-doing.ts";
import classes from "./row-popovers.module.css";
import type { TicketRow } from "./use-tickets.ts";

const ReminderForm = lazy(async () => ({
  default: (await withTexts(import("../reminders/reminder-form.tsx"), ["reminders"])).ReminderForm,
}));
const HISTORY_TEXTS = ["card", "why", "whyUi", "clocks", "refusal"];
const RowHistory = lazy(async () => ({
  default: (await withTexts(import("./row-history.tsx"), HISTORY_TEXTS)).RowHistory,
}));

type Ticket = Answer<"getTicket">;

/** What can be changed in the row itself. */
export type Changeable = "move" | "assign" | "priority";
/** What floats over a row: its menu, its moves, whom to give it to, what became of it, … One at a time. */
export type Floating = { kind: "menu" | "tags" | "snooze" | "history" | Changeable; row: TicketRow; at: DOMRect };

export function RowPopovers(props: {
  floating: Floating;
  onFloat: (floating: Floating | undefined) => void;
  doing: RowDoing;
  onOpen: (row: TicketRow) => void;
  onExpand: (row: TicketRow) => void;
}) {
  const { t } = useTranslation("list");
  const { floating, onFloat, doing } = props;
  const { kind, row, at } = floating;
  const close = () => onFloat(undefined);
  if (kind === "assign" || kind === "snooze" || kind === "history") {
    return (
      <Popover
        opened
        onChange={(opened) => !opened && close()}
        position="bottom-start"
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Anchor at={at} />
        </Popover.Target>
        <Popover.Dropdown p={4} aria-label={t(`row.${kind}`, { number: row.number })}>
          {kind === "assign" ? (
            <AssignList row={row} doing={doing} onDone={close} />
          ) : kind === "snooze" ? (
            <Suspense>
              <ReminderForm ticket={row} onDone={close} />
            </Suspense>
          ) : (
            // Where there is nothing to press, the arrows move it.
            // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
            <div className={classes.history} tabIndex={0} data-autofocus>
              <h3 className={classes.heading}>{t("row.history", { number: row.number })}</h3>
              <Suspense fallback={<SkeletonRows rows={6} />}>
                <RowHistory row={row} />
              </Suspense>
            </div>
          )}
        </Popover.Dropdown>
      </Popover>
    );
  }
  return (
    <Menu
      key={kind}
      opened
      withinPortal={false}
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
      onChange={(opened) => !opened && close()}
      position="bottom-start"
      shadow="md"
      returnFocus
    >
      <Menu.Target>
        <Anchor at={at} />
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ""}>
        {kind === "menu" && <RowMenu {...props} />}
        {kind !== "menu" && (
          <FirstItem>
            {kind === "move" && <Moves {...props} row={row} />}
            {kind === "priority" && <PriorityItems row={row} doing={doing} />}
            {kind === "tags" && <TagItems row={row} doing={doing} />}
          </FirstItem>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** An invisible thing in the place of the row, for the pop-over to hang on. */
function Anchor({ at, ref }: { at: DOMRect; ref?: React.Ref<HTMLSpanElement> }) {
  const style = { left: at.left, top: at.top, width: at.width, height: at.height };
  return <span ref={ref} className={classes.anchor} style={style} aria-hidden />;
}

const keys = (name: string): ReactNode => <kbd className={keyClasses.key}>{showKeys(name)}</kbd>;

function RowMenu(props: Parameters<typeof RowPopovers>[0]) {
  const { t } = useTranslation("list");
  const { floating } = props;
  const { row } = floating;
  const me = useMe();
  const { doing, onFloat } = props;
  const { data: ticket } = useRoute("getTicket", { params: { id: row.id } });
  const can = ticket?.can ?? {};
  const isMine = row.assignees.some(({ id }) => id === me.person.id);
  return (
    <>
      <Menu.Item rightSection={keys("enter")} onClick={() => props.onOpen(row)}>
        {t("row.open")}
      </Menu.Item>
      <Menu.Item onClick={() => props.onExpand(row)}>{t("row.expand")}</Menu.Item>
      <Menu.Divider />
      {can.accept && <Menu.Item onClick={() => doing.accept(row)}>{t("row.accept")}</Menu.Item>}
      <Menu.Item
        rightSection={keys("a")}
        disabled={!can.assign}
        closeMenuOnClick={false}
        onClick={() => onFloat({ ...floating, kind: "assign" })}
      >
        {t("row.assign")}
      </Menu.Item>
      {!isMine && (
        <Menu.Item rightSection={keys("i")} disabled={!can.assign} onClick={() => doing.assignMe(row)}>
          {t("row.assignMe")}
        </Menu.Item>
      )}
      {can.edit && (
        <Menu.Item
          rightSection={keys("p")}
          closeMenuOnClick={false}
          onClick={() => onFloat({ ...floating, kind: "priority" })}
        >
          {t("row.priority")}
        </Menu.Item>
      )}
      <Menu.Item
        rightSection={keys("s")}
        closeMenuOnClick={false}
        onClick={() => onFloat({ ...floating, kind: "snooze" })}
      >
        {t("row.snooze")}
      </Menu.Item>
      {isMine && !row.unread && <Menu.Item onClick={() => doing.markUnread([row])}>{t("row.unread")}</Menu.Item>}
      <Menu.Divider />
      <Menu.Label>{t("row.move")}</Menu.Label>
      <MoveItems {...props} ticket={ticket} row={row} />
      <Menu.Divider />
      <Menu.Item onClick={() => doing.copyLink(row)}>{t("row.copy")}</Menu.Item>
    </>
  );
}

type MovesProps = { row: TicketRow; doing: RowDoing; onOpen: (row: TicketRow) => void };

/** The moves alone, behind the key `m`. */
function Moves(props: MovesProps) {
  const { t } = useTranslation("list");
  const { data: ticket } = useRoute("getTicket", { params: { id: props.row.id } });
  return (
    <>
      <Menu.Label>{t("row.moveOf", { number: props.row.number })}</Menu.Label>
      <MoveItems {...props} ticket={ticket} />
    </>
  );
}

function MoveItems({ row, ticket, doing, onOpen }: MovesProps & { ticket: Ticket | undefined }) {
  const { t } = useTranslation(["list", "common"]);
  const statusOf = useStatuses(ticket?.process ?? "");
  if (!ticket) return <Menu.Item disabled>{t("common:loading")}…</Menu.Item>;
  if (ticket.moves.length === 0) return <Menu.Item disabled>{t("row.noMoves")}</Menu.Item>;
  // On the same conditions as on the card [O-STAT-16]: what asks for something opens there.
  return ticket.moves.map((offer) => {
    const asks = statusOf(offer.to).category === "cancelled" || opensFields(offer, null);
    const open = () => {
      onOpen(row);
      askMove(row.id, offer.to);
    };
    return (
      <Menu.Item
        key={`${offer.to} ${offer.label.en}`}
        {...(asks ? { rightSection: <span className={classes.hint}>{t("row.asks")}</span> } : {})}
        onClick={() => (asks ? open() : doing.move(row, ticket, offer.to))}
      >
        {textOf(offer.label)}
      </Menu.Item>
    );
  });
}
