import { Button, Skeleton } from "@mantine/core";
import { ArrowDownIcon } from "@radix-ui/react-icons";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../kit/error-state.tsx";
import { formatDay, formatDayNear } from "../../../kit/format.ts";
import { SplitBar } from "../split/split-bar.tsx";
import { type Message, useCard } from "./card.ts";
import { MessageLine } from "./message-line.tsx";
import classes from "./thread.module.css";
import { threadItems } from "./thread.ts";
import type { Thread } from "./use-thread.ts";

/** How near to the end one must be to be taken along by a new message, px. */
const NEAR = 120;

/**
 * A thread that scrolls by itself: opens at what is new, else at its end; stays where it is when older messages come on
 * top; follows new ones only while its end is in sight.
 */
export function ThreadView(props: {
  thread: Thread;
  label: string;
  /** Above the oldest message, once that is there. */
  head?: ReactNode;
  empty?: ReactNode;
  note?: boolean;
  /** Below the newest message. */
  tail?: ReactNode;
  foot: ReactNode;
}) {
  const { thread } = props;
  const { t } = useTranslation("card");
  const { splitting } = useCard();
  const { box, end, isBehind, jump } = useScroll(thread.messages, thread.newFrom);
  const items = threadItems(thread.messages, formatDay, thread.newFrom);
  return (
    <div className={classes.thread}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.scroll} ref={box} aria-label={props.label} tabIndex={0}>
        <div className={classes.column}>
          {!thread.hasOlder && props.head}
          {thread.hasOlder && (
            <Button
              className={classes.older}
              variant="subtle"
              onClick={thread.loadOlder}
              loading={thread.isLoadingOlder}
            >
              {t("thread.older")}
            </Button>
          )}
          {thread.isLoading && <ThreadSkeleton />}
          {thread.error !== null && thread.messages.length === 0 && (
            <ErrorState error={thread.error} onRetry={thread.refresh} />
          )}
          {items.map((item) => {
            if (item.kind === "day") {
              return (
                <span key={item.key} className={classes.day}>
                  {formatDayNear(item.at)}
                </span>
              );
            }
            if (item.kind === "new") {
              return (
                <div key={item.key} className={classes.new} data-new>
                  {t("thread.new")}
                </div>
              );
            }
            const { message, follows } = item;
            return (
              <MessageLine
                key={item.key}
                message={message}
                follows={follows}
                note={props.note ?? false}
                onChanged={thread.refresh}
              />
            );
          })}
          {!thread.isLoading && thread.error === null && thread.messages.length === 0 && props.empty}
          {props.tail}
          <span ref={end} />
          {isBehind && (
            <Button
              className={classes.jump}
              size="compact-sm"
              variant="default"
              leftSection={<ArrowDownIcon />}
              onClick={jump}
            >
              {t("thread.jump")}
            </Button>
          )}
        </div>
      </section>
      <div className={classes.foot}>{splitting.chosen ? <SplitBar /> : props.foot}</div>
    </div>
  );
}

function ThreadSkeleton() {
  const { t } = useTranslation();
  return (
    <output aria-label={t("loading")} style={{ display: "grid", gap: 12 }}>
      <Skeleton height={44} width="60%" radius={10} />
      <Skeleton height={60} width="45%" radius={10} style={{ justifySelf: "end" }} />
      <Skeleton height={32} width="50%" radius={10} />
    </output>
  );
}

function useScroll(messages: readonly Message[], newFrom: string | undefined) {
  const box = useRef<HTMLElement>(null);
  const end = useRef<HTMLSpanElement>(null);
  const [isBehind, setBehind] = useState(false);
  const before = useRef<{ first: string; last: string; height: number } | undefined>(undefined);
  const first = messages[0]?.id ?? "";
  const last = messages.at(-1)?.id ?? "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first and last messages say what has come
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const was = before.current;
    const fromEnd = was ? was.height - element.scrollTop - element.clientHeight : 0;
    if (!was?.last) {
      const mark = element.querySelector("[data-new]");
      if (mark) mark.scrollIntoView({ block: "center" });
      else element.scrollTop = element.scrollHeight;
    } else if (was.last !== last) {
      const isOwn = messages.at(-1)?.mine === true;
      if (isOwn || fromEnd < NEAR) element.scrollTop = element.scrollHeight;
      else setBehind(true);
    } else if (was.first !== first) {
      element.scrollTop += element.scrollHeight - was.height;
    }
    before.current = { first, last, height: element.scrollHeight };
  }, [first, last, newFrom]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !isBehind) return;
    const look = () => {
      if (element.scrollHeight - element.scrollTop - element.clientHeight < NEAR) setBehind(false);
    };
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [isBehind]);
  return { box, end, isBehind, jump: () => end.current?.scrollIntoView({ block: "end" }) };
}
