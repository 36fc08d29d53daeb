import { useQueryClient } from "@tanstack/react-query";
import { type PointerEvent, type TouchEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../kit/api.ts";
import { formatFully, formatTime } from "../../kit/format.ts";
import { key, useAct } from "../../kit/query.ts";
import { toast, useFaultToast } from "../../kit/toast.tsx";
import { PencilIcon } from "../frame/icons.tsx";
import { Menu, type MenuItem, type MenuPoint, pointUnder } from "../frame/menu.tsx";
import { BinIcon, CopyIcon, DotsIcon } from "../frame/more-icons.tsx";
import { Files } from "./attachments.tsx";
import classes from "./chat.module.css";
import { DeleteSheet } from "./delete-sheet.tsx";
import { partsOf } from "./links.ts";
import { Ticks } from "./ticks.tsx";

export type Message = Answer<"listMessages">["items"][number];

/** How long a finger stays before it means the menu, ms, and how far it may move, px. */
const LONG = 450;
const STILL = 10;

/** A message: its words, files, time and ticks; a long press or the right button opens what can be done with it. */
export function Bubble(props: { message: Message; follows: boolean; ticket: string; onEdit: () => void }) {
  const { message, follows, ticket } = props;
  const { t } = useTranslation(["portal", "common"]);
  const client = useQueryClient();
  const sayFault = useFaultToast();
  const [at, setAt] = useState<MenuPoint>();
  const [isLeaving, setLeaving] = useState(false);
  const press = useLongPress(setAt);
  const remove = useAct("deleteMessage", {
    onSettled: () => client.invalidateQueries({ queryKey: key("listMessages") }),
    onError: sayFault,
  });
  if (message.author.kind === "system") return <p className={classes.system}>{message.text}</p>;

  const copy = () => navigator.clipboard.writeText(message.text).then(() => toast(t("common:action.copied")), sayFault);
  const items: MenuItem[] = [
    ...(message.text ? [{ label: t("common:action.copy"), icon: <CopyIcon />, run: () => void copy() }] : []),
    ...(message.can.edit ? [{ label: t("common:action.edit"), icon: <PencilIcon />, run: props.onEdit }] : []),
    ...(message.can.delete
      ? [{ label: t("common:action.delete"), icon: <BinIcon />, run: () => setLeaving(true), danger: true }]
      : []),
  ];
  const name = message.author.name || t("chat.firm");
  return (
    <div className={classes.line} data-mine={message.mine} data-follows={follows}>
      {/* The same menu is behind the button beside it, for mouse and keyboard. */}
      <div className={classes.bubble} {...(items.length > 0 ? press : {})}>
        {!message.mine && !follows && <span className={classes.author}>{name}</span>}
        {message.mine && <span className="unseen">{t("chat.you")}</span>}
        {message.deleted ? <i className={classes.gone}>{t("chat.deleted")}</i> : <Files files={message.files} />}
        {message.text && <Words text={message.text} />}
        <span className={classes.foot}>
          {message.editedAt && !message.deleted && <span>{t("chat.edited")}</span>}
          <time dateTime={message.at} title={formatFully(message.at)}>
            {formatTime(message.at)}
          </time>
          {message.mine && !message.deleted && <Ticks state={message.readAt ? "read" : "sent"} />}
        </span>
      </div>
      {items.length > 0 && (
        <button
          type="button"
          className={classes.act}
          aria-label={t("chat.menu")}
          aria-haspopup="menu"
          onClick={(event) => setAt(pointUnder(event.currentTarget))}
        >
          <DotsIcon />
        </button>
      )}
      {at && <Menu label={t("chat.menu")} at={at} items={items} onClose={() => setAt(undefined)} />}
      {isLeaving && (
        <DeleteSheet
          onClose={() => setLeaving(false)}
          onDelete={() => remove.mutate({ params: { id: ticket, messageId: message.id } })}
        />
      )}
    </div>
  );
}

/** Words with the addresses among them as links. */
export function Words({ text }: { text: string }) {
  return (
    <span className={classes.words} dir="auto">
      {partsOf(text).map(({ text: part, href }, at) =>
        href ? (
          // The pieces of one text have their order.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </span>
  );
}

function useLongPress(open: (at: MenuPoint) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const start = useRef({ x: 0, y: 0 });
  const opened = useRef(false);
  const stop = () => clearTimeout(timer.current);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType === "mouse") return;
      const at = { x: event.clientX, y: event.clientY };
      start.current = at;
      opened.current = false;
      timer.current = setTimeout(() => {
        navigator.vibrate?.(10);
        opened.current = true;
        open(at);
      }, LONG);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const { x, y } = start.current;
      if (Math.hypot(event.clientX - x, event.clientY - y) > STILL) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    // The finger that has opened the menu is no tap beside it, however soon it is lifted.
    onTouchEnd: (event: TouchEvent<HTMLElement>) => {
      if (opened.current && event.cancelable) event.preventDefault();
    },
    onContextMenu: (event: React.MouseEvent<HTMLElement>) => {
      // A selection is to be copied as it is, and a link has a menu of its own.
      if (event.target instanceof Element && event.target.closest("a")) return;
      if (getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      stop();
      open({ x: event.clientX, y: event.clientY });
    },
  };
}
