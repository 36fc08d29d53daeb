import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LIMITS } from "../../../../core/process/limits.ts";
import { toast } from "../../../kit/toast.tsx";
import type { TicketRow } from "./use-tickets.ts";

/** Which row was pointed at where a list was left, by its name: who comes back goes on from there. */
const left = new Map<string, string>();

/**
 * The row that is pointed at, and the rows that are ticked. Both hold ids, so that they stay when rows move. `mayTick`:
 * whether a row has a tick at all.
 */
export function useSelection(rows: readonly TicketRow[], name: string, mayTick: (row: TicketRow) => boolean) {
  const [active, setActiveNow] = useState(() => left.get(name));
  const setActive = (id: string) => {
    left.set(name, id);
    setActiveNow(id);
  };
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string>();
  const [all, setAll] = useState(false);
  const { t } = useTranslation("list");
  const ticked = (some: readonly TicketRow[]) => some.filter(mayTick);
  const at = rows.findIndex(({ id }) => id === active);
  // Where it stood, for when it leaves the list: the next step goes to the row that took its place.
  const stood = useRef(-1);
  useEffect(() => {
    if (at >= 0) stood.current = at;
  });

  const step = (by: number | "first" | "last"): TicketRow | undefined => {
    const last = rows.length - 1;
    const from = (step: number) => (at < 0 ? Math.max(stood.current + Math.min(step, 0), 0) : at + step);
    const wanted = by === "first" ? 0 : by === "last" ? last : from(by);
    const row = rows[Math.min(Math.max(wanted, 0), last)];
    if (row) setActive(row.id);
    return row;
  };
  /** By hand as many as one can look through; of more it is said that there are more. */
  const put = (ids: readonly string[]) => {
    setAll(false);
    if (ids.length > LIMITS.chosenByHand) toast(t("selectMost", { count: LIMITS.chosenByHand }));
    setSelected(new Set(ids.slice(0, LIMITS.chosenByHand)));
  };
  const select = (row: TicketRow, range: boolean) => {
    setActive(row.id);
    if (!mayTick(row)) return;
    const from = rows.findIndex(({ id }) => id === anchor);
    const to = rows.findIndex(({ id }) => id === row.id);
    if (range && from >= 0) {
      const between = ticked(rows.slice(Math.min(from, to), Math.max(from, to) + 1)).map(({ id }) => id);
      return put([...new Set([...selected, ...between])]);
    }
    setAnchor(row.id);
    // One taken out of all that are found leaves those on the screen: all but one is no condition.
    const before = all ? ticked(rows).map(({ id }) => id) : [...selected];
    put(before.includes(row.id) ? before.filter((id) => id !== row.id) : [...before, row.id]);
  };
  const clear = () => {
    setAll(false);
    setSelected(new Set());
  };
  return {
    active: at < 0 ? undefined : active,
    activeRow: rows[at],
    point: (row: TicketRow) => setActive(row.id),
    step,
    /** Only what is still in the list. */
    selected: new Set(ticked(rows).flatMap(({ id }) => (all || selected.has(id) ? [id] : []))),
    /** All that are found are meant, also those that are not loaded yet. */
    all,
    select,
    /** What is loaded, then all that are found. */
    selectAll: () => {
      const loaded = ticked(rows)
        .slice(0, LIMITS.chosenByHand)
        .map(({ id }) => id);
      if (loaded.every((id) => selected.has(id)) && loaded.length > 0) setAll(true);
      else setSelected(new Set(loaded));
    },
    selectFound: () => setAll(true),
    clear,
  };
}
