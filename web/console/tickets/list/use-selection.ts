import { useState } from "react";
import type { TicketRow } from "./use-tickets.ts";

/** The row that is pointed at, and the rows that are ticked. Both hold ids, so that they stay when rows move. */
export function useSelection(rows: readonly TicketRow[]) {
  const [active, setActive] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string>();
  const at = rows.findIndex(({ id }) => id === active);

  const step = (by: number | "first" | "last"): TicketRow | undefined => {
    const last = rows.length - 1;
    const wanted = by === "first" ? 0 : by === "last" ? last : at < 0 ? 0 : at + by;
    const row = rows[Math.min(Math.max(wanted, 0), last)];
    if (row) setActive(row.id);
    return row;
  };
  const select = (row: TicketRow, range: boolean) => {
    setActive(row.id);
    const from = rows.findIndex(({ id }) => id === anchor);
    const to = rows.findIndex(({ id }) => id === row.id);
    if (range && from >= 0) {
      const between = rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ id }) => id);
      return setSelected(new Set([...selected, ...between]));
    }
    setAnchor(row.id);
    setSelected(
      selected.has(row.id) ? new Set([...selected].filter((id) => id !== row.id)) : new Set([...selected, row.id]),
    );
  };
  return {
    active: at < 0 ? undefined : active,
    activeRow: rows[at],
    point: (row: TicketRow) => setActive(row.id),
    step,
    /** Only what is still in the list. */
    selected: new Set(rows.flatMap(({ id }) => (selected.has(id) ? [id] : []))),
    select,
    clear: () => setSelected(new Set()),
  };
}
