import { useEffect, useEffectEvent, useState } from "react";
import { ATTACHED, attachedLeftOut, OF_INCIDENTS } from "../../../../core/condition/attached.ts";
import type { Problem } from "../../../../core/condition/check.ts";
import { type Condition, testsIn } from "../../../../core/condition/condition.ts";
import type { Registry } from "../../../../core/fields/registry.ts";
import type { TicketSearch } from "../../app/address.ts";
import { ALWAYS, absorb, fieldOfPart, readText, sideBySide, textOfCondition, together } from "./condition-text.ts";
import type { TicketFields } from "./fields.ts";
import type { Tab } from "./list-tabs.tsx";
import { usePreference } from "./preference.ts";
import { type LeftOut, useMended } from "./use-mended.ts";
import type { View } from "./views.tsx";

/** Which list: all tickets of the desk, or those assigned to me. */
export type Section = "tickets" | "my";
/** `onSearch` changes parts of the address; `undefined` takes a part out; `replace` leaves no step in the history. */
export type Address = {
  search: TicketSearch;
  onSearch: (
    change: { [K in keyof TicketSearch]?: TicketSearch[K] | undefined },
    options?: { replace?: boolean },
  ) => void;
};

export type ListState = {
  /** The tabs of this list: no New where no process has tickets that wait to be taken. */
  tabs: readonly Tab[];
  tab: Tab;
  view: View | undefined;
  /** The address names a view that is not there, or not for this person. */
  isViewGone: boolean;
  /** What of the condition cannot be asked any more, and is left out. */
  left: readonly LeftOut[];
  /** The open view asks something else than it is kept with. */
  isChanged: boolean;
  /** Filters and words together, as a view keeps them. */
  text: string;
  /** The filters, as they are shown. */
  where: Condition;
  /** Filters that make no sense on this tab [H-FILT-07]. */
  without: readonly string[];
  /** What stands in the search box. */
  box: string;
  errors: readonly Problem[];
  /** What is listed; absent while something cannot be read. */
  condition: Condition | undefined;
  /** What is left out of it by itself: tickets attached to incidents [H-FILT-09]. */
  hidden: Condition | undefined;
  isNarrowed: boolean;
  setTab: (tab: Tab) => void;
  setView: (id: string | undefined) => void;
  /** Opens the view that the filters have just become: they are not wanted on the tab All any more. */
  openSaved: (id: string) => void;
  setWhere: (where: Condition) => void;
  /** Answers what stays in the search box: parts that are filters become filters. */
  find: (text: string) => string;
  clear: () => void;
  /** Takes the parts that cannot be asked out of the address. */
  dropLeft: () => void;
  /** Back to the view as it is kept. */
  reset: () => void;
};

/** What a section and its tab list before any filter. */
const BASE: Record<Section | Tab, Condition> = {
  new: { field: "category", op: "is", value: "new" },
  // What there is still to be done: the tickets that count as somebody's load.
  open: { field: "category", op: "in", values: ["new", "open", "paused"] },
  my: { field: "assignee", op: "has", value: { me: true } },
  all: ALWAYS,
  archive: { field: "category", op: "in", values: ["closed", "cancelled"] },
  // Mine that are planned to be done, or to be gone on with, today [H-EMP-06]; the server counts the same.
  today: {
    all: [
      { field: "assignee", op: "has", value: { me: true } },
      { field: "category", op: "in", values: ["new", "open", "paused"] },
      { any: ["due", "resumeAt"].map((field) => ({ field, op: "is", value: { day: "today" } })) },
    ],
  },
  tickets: ALWAYS,
};

/** The list's state is its address; filters are kept with the person besides, for the next visit [H-FILT-03]. */
export function useListState(
  section: Section,
  { search, onSearch }: Address,
  { registry, statuses }: TicketFields,
  views: readonly View[] | undefined,
  inbox: Condition | undefined,
  hasToday: boolean,
): ListState {
  const [kept, keepFilters] = usePreference("list.filters");
  const saved = textIn(kept, section);
  const ofView = section === "tickets" ? search.view : undefined;
  const view = views?.find(({ id }) => id === ofView);
  const isViewGone = ofView !== undefined && views !== undefined && view === undefined;
  const hasNew = section === "tickets" && statuses.some(({ category }) => category === "new");
  // What was kept is not worth an error: fields come and go.
  const worthKeeping = isViewGone || readText(saved, registry).errors.length > 0 ? "" : saved;
  const usual = view?.condition ?? worthKeeping;
  const mended = useMended(search.where ?? usual, registry);
  const filters = mended.read;
  const words = readText(search.q ?? "", registry);
  const first: Tab = section === "my" ? "open" : hasNew ? "new" : "all";
  const isEvery = ofView !== undefined || search.tab === "all";
  // Who asks for a status of his own tickets means it, whether they have ended or not.
  const asksMore =
    section === "my" && search.tab !== "open" && (asksStatus(filters.condition) || asksStatus(words.condition));
  const hasArchive = inbox !== undefined && section === "tickets";
  const isArchive = hasArchive && view === undefined && search.tab === "archive";
  const isToday = hasToday && view === undefined && search.tab === "today";
  const tab = isArchive ? "archive" : isToday ? "today" : isEvery || asksMore ? "all" : first;
  const own = section === "my" ? (inbox ?? BASE.my) : BASE[section];
  const without = tab === "new" ? NOT_ON_NEW : [];
  const where = leaveOut(filters.condition, without);
  const errors = mended.isComing ? [] : [...filters.errors, ...words.errors];
  const attached = attachedLeftOut(registry, where, words.condition);
  const listed = (...more: Condition[]) => together(registry, own, BASE[tab], where, words.condition, ...more);
  const isWaiting = (ofView !== undefined && views === undefined) || mended.isComing;

  // The address says what is seen, so that it can be given to a colleague.
  const isRestored =
    search.where === undefined && view === undefined && search.q === undefined && usual !== "" && !isWaiting;
  useEffect(() => {
    if (isRestored) onSearch({ where: usual }, { replace: true });
  });
  useTemporarySort(search, onSearch);

  const write = (next: Condition, more: Parameters<Address["onSearch"]>[0] = {}) => {
    const text = textOfCondition(next, registry);
    // A view is changed for the moment; the person's own filters are kept.
    if ((!view || text === "") && text !== saved) keepFilters({ ...(isRecord(kept) ? kept : {}), [section]: text });
    const isAll = section === "my" && asksStatus(next);
    const left = text === "" && view ? { ...AS_KEPT, view: undefined, tab: "all" } : isAll ? { tab: "all" } : {};
    onSearch({ where: text === "" ? undefined : text, ...left, ...more });
  };
  const text = textOfCondition(together(registry, filters.condition, words.condition), registry);
  const isAsked = search.where !== undefined || search.q !== undefined;
  return {
    isViewGone,
    left: mended.left,
    text,
    isChanged: view !== undefined && isAsked && text !== canonical(view.condition, registry),
    dropLeft: () => write(filters.condition),
    reset: () => onSearch(AS_KEPT),
    tabs: [
      ...(first === "all" ? [] : [first]),
      "all",
      ...(hasToday ? (["today"] as const) : []),
      ...(hasArchive ? (["archive"] as const) : []),
    ],
    tab,
    view,
    where,
    without,
    box: filters.errors.length > 0 ? mended.text : (search.q ?? ""),
    errors,
    condition: errors.length > 0 || isWaiting ? undefined : listed(...(attached ? [attached] : [])),
    hidden: attached && tab !== "new" ? listed(ATTACHED) : undefined,
    isNarrowed: sideBySide(where).length > 0 || search.q !== undefined,
    // What is looked for on one tab is looked for on the other, too; what a view holds stays with the view.
    setTab: (next) => {
      const asked = view || search.q === undefined ? {} : { q: search.q, where: worthKeeping || undefined };
      onSearch(
        section === "my" ? { tab: next } : { ...AS_KEPT, ...asked, sort: search.sort, tab: next, view: undefined },
      );
    },
    setView: (id) => onSearch({ ...AS_KEPT, view: id, tab: "all" }),
    openSaved: (id) => {
      if (!view && saved !== "") keepFilters({ ...(isRecord(kept) ? kept : {}), [section]: "" });
      onSearch({ ...AS_KEPT, view: id, tab: "all" });
    },
    // What the tab has no use for stays for the other one.
    setWhere: (next) => write(together(registry, next, onlyOf(filters.condition, without))),
    find: (text) => {
      const { where: next, rest } = absorb(registry, filters.condition, readText(text, registry).condition);
      const left = textOfCondition(rest, registry);
      write(next, { q: left === "" ? undefined : left });
      return left;
    },
    clear: () => write(ALWAYS, { q: undefined }),
  };
}

/** Nothing in the address but what a view holds, or the person's own. */
const AS_KEPT = { where: undefined, q: undefined, sort: undefined, cols: undefined, labels: undefined };

/** The text of a condition in its one form, in which equal ones are written alike. */
const canonical = (text: string, registry: Registry): string =>
  textOfCondition(readText(text, registry).condition, registry);

const STATUS_FIELDS = ["status", "category"];
const NOT_ON_NEW = [...STATUS_FIELDS, ...OF_INCIDENTS];
const asksStatus = (condition: Condition): boolean =>
  testsIn(condition).some(({ field }) => STATUS_FIELDS.includes(field));

const onlyOf = (condition: Condition, fields: readonly string[]): Condition => ({
  all: sideBySide(condition).filter((part) => fields.includes(fieldOfPart(part) ?? "")),
});

function leaveOut(condition: Condition, fields: readonly string[]): Condition {
  const parts = sideBySide(condition).filter((part) => !fields.includes(fieldOfPart(part) ?? ""));
  const [only, ...more] = parts;
  return only && more.length === 0 ? only : { all: parts };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
function textIn(kept: unknown, name: string): string {
  const text = isRecord(kept) ? kept[name] : undefined;
  return typeof text === "string" ? text : "";
}

let wasReloaded = performance
  .getEntriesByType("navigation")
  .some((entry) => "type" in entry && entry.type === "reload");

/** [H-SORT-03] An order chosen by a click holds until the page is loaded again; a link may still carry one. */
function useTemporarySort(search: TicketSearch, onSearch: Address["onSearch"]): void {
  const [drop] = useState(wasReloaded && search.sort !== undefined);
  const forget = useEffectEvent(() => {
    wasReloaded = false;
    if (drop) onSearch({ sort: undefined }, { replace: true });
  });
  useEffect(() => forget(), []);
}
