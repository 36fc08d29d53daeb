import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, call } from "../../../kit/api.ts";
import type { ComposerHandle } from "../../../kit/composer.tsx";
import { MessageFiles } from "../../../kit/file-list.tsx";
import { isProblem, Problem } from "../../../kit/problem.ts";
import { key, useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { showKeys } from "../../../kit/shortcut-keys.ts";
import { useShortcuts } from "../../../kit/shortcuts.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { useCard } from "./card.ts";
import classes from "./thread.module.css";

type Held = Answer<"listHeldMessages">["items"][number];

/** Messages that nobody but their author knows of yet, with the time that is left to take them back ([B-UNDO-03]). */
export function HeldLines({ composer, onSaid }: { composer: RefObject<ComposerHandle | null>; onSaid: () => unknown }) {
  const { t } = useTranslation(["card", "common"]);
  const { ticket, past } = useCard();
  const client = useQueryClient();
  const fault = useFaultToast();
  const [busy, setBusy] = useState<string>();
  const { data } = useRoute(
    "listHeldMessages",
    { params: { id: ticket.id } },
    { enabled: !past && (ticket.recallSeconds ?? 0) > 0 },
  );
  const items = data?.items ?? [];

  const act = async (held: Held, run: () => Promise<unknown>) => {
    setBusy(held.id);
    try {
      await run();
    } catch (error) {
      // It went out in this very moment.
      if (isProblem(error) && error.status === 404) toast(t("held.gone"));
      else fault(error);
    }
    await Promise.all([client.invalidateQueries({ queryKey: key("listHeldMessages") }), onSaid()]);
    setBusy(undefined);
  };
  const params = (held: Held) => ({ id: ticket.id, heldId: held.id });
  const recall = (held: Held) =>
    act(held, async () => {
      const { text, files } = await call("recallMessage", { params: params(held) });
      composer.current?.restore(text, files);
    });
  const send = (held: Held) => act(held, () => call("sendHeldMessage", { params: params(held) }));

  const last = items.findLast(({ refusals }) => refusals === null);
  const group = t("common:shortcuts.ticket");
  useShortcuts(
    last
      ? [
          {
            keys: "mod+z",
            label: t("held.recall"),
            group,
            run: () => void recall(last),
            whileWriting: true,
            // What was typed since is taken back by the field itself.
            fits: () => composer.current?.isEmpty() ?? true,
          },
        ]
      : [],
  );
  return items.map((held) => (
    <article key={held.id} className={classes.message} data-side="ours" data-held aria-label={t("held.label")}>
      <div className={classes.line}>
        <div className={classes.bubble}>
          {held.text && (
            <p className={classes.text} dir="auto">
              {held.text}
            </p>
          )}
          <MessageFiles files={held.files} />
        </div>
      </div>
      {held.refusals && (
        <div className={classes.refused}>
          <strong>{t("held.refused")}</strong>
          <RefusalList error={new Problem({ code: "ticket/refused", status: 422, refusals: held.refusals })} />
        </div>
      )}
      <div className={classes.held}>
        {!held.refusals && <Left held={held} />}
        <Button
          size="compact-sm"
          variant="default"
          loading={busy === held.id}
          title={held === last ? showKeys("mod+z") : undefined}
          onClick={() => void recall(held)}
        >
          {t("held.recall")}
        </Button>
        <Button size="compact-sm" variant="subtle" disabled={busy === held.id} onClick={() => void send(held)}>
          {t(held.refusals ? "held.again" : "held.now")}
        </Button>
      </div>
    </article>
  ));
}

/** How much of the time is left, second by second. */
function Left({ held }: { held: Held }) {
  const { t } = useTranslation("card");
  const due = Date.parse(held.dueAt);
  const whole = due - Date.parse(held.heldAt);
  const leftNow = () => Math.ceil(Math.min(Math.max(due - Date.now(), 0), whole) / 1000);
  const [left, setLeft] = useState(leftNow);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment alone says what is left
  useEffect(() => {
    const timer = setInterval(() => setLeft(leftNow()), 250);
    return () => clearInterval(timer);
  }, [due]);
  return <span className={classes.left}>{left > 0 ? t("held.left", { count: left }) : t("held.going")}</span>;
}
