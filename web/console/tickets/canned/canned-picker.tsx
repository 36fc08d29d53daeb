import { TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { useRoute } from "../../../kit/query.ts";
import { useMay } from "../../../kit/session.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { useSearchField } from "../card/use-sign.ts";
import classes from "./canned.module.css";
import { findReplies } from "./find-replies.ts";

/**
 * Groups on the left, the replies of the chosen one on the right [P-CAN-03], as they read for the ticket; words look
 * through all groups. By the
 * keyboard: words, arrows up and down, Enter; Tab leads to the groups. `onBegin` is called when the field for the words
 * stands, and gives those to begin with; `onEmpty` when the desk has no replies.
 */
export function CannedPicker({
  ticket,
  onBegin,
  onEmpty,
  onTake,
  onClose,
}: {
  ticket: string;
  onBegin: () => string;
  onEmpty: () => void;
  onTake: (reply: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(["cannedUi", "common"]);
  const may = useMay();
  const query = useRoute("listCannedReplies", { query: { ticket } });
  const [words, setWords] = useState("");
  const [group, setGroup] = useState<string>();
  const [at, setAt] = useState(0);
  const list = useId();
  const rows = useRef<HTMLDivElement>(null);
  const isEmpty = query.data?.items.every(({ replies }) => replies.length === 0) ?? false;
  const tellEmpty = useEffectEvent(onEmpty);
  useEffect(() => {
    if (isEmpty) tellEmpty();
  }, [isEmpty]);
  const hasField = query.data?.items.some(({ replies }) => replies.length > 0) ?? false;
  const field = useSearchField(hasField, () => setWords(onBegin()));
  if (query.isPending) return <SkeletonRows rows={5} />;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const groups = query.data.items.filter(({ replies }) => replies.length > 0);
  const chosen = groups.find(({ id }) => id === group) ?? groups[0];
  const isSearch = words.trim() !== "";
  const shown = isSearch ? findReplies(groups, words) : (chosen?.replies ?? []);
  const active = Math.min(at, shown.length - 1);
  const go = (to: number) => {
    setAt(to);
    rows.current?.children[to]?.scrollIntoView({ block: "nearest" });
  };
  const keys = (event: KeyboardEvent) => {
    const reply = shown[active];
    if (event.key === "ArrowDown") go(Math.min(active + 1, shown.length - 1));
    else if (event.key === "ArrowUp") go(Math.max(active - 1, 0));
    else if (event.key === "Enter" && reply) onTake(reply.id);
    // Whoever wanted a slash after all writes a second one.
    else if (event.key === "/" && words === "") onClose();
    else return;
    event.preventDefault();
  };
  if (groups.length === 0) {
    return (
      <EmptyState
        title={t("picker.empty")}
        why={
          may("section.settings") ? (
            <Link to="/settings/canned-replies">{t("picker.toPage")}</Link>
          ) : (
            t("picker.emptyWhy")
          )
        }
      />
    );
  }
  return (
    <div className={classes.picker}>
      <TextInput
        ref={field}
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={shown[active] ? `${list}-${shown[active].id}` : undefined}
        aria-label={t("picker.search")}
        placeholder={t("picker.search")}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={keys}
      />
      <div className={classes.sides} data-whole={isSearch || undefined}>
        {!isSearch && (
          <nav className={classes.groups} aria-label={t("picker.groups")}>
            {groups.map(({ id, name, replies }) => (
              <button
                key={id}
                type="button"
                className={classes.group}
                aria-pressed={id === chosen?.id}
                onClick={() => {
                  setGroup(id);
                  setAt(0);
                }}
              >
                <span className={classes.name}>{name}</span>
                <span className={classes.count}>{replies.length}</span>
              </button>
            ))}
          </nav>
        )}
        {shown.length === 0 ? (
          <p className={classes.none}>{t("picker.none")}</p>
        ) : (
          <div ref={rows} id={list} className={classes.replies} role="listbox" aria-label={t("picker.replies")}>
            {shown.map((reply, index) => (
              <div
                key={reply.id}
                id={`${list}-${reply.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className={classes.reply}
                onPointerMove={() => setAt(index)}
                onClick={() => onTake(reply.id)}
                onKeyDown={keys}
              >
                <strong className={classes.name}>{reply.name}</strong>
                <span className={classes.text}>{reply.text}</span>
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
