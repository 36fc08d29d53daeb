import { Button } from "@mantine/core";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { withTexts } from "../../../kit/with-texts.ts";
import { type Message, useCard } from "../card/card.ts";
import { useThread } from "../card/use-thread.ts";
import classes from "./split.module.css";
import { useUndoSplit } from "./use-undo-split.ts";

const SplitDialog = lazy(async () => ({
  default: (await withTexts(import("./split-dialog.tsx"), ["newTicket", "clocks"])).SplitDialog,
}));

/** In the place of the composer while messages are chosen: how many, and on with them ([B-UNDO-04]). */
export function SplitBar() {
  const { t } = useTranslation(["card", "common"]);
  const { splitting, ticket } = useCard();
  const { chosen = [], stop } = splitting;
  const messages = useChosen(chosen);
  const { undo, refresh } = useUndoSplit();
  const [asking, setAsking] = useState(false);
  const bar = useRef<HTMLElement>(null);
  // The keyboard goes on from here, through the talk, to the boxes.
  useEffect(() => bar.current?.focus(), []);
  const hasDocuments = (ticket.documents ?? []).length > 0;
  return (
    <section
      ref={bar}
      tabIndex={-1}
      className={classes.bar}
      aria-label={t("split.title")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || asking) return;
        event.stopPropagation();
        stop();
      }}
    >
      <span className={classes.count} role="status">
        {chosen.length === 0 ? t("split.choose") : t("split.chosen", { count: chosen.length })}
      </span>
      <Button variant="default" onClick={stop}>
        {t("common:action.cancel")}
      </Button>
      <Button disabled={chosen.length === 0 && !hasDocuments} onClick={() => setAsking(true)}>
        {t("split.go")}
      </Button>
      {asking && (
        <Suspense>
          <SplitDialog
            ticket={ticket}
            chosen={messages}
            onClose={() => setAsking(false)}
            onSplit={() => {
              stop();
              void refresh();
            }}
            undo={undo}
          />
        </Suspense>
      )}
    </section>
  );
}

/** The chosen ones of both talks, oldest first. */
function useChosen(ids: readonly string[]): Message[] {
  const [messages, notes] = [useThread("messages").messages, useThread("notes").messages];
  return [...messages, ...notes].filter(({ id }) => ids.includes(id)).toSorted((a, b) => (a.at < b.at ? -1 : 1));
}
