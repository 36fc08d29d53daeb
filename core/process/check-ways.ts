import { hasEnded } from "./case.ts";
import type { Fault, Known } from "./check.ts";
import { type Arrow, arrows } from "./graph.ts";
import type { Guard, Move, Process, ServiceOption } from "./process.ts";

/** Combinations of options that are looked at; a process that asks about more is looked at with none and all of them. */
const MOST_OPTIONS = 8;

/**
 * Where a ticket begins, whether it comes to each status, out of each again, and to an end: whoever may do what, and
 * whatever the service has switched on.
 */
export function checkWays(process: Process, known: Known): Fault[] {
  const ways = waysOf(process);
  const stuck = new Set(ways.map(({ at }) => at));
  return [
    ...starts(process),
    ...ways,
    ...timers(process),
    ...exits(process, known).filter(({ at }) => !stuck.has(at)),
    ...approvals(process),
    ...waysWithOptions(process).filter(({ at }) => !stuck.has(at)),
  ];
}

const firstStatuses = ({ start, startWith = [] }: Process): string[] => [
  start,
  ...startWith.map(({ status }) => status),
];

function reachedFrom(next: ReadonlyMap<string, readonly { to: string }[]>, starts: readonly string[]): Set<string> {
  const reached = new Set(starts);
  for (const status of reached) for (const { to } of next.get(status) ?? []) reached.add(to);
  return reached;
}

const isEnd = ({ statuses }: Process, key: string): boolean => {
  const status = statuses[key];
  return status !== undefined && hasEnded(status.category);
};

/** Work begins in a status in which somebody works, and in one that every service has. */
function starts(process: Process): Fault[] {
  const ended = firstStatuses(process)
    .map((key, index) => ({ key, at: index === 0 ? "start" : `startWith[${index - 1}]` }))
    .filter(({ key }) => isEnd(process, key))
    .map(({ key, at }): Fault => {
      const text = `A ticket cannot begin in "${key}", where it has ended.`;
      return { code: "start-ended", at, text, params: { status: key } };
    });
  const { onlyWith } = process.statuses[process.start] ?? {};
  if (!onlyWith) return ended;
  const text = `Services without "${onlyWith}" do not have the first status.`;
  return [...ended, { code: "start-optional", at: "start", text, params: { status: process.start } }];
}

/** Statuses that nothing leads to, that nothing leads out of, or that are final and left all the same. */
function waysOf(process: Process): Fault[] {
  const next = arrows(process);
  const chosen = (process.startChoices ?? []).map(({ status }) => status);
  const entered = reachedFrom(next, [...firstStatuses(process), ...chosen]);
  return Object.entries(process.statuses).flatMap(([key, { final, category }]): Fault[] => {
    const at = `statuses.${key}`;
    const out = next.get(key) ?? [];
    const faults: Fault[] = [];
    if (!entered.has(key)) faults.push({ code: "unreachable", at, text: "Nothing leads to this status." });
    if (final) {
      const ways = out.map(({ by, to }) => `${by} to "${to}"`).join(", ");
      if (out.length > 0) faults.push({ code: "final-left", at, text: `It is final, but is left by ${ways}.` });
      else if (!hasEnded(category)) {
        faults.push({ code: "final-unended", at, text: "It is final, but its category says that work goes on." });
      }
      return faults;
    }
    if (out.length === 0) faults.push({ code: "dead-end", at, text: "It is not final, but nothing leads out of it." });
    else if (!hasEnded(category) && ![...reachedFrom(next, [key])].some((one) => isEnd(process, one))) {
      faults.push({ code: "never-ends", at, text: "No way leads from here to an end." });
    }
    return faults;
  });
}

/** Timers that would bring a ticket to where it stands. */
function timers({ statuses }: Process): Fault[] {
  return Object.entries(statuses).flatMap(([key, { resume, expires }]) =>
    [["resume", resume?.to] as const, ["expires", expires?.to] as const]
      .filter(([, to]) => to === key)
      .map(([what]): Fault => {
        return { code: "timer-to-itself", at: `statuses.${key}.${what}`, text: "It leads to where the ticket stands." };
      }),
  );
}

/** Statuses of work that have ways out, none of which is sure: nobody may take them, or a date nobody has to give. */
function exits(process: Process, known: Known): Fault[] {
  const next = arrows(process);
  return Object.entries(process.statuses).flatMap(([key, { final, category, resume }]): Fault[] => {
    const out = (next.get(key) ?? []).filter(({ to }) => to !== key);
    if (final || hasEnded(category) || out.length === 0) return [];
    const moves = process.moves.filter(({ from, to }) => from.includes(key) && to !== key);
    const isSure = (by: Arrow["by"]) =>
      by === "reaction" || by === "approval" || by === "lease" || (by === "resume" && resume?.required === true);
    if (moves.some((move) => canBeTaken(move, known)) || out.some(({ by }) => isSure(by))) return [];
    if (resume && out.some(({ by }) => by === "resume")) {
      const text = "Without a resume date, which is not required, nothing leads out of here.";
      return [{ code: "timer-without-exit", at: `statuses.${key}.resume`, text }];
    }
    return [{ code: "nobody-leaves", at: `statuses.${key}`, text: "Nobody may take any of the steps out of it." }];
  });
}

/** Whether there can be somebody to whom the move is offered. */
function canBeTaken({ by, permission, when = [] }: Move, { permissions }: Known): boolean {
  const contradicts = when.some(
    (guard) => "option" in guard && when.some((other) => "option" in other && isOpposite(guard, other)),
  );
  const isHeld = permission === undefined || permissions === undefined || permissions.has(permission);
  return !contradicts && by.some((kind) => kind !== "employee" || isHeld);
}

const isOpposite = (one: { option: ServiceOption; is: boolean }, other: { option: ServiceOption; is: boolean }) =>
  one.option === other.option && one.is !== other.is;

/** When all have agreed, the process must go on by itself: nobody else may take the ticket out of approval. */
function approvals({ approval, on }: Process): Fault[] {
  if (!approval) return [];
  const goesOn = on.some(({ event, in: from }) => event === "approval.done" && from.includes(approval.status));
  const text = "Nothing happens when all have agreed: add an automatic move.";
  return goesOn ? [] : [{ code: "approval-unanswered", at: "approval", text }];
}

/** Statuses from which tickets of some services never come to an end, though others do. */
function waysWithOptions(process: Process): Fault[] {
  const found = new Map<string, Fault>();
  for (const options of combinations(optionsIn(process))) {
    const next = openArrows(process, options);
    for (const key of reachedFrom(next, startsWith(process, options))) {
      const status = process.statuses[key];
      if (!status || status.final || hasEnded(status.category) || found.has(key)) continue;
      if ([...reachedFrom(next, [key])].some((one) => isEnd(process, one))) continue;
      const on = [...options].join(", ");
      const text = `Tickets of services ${on ? `with ${on}` : "without options"} come to no end from here.`;
      found.set(key, { code: "never-ends-for", at: `statuses.${key}`, text, params: { options: on } });
    }
  }
  return [...found.values()];
}

/** Without approvers a ticket does not begin in approval, whatever the service says. */
function startsWith({ start, startWith = [], approval }: Process, options: ReadonlySet<ServiceOption>): string[] {
  const special = startWith.filter(({ option }) => options.has(option));
  const first = special.findIndex(({ status }) => status !== approval?.status);
  const possible = first < 0 ? special : special.slice(0, first + 1);
  return first < 0 ? [...possible.map(({ status }) => status), start] : possible.map(({ status }) => status);
}

function openArrows(process: Process, options: ReadonlySet<ServiceOption>): Map<string, { to: string }[]> {
  const holds = (when: readonly Guard[] = []) =>
    when.every((guard) => !("option" in guard) || options.has(guard.option) === guard.is);
  const isThere = (key: string) => {
    const { onlyWith } = process.statuses[key] ?? {};
    return onlyWith === undefined || options.has(onlyWith) || process.approval?.status === key;
  };
  const open: Process = {
    ...process,
    moves: process.moves.filter(({ to, when }) => isThere(to) && holds(when)),
    on: process.on.filter(({ when }) => holds(when)),
  };
  return arrows(open);
}

/** Every option that the process asks about. */
function optionsIn({ startWith = [], statuses, moves, on }: Process): ServiceOption[] {
  const guards = [...moves, ...on].flatMap(({ when = [] }) => when);
  return [
    ...new Set([
      ...startWith.map(({ option }) => option),
      ...Object.values(statuses).flatMap(({ onlyWith }) => onlyWith ?? []),
      ...guards.flatMap((guard) => ("option" in guard ? [guard.option] : [])),
    ]),
  ];
}

function combinations(options: readonly ServiceOption[]): ReadonlySet<ServiceOption>[] {
  if (options.length > MOST_OPTIONS) return [new Set(), new Set(options)];
  return Array.from(
    { length: 2 ** options.length },
    (_, bits) => new Set(options.filter((_option, index) => (bits >> index) & 1)),
  );
}
