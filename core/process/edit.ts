import { hasEnded } from "./case.ts";
import { clockIn } from "./clocks.ts";
import type { Category, Move, Process, Status, Text } from "./process.ts";

/*
 * Steps of editing a process, each giving a new one: the drawn graph and the form do the same by these. What comes of it
 * may have faults, which the check names.
 */

export type Clock = "running" | "paused" | "stopped";

/** With a status more, at the end; the clock treats it as its category says. */
export function putStatus(process: Process, key: string, status: Status): Process {
  const { category } = status;
  const added: Process = { ...process, statuses: { ...process.statuses, [key]: status } };
  return setClock(added, key, usualClock(category));
}

/** The clock of a category that says nothing else: it runs in work, waits on a pause, and stands otherwise. */
function usualClock(category: Category): Clock {
  if (category === "open") return "running";
  return category === "paused" ? "paused" : "stopped";
}

/** With other properties of a status. Under another category the clock is that category's; `undefined` takes one away. */
export function changeStatus(process: Process, key: string, change: Partial<Status>): Process {
  const old = process.statuses[key];
  if (!old) return process;
  const status: Status = defined({ ...old, ...change });
  const changed = { ...process, statuses: { ...process.statuses, [key]: status } };
  return change.category && change.category !== old.category
    ? setClock(changed, key, usualClock(change.category))
    : changed;
}

const RESUME: Text = { en: "Resume", ru: "Возобновить", id: "Lanjutkan", fa: "ادامه دادن" };

/**
 * With a date on which tickets go on from a status by themselves, or without. Employees can go on before that date too:
 * where no step of theirs leads out, it is added, for nobody could touch the ticket until then.
 */
export function setResume(process: Process, key: string, resume: Status["resume"]): Process {
  const changed = changeStatus(process, key, { resume });
  const byHand = process.moves.some(({ from, by }) => from.includes(key) && by.includes("employee"));
  return resume === undefined || byHand ? changed : addMove(changed, key, resume.to, RESUME);
}

/** With this clock in a status. It stands in one place alone, so that nothing contradicts it. */
export function setClock(process: Process, key: string, clock: Clock): Process {
  const { runs, stops } = process.clocks.resolution;
  const without = (list: readonly string[]) => list.filter((one) => one !== key);
  const isEnd = hasEnded(process.statuses[key]?.category ?? "open");
  const resolution = {
    runs: clock === "running" ? [...without(runs), key] : without(runs),
    stops: clock === "stopped" && isEnd ? [...without(stops), key] : without(stops),
  };
  const bare = withClock({ ...process, clocks: { ...process.clocks, resolution } }, key, undefined);
  return bare.statuses[key] === undefined || clockIn(bare, key) === clock ? bare : withClock(bare, key, clock);
}

function withClock(process: Process, key: string, clock: Clock | undefined): Process {
  const status = process.statuses[key];
  if (!status) return process;
  return { ...process, statuses: { ...process.statuses, [key]: defined({ ...status, clock }) } };
}

/** Without a status, and without the moves and automatic moves that only led to it. */
export function removeStatus(process: Process, key: string): Process {
  const { [key]: _, ...statuses } = process.statuses;
  const without = (list: readonly string[]) => list.filter((one) => one !== key);
  const { reaction, resolution } = process.clocks;
  return defined({
    ...process,
    statuses,
    startWith: process.startWith?.filter(({ status }) => status !== key),
    startChoices: process.startChoices?.filter(({ status }) => status !== key),
    lease: process.lease && { ...process.lease, from: without(process.lease.from) },
    moves: process.moves
      .filter(({ to }) => to !== key)
      .map((move) => ({ ...move, from: without(move.from) }))
      .filter(({ from }) => from.length > 0),
    on: process.on
      .filter((reaction) => !("move" in reaction.do && reaction.do.move === key))
      .map((reaction) => ({ ...reaction, in: without(reaction.in) }))
      .filter((reaction) => reaction.in.length > 0),
    clocks: {
      reaction: reaction.entering ? { ...reaction, entering: without(reaction.entering) } : reaction,
      resolution: { runs: without(resolution.runs), stops: without(resolution.stops) },
    },
  });
}

/** With the statuses in this order; those that are not named come last. */
export function orderStatuses(process: Process, keys: readonly string[]): Process {
  const named = keys.flatMap((key) => {
    const status = process.statuses[key];
    return status ? [[key, status] as const] : [];
  });
  return { ...process, statuses: { ...Object.fromEntries(named), ...process.statuses } };
}

/** With a step that employees take, called like the status that it leads to; its permission is that of such a step. */
export function addMove(process: Process, from: string, to: string, label?: Text): Process {
  const target = process.statuses[to];
  const source = process.statuses[from];
  if (!target || !source || from === to) return process;
  const permission =
    target.category === "cancelled" ? "ticket.cancel" : hasEnded(source.category) ? "ticket.reopen" : "ticket.move";
  const move: Move = { from: [from], to, by: ["employee"], permission, label: label ?? target.name };
  const key = freeMoveKey(process, to);
  return { ...process, moves: [...process.moves, key ? { key, ...move } : move] };
}

/** Moves that share their target are told apart by a name. */
function freeMoveKey({ moves }: Process, to: string): string | undefined {
  const used = new Set(moves.map((move) => move.key ?? move.to));
  if (!used.has(to)) return undefined;
  for (let number = 2; ; number += 1) if (!used.has(`${to}-${number}`)) return `${to}-${number}`;
}

/** With other properties of the move at this place; `undefined` takes one away. */
export function changeMove(process: Process, index: number, change: Partial<Move>): Process {
  const moves = process.moves.map((move, at) => (at === index ? defined({ ...move, ...change }) : move));
  return { ...process, moves };
}

/** Without one of the beginnings of a move, and without the move when it was the only one. */
export function removeStep(process: Process, index: number, from: string): Process {
  const moves = process.moves.flatMap((move, at): Move[] => {
    if (at !== index) return [move];
    const rest = move.from.filter((one) => one !== from);
    return rest.length > 0 ? [{ ...move, from: rest }] : [];
  });
  return { ...process, moves };
}

/** Properties that are not there are left out, as they are in what is stored. */
function defined<T extends object>(thing: T): T {
  const entries = Object.entries(thing).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as T;
}
