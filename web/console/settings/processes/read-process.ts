import type { Category } from "../../../../core/process/process.ts";
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

/** What a list of processes shows of each. */
export function readProcess({ key, version, definition }: Answer<"listProcesses">["items"][number]): ProcessOf {
  const { name, start } = definition;
  const statuses = Object.entries(definition.statuses).map(([status, { name, clientName, category, colour }]) => {
    return { key: status, name, clientName, category, colour };
  });
  const movesFrom = new Map<string, string[]>();
  for (const { from, to, by } of definition.moves) {
    if (!by.includes("employee")) continue;
    for (const status of from) movesFrom.set(status, [...new Set([...(movesFrom.get(status) ?? []), to])]);
  }
  return { key, version, name, start, statuses, movesFrom };
}
