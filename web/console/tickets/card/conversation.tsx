import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../kit/api.ts";
import { type Composed, Composer, type ComposerHandle } from "../../../kit/composer.tsx";
import { formatFully, formatMoment } from "../../../kit/format.ts";
import { textOf } from "../../../kit/i18n.ts";
import { key } from "../../../kit/query.ts";
import { CannedButton } from "../canned/canned-button.tsx";
import { type Message, useAsked, useCard } from "./card.ts";
import { useChannels } from "./channel-tabs.tsx";
import { EmojiButton } from "./emoji-button.tsx";
import { EmployeeName } from "./employee-name.tsx";
import { HeldLines } from "./held-lines.tsx";
import { Letter } from "./letter.tsx";
import { useMentions } from "./mentions.tsx";
import { opensFields } from "./offers.ts";
import classes from "./thread.module.css";
import { ThreadView } from "./thread-view.tsx";
import { useDelivery } from "./use-delivery.ts";
import { useSeen } from "./use-seen.ts";
import { useThread } from "./use-thread.ts";

/** What the client asked for, and the talk with him [H-CHAT-01]. */
export function Conversation() {
  const { t } = useTranslation("card");
  const { ticket, past, typing, comment } = useCard();
  const thread = useThread("messages");
  const text = useRef<HTMLTextAreaElement>(null);
  const composer = useRef<ComposerHandle>(null);
  const client = useQueryClient();
  const mentions = useMentions("messages", text);
  const channels = useChannels();
  useSeen("main", !thread.isLoading && thread.error === null, thread.messages.at(-1)?.id ?? "");
  useDelivery(thread);
  useAsked("reply", () => text.current?.focus());
  // The move that a reply may do at once, where nothing else has to be given for it [P-REP-04].
  const ending = ticket.moves.find((offer) => offer.withMessage && !opensFields(offer, comment.changed));
  const send = async ({ text, files, idempotencyKey }: Composed, moveTo?: string) => {
    const called = mentions.idsIn(text);
    const own = comment.changed === null ? {} : { comment: comment.changed };
    // Where there is time to think again, nobody hears of it before that is over.
    await call((ticket.recallSeconds ?? 0) > 0 ? "holdMessage" : "sayMessage", {
      params: { id: ticket.id },
      body: {
        ...(text ? { text } : {}),
        ...(files.length > 0 ? { files } : {}),
        ...(called.length > 0 ? { mentions: called } : {}),
        ...(channels.chosen ? { channel: channels.chosen } : {}),
        ...(moveTo === undefined ? {} : { move: { to: moveTo, ...own } }),
      },
      idempotencyKey,
    });
    if (moveTo !== undefined) comment.clear();
    await Promise.all([client.invalidateQueries({ queryKey: key("listHeldMessages") }), thread.refresh()]);
  };
  return (
    <ThreadView
      thread={thread}
      label={t("thread.title")}
      head={<ClientWords letter={thread.letter} />}
      tail={<HeldLines composer={composer} onSaid={thread.refresh} />}
      foot={
        past ? null : ticket.can.say ? (
          <Composer
            draftKey={`ticket/${ticket.id}/message`}
            label={t("thread.write")}
            placeholder={t("thread.writeHint")}
            textRef={text}
            handle={composer}
            head={channels.tabs}
            way={channels.chosen}
            stopped={channels.why !== null}
            mostFiles={ticket.filesPerMessage}
            onTyping={typing}
            extra={
              <>
                {mentions.button}
                <EmojiButton text={text} />
                <CannedButton ticket={ticket.id} text={text} />
              </>
            }
            onSend={(composed) => send(composed)}
            second={ending && { label: textOf(ending.withMessage), onSend: (composed) => send(composed, ending.to) }}
          />
        ) : (
          <p className={classes.closed}>
            {ticket.mergedInto ? t("header.mergedInto", { number: ticket.mergedInto.number }) : t("thread.mayNot")}
          </p>
        )
      }
    />
  );
}

/**
 * The request itself stands first: the client's own words, or those of whoever wrote them down for him. What a colleague
 * opened for us, with no client, is his own.
 */
function ClientWords({ letter }: { letter: Message["letter"] }) {
  const { t } = useTranslation("card");
  const { ticket } = useCard();
  const { createdBy, clientView } = ticket;
  const employee =
    createdBy?.kind === "employee" && createdBy.id ? (
      <EmployeeName person={{ id: createdBy.id, name: createdBy.name }} />
    ) : null;
  const isOurs = employee !== null && !clientView?.name && ticket.channel === "internal";
  const channel = ticket.channel ? t(`channel.${ticket.channel}`, { defaultValue: ticket.channel }) : "";
  return (
    <div className={classes.words}>
      <div className={classes.by}>
        <strong>{isOurs ? employee : clientView?.name || t("thread.client")}</strong>
        <span title={formatFully(ticket.createdAt)}>
          {[formatMoment(ticket.createdAt), channel].filter(Boolean).join(" · ")}
        </span>
        {letter && <Letter letter={letter} />}
        {employee && !isOurs && (
          <span>
            {t("thread.writtenDown")} {employee}
          </span>
        )}
      </div>
      <p dir="auto">{ticket.description || ticket.subject}</p>
    </div>
  );
}
