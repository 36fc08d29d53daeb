import { ActionIcon, Button, TextInput } from "@mantine/core";
import { Cross2Icon, PlusIcon } from "@radix-ui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Checklist as List } from "../../../../contract/checklists.ts";
import type { Request } from "../../../../contract/routes.ts";
import { call } from "../../../kit/api.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { key, useRoute } from "../../../kit/query.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { useFaultToast } from "../../../kit/toast.tsx";
import { Nothing } from "../card/block.tsx";
import { useCard } from "../card/card.ts";
import classes from "./checklist.module.css";

/** What is to be done on the ticket: points to tick, and a field for one more [H-TASK-02]. */
export function Checklist() {
  const { t } = useTranslation("checklistUi");
  const { ticket } = useCard();
  const { data, error, refetch } = useRoute("getChecklist", { params: { id: ticket.id } });
  const { guessed, change } = useChange(ticket.id);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={3} />;
  const { can } = data;
  const points = guessed ?? data.points;
  const done = points.filter((point) => point.done).length;
  return (
    <div className={classes.list}>
      {points.length === 0 && <Nothing>{t("none")}</Nothing>}
      {points.length > 0 && (
        <>
          <Nothing>{t("done", { done, all: points.length })}</Nothing>
          <ul className={classes.points}>
            {points.map(({ id, text, done }) => (
              <li key={id} className={classes.point}>
                <label className={classes.label} data-done={done || undefined}>
                  <input
                    type="checkbox"
                    checked={done}
                    disabled={!can.change}
                    onChange={() =>
                      void change(
                        { tick: id, done: !done },
                        points.map((point) => (point.id === id ? { ...point, done: !done } : point)),
                      )
                    }
                  />
                  <span dir="auto">{text}</span>
                </label>
                {can.change && (
                  <ActionIcon
                    size={24}
                    aria-label={t("remove", { text })}
                    onClick={() =>
                      void change(
                        { remove: id },
                        points.filter((point) => point.id !== id),
                      )
                    }
                  >
                    <Cross2Icon />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {can.change && <NewPoint onAdd={(text) => change({ add: text })} />}
    </div>
  );
}

function NewPoint({ onAdd }: { onAdd: (text: string) => Promise<boolean> }) {
  const { t } = useTranslation("checklistUi");
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  return (
    <form
      className={classes.add}
      onSubmit={async (event) => {
        event.preventDefault();
        if (text.trim() === "" || busy) return;
        setBusy(true);
        if (await onAdd(text)) setText("");
        setBusy(false);
        field.current?.focus();
      }}
    >
      <TextInput
        ref={field}
        aria-label={t("new")}
        placeholder={t("new")}
        value={text}
        maxLength={500}
        enterKeyHint="done"
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" leftSection={<PlusIcon />} disabled={text.trim() === ""}>
        {t("add")}
      </Button>
    </form>
  );
}

/** Changes one point, seen at once (`guessed`); answers whether it was taken. */
function useChange(id: string) {
  const client = useQueryClient();
  const fault = useFaultToast();
  const [guessed, guess] = useState<List["points"]>();
  const at = key("getChecklist", { params: { id } });
  const change = async (body: Request<"changeChecklist">["body"], shown?: List["points"]): Promise<boolean> => {
    guess(shown);
    try {
      const list = await call("changeChecklist", { params: { id }, body });
      // An answer on its way may have been read before this change.
      await client.cancelQueries({ queryKey: at });
      client.setQueryData<List>(at, list);
      void client.invalidateQueries({ queryKey: key("listEvents") });
      return true;
    } catch (error) {
      fault(error);
      return false;
    } finally {
      guess(undefined);
    }
  };
  return { guessed, change };
}
