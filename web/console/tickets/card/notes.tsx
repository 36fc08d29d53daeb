import { Checkbox, Chip } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../kit/api.ts";
import { Composer } from "../../../kit/composer.tsx";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { textOf } from "../../../kit/i18n.ts";
import { key } from "../../../kit/query.ts";
import { useAsked, useCard } from "./card.ts";
import { EmojiButton } from "./emoji-button.tsx";
import { useMentions } from "./mentions.tsx";
import { ThreadView } from "./thread-view.tsx";
import { useSeen } from "./use-seen.ts";
import { useThread } from "./use-thread.ts";

/** What employees write to each other; clients never see it [H-COMM-01]. */
export function Notes() {
  const { t } = useTranslation("card");
  const { ticket, past, typing } = useCard();
  const thread = useThread("notes");
  const text = useRef<HTMLTextAreaElement>(null);
  const mentions = useMentions("notes", text);
  const [important, setImportant] = useState(false);
  const [handOver, setHandOver] = useState<string>();
  const client = useQueryClient();
  // What is pressed beside the note goes along with it [P-ESC-01]; whom it goes to the stage's team decides.
  const handovers = (ticket.handovers ?? []).filter(
    ({ withNote, demands }) => withNote && demands.every(({ required, met }) => met || !required),
  );
  const to = handovers.find((one) => one.to === handOver)?.to;
  // Who has just written an important note has not opened it: it stays important for the others.
  useSeen("notes", !thread.isLoading && thread.error === null, thread.messages.findLast(({ mine }) => !mine)?.id ?? "");
  useAsked("note", () => text.current?.focus());
  return (
    <ThreadView
      note
      thread={thread}
      label={t("tab.notes")}
      empty={<EmptyState title={t("notes.emptyTitle")} why={t("notes.emptyText")} />}
      foot={
        past || !ticket.can.note ? null : (
          <Composer
            draftKey={`ticket/${ticket.id}/note`}
            label={t("notes.write")}
            placeholder={t("notes.writeHint")}
            tone="note"
            textRef={text}
            onTyping={typing}
            mayBeEmpty={to !== undefined}
            extra={
              <>
                {mentions.button}
                <EmojiButton text={text} />
                <Checkbox
                  label={t("notes.important")}
                  checked={important}
                  onChange={(event) => setImportant(event.currentTarget.checked)}
                />
                {handovers.map((one) => (
                  <Chip key={one.to} checked={to === one.to} onChange={(on) => setHandOver(on ? one.to : undefined)}>
                    {textOf(one.label)}
                  </Chip>
                ))}
              </>
            }
            onSend={async ({ text, files, idempotencyKey }) => {
              const called = mentions.idsIn(text);
              if (to && text === "" && files.length === 0) {
                await call("handOverTicket", { params: { id: ticket.id }, body: { to }, idempotencyKey });
              } else {
                await call("sayNote", {
                  params: { id: ticket.id },
                  body: {
                    text,
                    important,
                    ...(files.length > 0 ? { files } : {}),
                    ...(called.length > 0 ? { mentions: called } : {}),
                    ...(to ? { handOver: { to } } : {}),
                  },
                  idempotencyKey,
                });
              }
              if (to) void client.invalidateQueries({ queryKey: key("getTicket") });
              setImportant(false);
              setHandOver(undefined);
              await thread.refresh();
            }}
          />
        )
      }
    />
  );
}
