import { Button } from "@mantine/core";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { withTexts } from "../../../kit/with-texts.ts";
import { useCard } from "../card/card.ts";
import classes from "./split.module.css";

const SplitDialog = lazy(async () => ({
  default: (await withTexts(import("./split-dialog.tsx"), ["split", "newTicket", "clocks"])).SplitDialog,
}));

/** In the place of the composer while messages are chosen: how many, and on with them ([B-UNDO-04]). */
export function SplitBar() {
  const { t } = useTranslation(["card", "common"]);
  const { splitting, ticket } = useCard();
  const { chosen = [], stop } = splitting;
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
          <SplitDialog onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </section>
  );
}
