import { hasEnded } from "./case.ts";
import type { Category, Colour, Move, Process, Status, Text } from "./process.ts";

/** A status that a desk adds to its process: what it means, from where employees come to it, and where they go on. */
export type AddedStatus = {
  key: string;
  name: Text;
  category: Category;
  colour: Colour;
  from: readonly string[];
  /** Without any it is final. */
  to: readonly string[];
};

/**
 * The next version of a process, with one status more. The clocks treat it as its category says: time in work runs in
 * `open`, waits in `paused` and ends with the others. The caller checks what comes of it.
 */
export function addStatus(process: Process, added: AddedStatus): Process {
  const { key, name, category, colour, to } = added;
  const status: Status = { category, colour, name, ...(to.length === 0 ? { final: true } : {}) };
  const { runs, stops } = process.clocks.resolution;
  const resolution = {
    runs: category === "open" ? [...runs, key] : runs,
    stops: hasEnded(category) ? [...stops, key] : stops,
  };
  return {
    ...process,
    version: process.version + 1,
    statuses: { ...process.statuses, [key]: status },
    moves: [...process.moves, ...movesOf(process, added)],
    clocks: { ...process.clocks, resolution },
  };
}

function movesOf(process: Process, { key, name, category, from, to }: AddedStatus): Move[] {
  const step = (of: Pick<Move, "from" | "to" | "label">, permission: string): Move => ({
    ...of,
    by: ["employee"],
    permission,
  });
  const arrival = category === "cancelled" ? "ticket.cancel" : "ticket.move";
  const departure = hasEnded(category) ? "ticket.reopen" : "ticket.move";
  return [
    step({ from: [...from], to: key, label: name }, arrival),
    ...to.map((next) => {
      const target = process.statuses[next];
      const permission = target?.category === "cancelled" ? "ticket.cancel" : departure;
      return step({ from: [key], to: next, label: target?.name ?? name }, permission);
    }),
  ];
}
