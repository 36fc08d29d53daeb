import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  replaceEqualDeep,
  useInfiniteQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Label } from "../../../../core/condition/attention.ts";
import type { Condition } from "../../../../core/condition/condition.ts";
import { formatCondition } from "../../../../core/condition/format.ts";
import type { Registry } from "../../../../core/fields/registry.ts";
import { type Answer, send } from "../../../kit/api.ts";
import { useLive } from "../../../kit/live.ts";
import { key, useRoute } from "../../../kit/query.ts";
import { askedSort, rowsAtOnce } from "./columns.ts";
import { type Change, keepNewer, mapRows, type News, NO_NEWS, rowsOf, show, workIn } from "./live-rows.ts";

export type TicketRow = Answer<"listTickets">["items"][number];
/**
 * What is listed: the whole condition, the labels that lift tickets, the order below them (absent: the last change
 * first), the fields beside the row's own.
 */
export type Listed = {
  registry: Registry;
  condition: Condition;
  /** What the list leaves out by itself, to be counted. */
  hidden?: Condition | undefined;
  labels: readonly Label[];
  sort: string | undefined;
  fields: string;
  /** What waits for the person: without what he has snoozed. */
  mine: boolean;
};

type List = InfiniteData<Answer<"listTickets">, string>;
const isList = (data: unknown): data is List => typeof data === "object" && data !== null && "pages" in data;

/** Live events within this time are asked about together, ms; more of them at once are loaded anew. */
const TOGETHER = 120;
const MOST_AT_ONCE = 200;
/** What a person has snoozed does not wait for him ([B-KEY-05]). */
const LEFT_OUT = { snoozed: "left-out" } as const;
/** The total counts up to 10,000 rows: at most so often, ms. */
const RECOUNT = 700;

/** How the list is looked at: whether somebody points at its rows, and whether it stands at its beginning. */
export type Stand = { pointed: boolean; top: boolean };

/** The rows of a list page by page, kept right by what others do; nothing moves under a pointer. */
export function useTickets({ registry, condition, hidden, labels, sort, fields, mine }: Listed, stand: () => Stand) {
  const client = useQueryClient();
  const where = formatCondition(condition, registry);
  const without = mine ? LEFT_OUT : {};
  const ask = { query: { where, sort: askedSort(sort, labels), fields, limit: rowsAtOnce(fields), ...without } };
  const options = infiniteQueryOptions({
    queryKey: [...key("listTickets", ask), "rows"],
    initialPageParam: "",
    queryFn: ({ signal, pageParam }) =>
      send<"listTickets">("listTickets", { query: { ...ask.query, cursor: pageParam }, signal }),
    getNextPageParam: ({ next }) => next,
    // In another order the rows stay until they come in it, and the header with what is open in it.
    placeholderData: keepPreviousData,
    // Changes are worked in row by row; loading all pages again at every event would move the list and load the desk.
    meta: { live: false },
    structuralSharing: (before, answer) =>
      replaceEqualDeep(before, isList(answer) ? keepNewer(isList(before) ? before : undefined, answer) : answer),
  });
  const query = useInfiniteQuery(options);
  const { total, recount } = useTotal(where, without);
  const left = useTotal(hidden && formatCondition(hidden, registry), without);
  const [news, setNews] = useState<{ of: string; news: News }>({ of: where, news: NO_NEWS });
  const current = news.of === where ? news.news : NO_NEWS;

  const showNews = () => {
    setNews({ of: where, news: NO_NEWS });
    if (sort === undefined) client.setQueryData(options.queryKey, (list) => list && show(list, current, labels));
    else void client.resetQueries({ queryKey: options.queryKey, exact: true });
  };
  const work = useEffectEvent(async (changes: readonly Change[]) => {
    recount();
    left.recount();
    if (changes.length > MOST_AT_ONCE)
      return void client.invalidateQueries({ queryKey: options.queryKey, exact: true });
    const limit = rowsAtOnce(fields);
    const changed = changes.map(({ number }) => number);
    const parts = Array.from({ length: Math.ceil(changed.length / limit) }, (_, at) =>
      changed.slice(at * limit, (at + 1) * limit),
    );
    const answers = parts.map((values) => {
      const numbers: Condition = { field: "number", op: "in", values };
      const asked = formatCondition({ all: [condition, numbers] }, registry);
      return send<"listTickets">("listTickets", { query: { where: asked, fields, limit, ...without } });
    });
    const items = (await Promise.all(answers)).flatMap((answer) => answer.items);
    // A page on its way may have been read before this change, and would take its place.
    const onItsWay = client.getQueryCache().find({ queryKey: options.queryKey, exact: true })?.promise;
    await onItsWay?.catch(() => undefined);
    const list = client.getQueryData(options.queryKey);
    if (!list) return;
    const done = workIn(list, current, changes, items, { labels, isUsual: sort === undefined });
    const { pointed: over, top } = stand();
    // Of an empty list nothing can move under the pointer.
    const pointed = over && rowsOf(list).length > 0;
    const isStill = !pointed && top && sort === undefined;
    const now: News = {
      ...(isStill ? done.news : NO_NEWS),
      gone: pointed ? NO_NEWS.gone : done.news.gone,
    };
    client.setQueryData(options.queryKey, show(done.list, now, labels));
    setNews({
      of: where,
      news: {
        ...(isStill ? NO_NEWS : done.news),
        gone: pointed ? done.news.gone : NO_NEWS.gone,
      },
    });
  });
  useChanges(work);

  return {
    rows: rowsOf(query.data),
    query,
    total,
    hidden: left.total,
    news: current,
    showNews,
    /** Takes out what does not belong here any more. */
    dropGone: () => {
      if (current.gone.size === 0) return;
      client.setQueryData(options.queryKey, (list) => list && show(list, { ...NO_NEWS, gone: current.gone }, labels));
      setNews({ of: where, news: { ...current, gone: NO_NEWS.gone } });
    },
    /** Puts a row right before the server has answered. */
    guess: (id: string, change: (row: TicketRow) => TicketRow) =>
      client.setQueryData(
        options.queryKey,
        (list) => list && mapRows(list, (row) => (row.id === id ? change(row) : row)),
      ),
  };
}

/** Collects what the live stream tells of tickets and hands it over in one piece. */
function useChanges(work: (changes: readonly Change[]) => Promise<unknown>): void {
  const client = useQueryClient();
  const waiting = useRef(new Map<string, Change>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      // What is left without an answer is asked for when somebody comes back.
      if (waiting.current.size > 0)
        void client.invalidateQueries({ queryKey: key("listTickets"), refetchType: "none" });
      waiting.current.clear();
    },
    [client],
  );
  const hear = (id: string, number: number, opened: boolean) => {
    const before = waiting.current.get(id)?.opened ?? false;
    waiting.current.set(id, { id, number, opened: before || opened });
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const changes = [...waiting.current.values()];
      waiting.current.clear();
      // The list stays as it is when the server is not reached: what was missed comes with the new stream.
      work(changes).catch(() => undefined);
    }, TOGETHER);
  };
  useLive("ticket", ({ id, number, kinds }) => hear(id, number, kinds.includes("ticket.opened")));
  // Snoozed or back: it leaves the queue, or comes.
  useLive("reminder", ({ ticket, number }) => hear(ticket, number, false));
}

/** How many tickets are found, or that there are more than are counted. */
export type Total = { count: number | undefined; moreThan: number | undefined };

/** [H-LIST-06] How many tickets are found. Counted again after changes. */
function useTotal(
  where: string | undefined,
  without: Partial<typeof LEFT_OUT>,
): { total: Total | undefined; recount: () => void } {
  const client = useQueryClient();
  const ask = { query: { where: where ?? "", limit: 0, total: true, ...without } };
  const isAsked = where !== undefined;
  const options = { meta: { live: false }, placeholderData: keepPreviousData, enabled: isAsked };
  const { data } = useRoute("listTickets", ask, options);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    total: isAsked && data ? { count: data.total, moreThan: data.moreThan } : undefined,
    recount: () => {
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        void client.invalidateQueries({ queryKey: key("listTickets", ask), exact: true });
      }, RECOUNT);
    },
  };
}
