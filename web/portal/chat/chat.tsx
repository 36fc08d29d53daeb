import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../kit/error-state.tsx";
import { formatDay, formatDayNear } from "../../kit/format.ts";
import { useRoutePages } from "../../kit/query.ts";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import type { TicketView } from "../ticket/keep-ticket.ts";
import { Bubble, type Message } from "./bubble.tsx";
import classes from "./chat.module.css";
import { linesOf } from "./days.ts";
import { CHAT } from "./go-to-chat.ts";
import { post, postAgain, takeBack, threadAsk, useOutgoing } from "./outbox.ts";
import { OutgoingBubble } from "./outgoing-bubble.tsx";
import { Writer } from "./writer.tsx";

/** So near to the end one reads what comes, px. */
const NEAR = 240;

/** The talk about a ticket, as people know it from their telephones. */
export function Chat({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation("portal");
  const client = useQueryClient();
  const thread = useRoutePages("listMessages", threadAsk(ticket.id));
  const outgoing = useOutgoing(ticket.id);
  const [edited, setEdited] = useState<Message>();
  const messages = (thread.data?.pages ?? []).toReversed().flatMap(({ items }) => items.filter(saysSomething));
  const lines = linesOf(messages, formatDay);
  const end = useEnd(messages.at(-1)?.id, outgoing.length, (ticket.unreadMessages ?? 0) > 0);
  const isEmpty = thread.isSuccess && messages.length + outgoing.length === 0;

  return (
    <section id={CHAT} className={classes.chat} aria-label={t("chat.title")}>
      <div className={classes.thread} role="log" aria-live="polite" aria-label={t("chat.messages")}>
        {thread.hasNextPage && (
          <Button
            variant="subtle"
            loading={thread.isFetchingNextPage}
            onClick={() => void thread.fetchNextPage()}
            className={classes.earlier}
          >
            {t("chat.earlier")}
          </Button>
        )}
        {thread.isPending && <SkeletonRows rows={3} />}
        {thread.error && messages.length === 0 && (
          <ErrorState error={thread.error} onRetry={() => void thread.refetch()} />
        )}
        {isEmpty && <p className={classes.empty}>{t(ticket.can.say ? "chat.empty" : "chat.emptyClosed")}</p>}
        {lines.map((line) =>
          line.kind === "day" ? (
            <Day key={line.at} at={line.at} />
          ) : (
            <Bubble
              key={line.message.id}
              message={line.message}
              follows={line.follows}
              ticket={ticket.id}
              onEdit={() => setEdited(line.message)}
            />
          ),
        )}
        {outgoing.map((item) => (
          <OutgoingBubble
            key={item.key}
            item={item}
            onAgain={() => postAgain(client, item.key)}
            onDrop={() => takeBack(item.key)}
          />
        ))}
        <div ref={end} />
      </div>
      {ticket.can.say ? (
        <Writer
          ticket={ticket.id}
          edited={edited}
          onEdited={() => setEdited(undefined)}
          onSend={(said) => post(client, { ticket: ticket.id, ...said })}
        />
      ) : (
        <p className={classes.closed}>{t("chat.closed")}</p>
      )}
    </section>
  );
}

/** The letter that became the ticket has given its words to the description: it has nothing to show here. */
const saysSomething = ({ text, files, deleted }: Message): boolean => deleted || text !== "" || files.length > 0;

function Day({ at }: { at: string }) {
  // Drawn again when the language changes.
  useTranslation();
  return (
    <p className={classes.day}>
      <span>{formatDayNear(at)}</span>
    </p>
  );
}

/** Keeps the end of the talk in sight: at first when there is something unread, then for who is near it or has written. */
function useEnd(last: string | undefined, outgoing: number, startsThere: boolean) {
  const end = useRef<HTMLDivElement>(null);
  const [starts] = useState(startsThere);
  const seen = useRef<{ last: string | undefined; outgoing: number }>(undefined);
  const follow = useEffectEvent(() => {
    const before = seen.current;
    const isFirst = before === undefined && last !== undefined;
    if (before || isFirst) {
      const bottom = end.current?.getBoundingClientRect().bottom ?? 0;
      const isNear = bottom < innerHeight + NEAR;
      const hasWritten = before !== undefined && outgoing > before.outgoing;
      const hasCome = before !== undefined && before.last !== last && isNear;
      if ((isFirst && starts) || hasWritten || hasCome) end.current?.scrollIntoView({ block: "end" });
    }
    if (last !== undefined || before) seen.current = { last, outgoing };
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: when something is added at the end
  useEffect(() => follow(), [last, outgoing]);
  return end;
}
