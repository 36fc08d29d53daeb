import { ActionIcon, Button, Checkbox, Group, Menu, Textarea } from "@mantine/core";
import { DotsHorizontalIcon, LayersIcon, Pencil1Icon, TrashIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../kit/api.ts";
import { ConfirmDanger } from "../../../kit/confirm-danger.tsx";
import { MessageFiles } from "../../../kit/file-list.tsx";
import { formatFully, formatMoment, formatTime } from "../../../kit/format.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { sendKeys } from "../../../kit/shortcut-keys.ts";
import { type Message, useCard } from "./card.ts";
import { EmployeeName } from "./employee-name.tsx";
import { Letter } from "./letter.tsx";
import { NotDelivered } from "./not-delivered.tsx";
import classes from "./thread.module.css";
import { Delivered, Ticks } from "./ticks.tsx";
import { ToldButton } from "./told-button.tsx";

/** One message of the client thread, or a note: who, what, when, and what may be done with it. */
export function MessageLine(props: { message: Message; follows: boolean; note?: boolean; onChanged: () => unknown }) {
  const { message, follows, note } = props;
  const { t } = useTranslation(["card", "common"]);
  const { ticket, past, splitting } = useCard();
  const [doing, setDoing] = useState<"edit" | "delete">();
  const isClient = message.author.kind === "client";
  const side = note ? "note" : isClient ? "theirs" : "ours";
  const may = past ? { edit: false, delete: false } : message.can;
  const params = { id: ticket.id, messageId: message.id };
  // The letter that opened the ticket stays: its words are the description.
  const opens = message.letter !== undefined && message.at === ticket.createdAt;
  const maySplit = ticket.can.split === true && !past && !message.deleted && !opens;
  const { chosen } = splitting;
  return (
    <article
      className={classes.message}
      data-side={side}
      data-follows={follows || undefined}
      data-deleted={message.deleted || undefined}
      aria-label={t("thread.by", { name: authorOf(message, t("thread.client")), at: formatMoment(message.at) })}
    >
      {!follows && (
        <div className={classes.by}>
          {message.author.kind === "employee" && message.author.id ? (
            <EmployeeName person={{ id: message.author.id, name: message.author.name }} />
          ) : (
            <strong>{authorOf(message, t(isClient ? "thread.client" : "thread.system"))}</strong>
          )}
        </div>
      )}
      <div className={classes.line}>
        {chosen && maySplit && (
          <Checkbox
            className={classes.tick ?? ""}
            aria-label={t("split.tick", { text: message.text.slice(0, 60) || t("split.files") })}
            checked={chosen.includes(message.id)}
            onChange={() => splitting.toggle(message.id)}
          />
        )}
        {doing === "edit" ? (
          <EditMessage message={message} onDone={() => setDoing(undefined)} onChanged={props.onChanged} />
        ) : (
          <div className={classes.bubble}>
            {message.deleted ? (
              <p className={classes.text}>{t("thread.deleted")}</p>
            ) : (
              message.text && (
                <p className={classes.text} dir="auto" data-important={message.important || undefined}>
                  {message.text}
                </p>
              )
            )}
            <MessageFiles files={message.files} />
            {message.delivery?.state === "failed" && !past && (
              <NotDelivered message={message} onChanged={props.onChanged} />
            )}
            <span className={classes.meta}>
              {message.letter && <Letter letter={message.letter} />}
              {message.editedAt && !message.deleted && (
                <span title={formatFully(message.editedAt)}>{t("thread.edited")}</span>
              )}
              {isMessenger(message.channel) && <span>{t(`channel.${message.channel}`)}</span>}
              <time dateTime={message.at} title={formatFully(message.at)}>
                {formatTime(message.at)}
              </time>
              {side === "ours" && !message.deleted && <Sent message={message} isPast={past !== undefined} />}
            </span>
          </div>
        )}
        {(may.edit || may.delete || (maySplit && !note)) && doing !== "edit" && !chosen && (
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon className={classes.acts} size={24} aria-label={t("thread.acts")}>
                <DotsHorizontalIcon />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {maySplit && (
                <Menu.Item leftSection={<LayersIcon />} onClick={() => splitting.start([message.id])}>
                  {t("split.menu")}
                </Menu.Item>
              )}
              {may.edit && (
                <Menu.Item leftSection={<Pencil1Icon />} onClick={() => setDoing("edit")}>
                  {t("common:action.edit")}
                </Menu.Item>
              )}
              {may.delete && (
                <Menu.Item leftSection={<TrashIcon />} onClick={() => setDoing("delete")}>
                  {t("common:action.delete")}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <ConfirmDanger
        opened={doing === "delete"}
        onClose={() => setDoing(undefined)}
        title={t("thread.deleteTitle")}
        action={t("common:action.delete")}
        run={async () => {
          await call("deleteMessage", { params });
          await props.onChanged();
        }}
      >
        {t("thread.deleteText")}
      </ConfirmDanger>
    </article>
  );
}

/** The ticks: open who was told of the message, by which letter. */
function Sent({ message: { id, readAt, delivery }, isPast }: { message: Message; isPast: boolean }) {
  const ticks = delivery ? <Delivered delivery={delivery} readAt={readAt} /> : <Ticks readAt={readAt} />;
  if (isPast) return ticks;
  return (
    <ToldButton of={id} className={classes.envelope}>
      {ticks}
    </ToldButton>
  );
}

const MESSENGERS = ["telegram", "viber", "facebook", "vk"];
const isMessenger = (channel: string): boolean => MESSENGERS.includes(channel);

const authorOf = ({ author }: Message, other: string): string => author.name || other;

/** Another text in the place of the old one; Escape leaves it as it was. */
function EditMessage(props: { message: Message; onDone: () => void; onChanged: () => unknown }) {
  const { t } = useTranslation();
  const { ticket } = useCard();
  const [text, setText] = useState(props.message.text);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async () => {
    setBusy(true);
    try {
      const params = { id: ticket.id, messageId: props.message.id };
      await call("editMessage", { params, body: { text: text.trim() } });
      await props.onChanged();
      props.onDone();
    } catch (fault) {
      setError(fault);
      setBusy(false);
    }
  };
  return (
    <form
      className={classes.edit}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Textarea
        aria-label={t("action.edit")}
        value={text}
        autosize
        minRows={2}
        maxRows={14}
        maxLength={50_000}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void save();
          }
          if (event.key === "Escape") {
            event.stopPropagation();
            props.onDone();
          }
        }}
      />
      <RefusalList error={error} />
      <Group gap="sm" justify="flex-end">
        <Button variant="default" onClick={props.onDone}>
          {t("action.cancel")}
        </Button>
        <Button type="submit" loading={busy} disabled={text.trim() === ""} title={sendKeys()}>
          {t("action.save")}
        </Button>
      </Group>
    </form>
  );
}
