import { useState } from "react";

/** Choosing what goes into a new ticket: messages and notes of the open card, by id. */
export type Splitting = {
  /** Undefined: nobody is choosing. */
  chosen: readonly string[] | undefined;
  /** Begins, with these chosen already. */
  start: (ids?: readonly string[]) => void;
  toggle: (id: string) => void;
  stop: () => void;
};

export function useSplitting(may: boolean): Splitting {
  const [chosen, setChosen] = useState<readonly string[]>();
  return {
    chosen: may ? chosen : undefined,
    start: (ids = []) => setChosen((before = []) => [...new Set([...before, ...ids])]),
    toggle: (id) =>
      setChosen((before = []) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id])),
    stop: () => setChosen(undefined),
  };
}
