import type { Fault } from "./check.ts";
import type { Move, Process } from "./process.ts";

/** Steps that are there twice, that lead to where they begin, or that nobody can take. */
export function checkMoves(process: Process): Fault[] {
  const seen = new Map<string, number>();
  return process.moves.flatMap((move, i) => {
    const at = `moves[${i}]`;
    const twice = cells(move).flatMap((cell): Fault[] => {
      const first = seen.get(cell);
      seen.set(cell, first ?? i);
      const text = `It is the same step for the same people as moves[${first}]: ${cell}.`;
      return first === undefined ? [] : [{ code: "duplicate-move", at, text, params: { cell } }];
    });
    const faults: Fault[] = [];
    if (move.from.includes(move.to)) {
      faults.push({ code: "move-to-itself", at, text: `It stays in "${move.to}".`, params: { status: move.to } });
    }
    if (move.from.length === 0) faults.push({ code: "move-from-nothing", at, text: "It begins in no status." });
    if (move.by.length === 0) faults.push({ code: "move-for-nobody", at, text: "It is for nobody." });
    return [...twice.slice(0, 1), ...faults];
  });
}

function cells({ from, to, by }: Move): string[] {
  return from.flatMap((status) => by.map((kind) => `${status} → ${to} by ${kind}`));
}
