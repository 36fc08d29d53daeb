import { CATEGORIES, type Category } from "../../../../core/process/process.ts";
import type { Answer } from "../../../kit/api.ts";

type Named = Record<string, string>;
export type StatusOf = { key: string; name: Named; clientName: Named | undefined; category: Category; colour: string };
export type ProcessOf = {
  key: string;
  version: number;
  name: Named;
  start: string;
  statuses: StatusOf[];
  /** Where employees bring a ticket from each status by hand, by keys. */
  movesFrom: ReadonlyMap<string, string[]>;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const textsOf = (value: unknown): Named =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
      )
    : {};
const keysOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** A process travels as it is stored; what this page shows of it is read with care. */
export function readProcess({ key, version, definition }: Answer<"listProcesses">["items"][number]): ProcessOf {
  const given = isRecord(definition) ? definition : {};
  const statuses = Object.entries(isRecord(given.statuses) ? given.statuses : {}).flatMap(([name, status]) => {
    if (!isRecord(status)) return [];
    const category = CATEGORIES.find((one) => one === status.category) ?? "open";
    const clientName = isRecord(status.clientName) ? textsOf(status.clientName) : undefined;
    return [{ key: name, name: textsOf(status.name), clientName, category, colour: String(status.colour ?? "grey") }];
  });
  const movesFrom = new Map<string, string[]>();
  for (const move of Array.isArray(given.moves) ? given.moves : []) {
    if (!isRecord(move) || typeof move.to !== "string" || !keysOf(move.by).includes("employee")) continue;
    for (const from of keysOf(move.from)) {
      movesFrom.set(from, [...new Set([...(movesFrom.get(from) ?? []), move.to])]);
    }
  }
  return { key, version, name: textsOf(given.name), start: String(given.start ?? ""), statuses, movesFrom };
}
