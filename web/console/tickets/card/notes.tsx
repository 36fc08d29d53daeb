import { Checkbox } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../kit/api.ts";
import { Composer } from "../../../kit/composer.tsx";
import { EmptyState } from "../../../kit/empty-state.tsx";
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
            extra={
              <>
                {mentions.button}
                <EmojiButton text={text} />
                <Checkbox
                  label={t("notes.important")}
                  checked={important}
                  onChange={(event) => setImportant(event.currentTarget.checked)}
                />
              </>
            }
            onSend={async ({ text, files, idempotencyKey }) => {
              const called = mentions.idsIn(text);
              await call("sayNote", {
                params: { id: ticket.id },
                body: {
                  text,
                  important,
                  ...(files.length > 0 ? { files } : {}),
                  ...(called.length > 0 ? { mentions: called } : {}),
                },
                idempotencyKey,
              });
              setImportant(false);
              await thread.refresh();
            }}
          />
        )
      }
    />
  );
}
