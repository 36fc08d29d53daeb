import dagre from "@dagrejs/dagre";
import { arrows } from "../../../../core/process/graph.ts";
import type { Process } from "../../../../core/process/process.ts";

export const NODE = { width: 176, height: 44 } as const;
type Point = { x: number; y: number };

/** Where each status is drawn: where it was put, else in ranks from the first status on. */
export function layoutOf(process: Process): ReadonlyMap<string, Point> {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "TB", nodesep: 48, ranksep: 72, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  const keys = Object.keys(process.statuses);
  for (const key of keys) graph.setNode(key, { ...NODE });
  for (const [from, ways] of arrows(process)) {
    for (const { to } of ways) if (keys.includes(from) && keys.includes(to)) graph.setEdge(from, to);
  }
  dagre.layout(graph);
  return new Map(
    keys.map((key) => {
      const { x = 0, y = 0 } = graph.node(key) ?? {};
      return [key, process.layout?.[key] ?? { x: Math.round(x - NODE.width / 2), y: Math.round(y - NODE.height / 2) }];
    }),
  );
}

/** A line of the graph: every step between two statuses, or a way that tickets go by themselves. */
export type Line = { id: string; from: string; to: string; moves: number[]; own: boolean };

/** The lines of a process: steps that people take, and what happens by itself where nobody takes it. */
export function linesOf(process: Process): Line[] {
  const lines = new Map<string, Line>();
  const has = (key: string) => Object.hasOwn(process.statuses, key);
  for (const [index, { from, to }] of process.moves.entries()) {
    for (const key of from) {
      if (!has(key) || !has(to) || key === to) continue;
      const id = `${key}>${to}`;
      const line = lines.get(id) ?? { id, from: key, to, moves: [], own: false };
      line.moves.push(index);
      lines.set(id, line);
    }
  }
  for (const [from, ways] of arrows(process)) {
    for (const { to, by } of ways) {
      const id = `${from}>${to}>own`;
      if (by !== "move" && has(from) && has(to)) lines.set(id, { id, from, to, moves: [], own: true });
    }
  }
  return [...lines.values()];
}
