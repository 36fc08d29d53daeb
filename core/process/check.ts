import { isPermission } from "../access/permissions.ts";
import { hasEnded } from "./case.ts";
import { arrows } from "./graph.ts";
import type { Move, Process, Text } from "./process.ts";

export type FaultCode =
  | "start-missing"
  | "unknown-status"
  | "unreachable"
  | "dead-end"
  | "never-ends"
  | "final-left"
  | "name-missing"
  | "label-missing"
  | "duplicate-move"
  | "move-to-itself"
  | "unknown-permission"
  | "clock-contradiction"
  | "expires-unresolved";

/** Something wrong with a process: where (`statuses.open.resume.to`), and a sentence that says what. */
export type Fault = { code: FaultCode; at: string; text: string };

/** Everything that is wrong with a process; a process with faults must not run. */
export function checkProcess(process: Process): Fault[] {
  const unknown = unknownStatuses(process);
  return [...unknown, ...names(process), ...moves(process), ...ways(process), ...clocks(process)];
}

/** Every place that names a status, with the name. */
function namedStatuses(process: Process): [at: string, status: string][] {
  const list = (at: string, keys: readonly string[] = []): [string, string][] => keys.map((key) => [at, key]);
  const { approval, clocks } = process;
  return [
    ...(process.startWith ?? []).map(({ status }, i): [string, string] => [`startWith[${i}]`, status]),
    ...Object.entries(process.statuses).flatMap(([key, { resume, expires }]) => [
      ...list(`statuses.${key}.resume.to`, resume ? [resume.to] : []),
      ...list(`statuses.${key}.expires.to`, expires ? [expires.to] : []),
    ]),
    ...process.moves.flatMap(({ from, to }, i) => [...list(`moves[${i}].from`, from), ...list(`moves[${i}].to`, [to])]),
    ...process.on.flatMap((reaction, i) => [
      ...list(`on[${i}].in`, reaction.in),
      ...list(`on[${i}].do`, "move" in reaction.do ? [reaction.do.move] : []),
    ]),
    ...list("clocks.reaction.entering", clocks.reaction.entering),
    ...list("clocks.resolution.runs", clocks.resolution.runs),
    ...list("clocks.resolution.stops", clocks.resolution.stops),
    ...list("approval", approval ? [approval.status, approval.clarify, approval.refused] : []),
  ];
}

function unknownStatuses(process: Process): Fault[] {
  const isKnown = (key: string) => Object.hasOwn(process.statuses, key);
  const start: Fault[] = isKnown(process.start)
    ? []
    : [{ code: "start-missing", at: "start", text: `The first status "${process.start}" does not exist.` }];
  const others = namedStatuses(process)
    .filter(([, key]) => !isKnown(key))
    .map(([at, key]): Fault => ({ code: "unknown-status", at, text: `There is no status "${key}".` }));
  return [...start, ...others];
}

function names(process: Process): Fault[] {
  const isEmpty = (text: Text) => text.en.trim() === "" || text.ru.trim() === "";
  const texts: [FaultCode, string, Text | undefined][] = [
    ["name-missing", "name", process.name],
    ...Object.entries(process.statuses).flatMap(
      ([key, { name, clientName }]): [FaultCode, string, Text | undefined][] => [
        ["name-missing", `statuses.${key}.name`, name],
        ["name-missing", `statuses.${key}.clientName`, clientName],
      ],
    ),
    ...process.moves.flatMap(({ label, clientLabel }, i): [FaultCode, string, Text | undefined][] => [
      ["label-missing", `moves[${i}].label`, label],
      ["label-missing", `moves[${i}].clientLabel`, clientLabel],
    ]),
  ];
  return texts
    .filter(([, , text]) => text && isEmpty(text))
    .map(([code, at]) => ({ code, at, text: "The text must be there in English and Russian." }));
}

function moves(process: Process): Fault[] {
  const seen = new Map<string, number>();
  return process.moves.flatMap((move, i) => {
    const twice = cells(move).flatMap((cell): Fault[] => {
      const first = seen.get(cell);
      seen.set(cell, first ?? i);
      const text = `It is the same step for the same people as moves[${first}]: ${cell}.`;
      return first === undefined ? [] : [{ code: "duplicate-move", at: `moves[${i}]`, text }];
    });
    const faults: Fault[] = [];
    const at = `moves[${i}]`;
    if (move.from.includes(move.to)) faults.push({ code: "move-to-itself", at, text: `It stays in "${move.to}".` });
    if (move.permission !== undefined && !isPermission(move.permission)) {
      faults.push({ code: "unknown-permission", at, text: `There is no permission "${move.permission}".` });
    }
    return [...twice, ...faults];
  });
}

function cells({ from, to, by }: Move): string[] {
  return from.flatMap((status) => by.map((kind) => `${status} → ${to} by ${kind}`));
}

/** Statuses that nothing leads to, that nothing leads out of, or that are final and left all the same. */
function ways(process: Process): Fault[] {
  const next = arrows(process);
  const reachedFrom = (starts: readonly string[]) => {
    const reached = new Set(starts);
    for (const status of reached) for (const { to } of next.get(status) ?? []) reached.add(to);
    return reached;
  };
  const entered = reachedFrom([process.start, ...(process.startWith ?? []).map(({ status }) => status)]);
  return Object.entries(process.statuses).flatMap(([key, { final, category }]): Fault[] => {
    const at = `statuses.${key}`;
    const out = next.get(key) ?? [];
    const faults: Fault[] = [];
    if (!entered.has(key)) faults.push({ code: "unreachable", at, text: "Nothing leads to this status." });
    if (final) {
      const ways = out.map(({ by, to }) => `${by} to "${to}"`).join(", ");
      if (out.length > 0) faults.push({ code: "final-left", at, text: `It is final, but is left by ${ways}.` });
      return faults;
    }
    const isEnd = (status: string) => {
      const target = process.statuses[status];
      return target !== undefined && hasEnded(target.category);
    };
    if (out.length === 0) faults.push({ code: "dead-end", at, text: "It is not final, but nothing leads out of it." });
    else if (!hasEnded(category) && ![...reachedFrom([key])].some(isEnd)) {
      faults.push({ code: "never-ends", at, text: "No way leads from here to an end." });
    }
    return faults;
  });
}

function clocks(process: Process): Fault[] {
  const { runs, stops } = process.clocks.resolution;
  return Object.entries(process.statuses).flatMap(([key, { clock, category, expires }]): Fault[] => {
    const faults: Fault[] = [];
    const says = (text: string) => faults.push({ code: "clock-contradiction", at: `statuses.${key}.clock`, text });
    if (runs.includes(key) && stops.includes(key)) says("The resolution clock cannot both run and stop here.");
    if (clock === "running" ? stops.includes(key) : clock && runs.includes(key))
      says("clocks.resolution says otherwise.");
    if (hasEnded(category) && (clock === "running" || runs.includes(key))) says("No clock runs on an ended ticket.");
    if (expires && category !== "resolved" && category !== "closed") {
      const text = "The time is counted from the moment of resolution, which this status does not have.";
      faults.push({ code: "expires-unresolved", at: `statuses.${key}.expires`, text });
    }
    return faults;
  });
}
