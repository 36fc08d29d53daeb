import { useEffect, useRef, useState } from "react";
import type { RowActs } from "./ticket-line.tsx";

/** The same functions for as long as the list is there, so that a row is drawn again only when it is another one. */
export function useActs(now: RowActs): RowActs {
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  const [acts] = useState<RowActs>(() => ({
    open: (row) => latest.current.open(row),
    expand: (row) => latest.current.expand(row),
    point: (row) => latest.current.point(row),
    mayTick: (row) => latest.current.mayTick(row),
    select: (row, range) => latest.current.select(row, range),
    menu: (row, at) => latest.current.menu(row, at),
    history: (row, at) => latest.current.history(row, at),
    change: (row, what, at) => latest.current.change(row, what, at),
    mayChange: (row, what) => latest.current.mayChange(row, what),
    quick: (row) => latest.current.quick(row),
    move: (row, move) => latest.current.move(row, move),
  }));
  return acts;
}
