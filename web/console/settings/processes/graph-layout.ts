import dagre from "@dagrejs/dagre";
import { arrows } from "../../../../core/process/graph.ts";
import type { Process } from "../../../../core/process/process.ts";
import { textOf } from "../../../kit/i18n.ts";

export const NODE = { width: 176, height: 40 } as const;
export type Point = { x: number; y: number };
/** A line of the graph: every step between two statuses, or a way that tickets go by themselves. */
export type Line = { id: string; from: string; to: string; moves: number[]; own: boolean; label: string };
export type Drawn = {
  /** The left upper corner of each status. */
  places: ReadonlyMap<string, Point>;
  /** The way of each line around the statuses and where its label stands; none where a status was put by hand. */
  routes: ReadonlyMap<string, { points: Point[]; label: Point }>;
};

/** Beginnings of a step from which on its lines are drawn without their label. */
const MANY = 3;

/** Room for the label of a line, so that none lies on another. */
const labelWidth = (label: string): number => (label === "" ? 8 : Math.min(160, 12 + label.length * 6.5));

/** Where everything is drawn: statuses where they were put, else in ranks from the first one down. */
export function layoutOf(process: Process): Drawn {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 36, edgesep: 16, ranksep: 36, marginx: 16, marginy: 16 });
  const keys = Object.keys(process.statuses);
  for (const key of keys) graph.setNode(key, { ...NODE });
  const lines = linesOf(process);
  for (const { id, from, to, label } of lines) {
    graph.setEdge(from, to, { width: labelWidth(label), height: 20, labelpos: "c" }, id);
  }
  dagre.layout(graph);
  const put = process.layout ?? {};
  const places = keys.map((key): [string, Point] => {
    const { x = 0, y = 0 } = graph.node(key) ?? {};
    return [key, put[key] ?? { x: Math.round(x - NODE.width / 2), y: Math.round(y - NODE.height / 2) }];
  });
  const routes = lines.flatMap(({ id, from, to }): [string, { points: Point[]; label: Point }][] => {
    const { points, x, y } = graph.edge(from, to, id) ?? {};
    if (put[from] || put[to] || !points || x === undefined || y === undefined) return [];
    return [[id, { points, label: { x, y } }]];
  });
  return { places: new Map(places), routes: new Map(routes) };
}

/** The lines of a process: steps that people take, and what happens by itself. */
export function linesOf(process: Process): Line[] {
  const lines = new Map<string, Line>();
  const has = (key: string) => Object.hasOwn(process.statuses, key);
  for (const [index, { from, to, label }] of process.moves.entries()) {
    for (const key of from) {
      if (!has(key) || !has(to) || key === to) continue;
      const id = `${key}>${to}`;
      const line = lines.get(id) ?? { id, from: key, to, moves: [], own: false, label: "" };
      line.moves.push(index);
      // What is there from nearly everywhere, such as cancelling, needs no word on each of its lines.
      const words = from.length > MANY ? "" : textOf(label);
      if (words !== "" && !line.label.split(", ").includes(words))
        line.label = [line.label, words].filter(Boolean).join(", ");
      lines.set(id, line);
    }
  }
  for (const [from, ways] of arrows(process)) {
    for (const { to, by } of ways) {
      const id = `${from}>${to}>own`;
      if (by !== "move" && has(from) && has(to)) lines.set(id, { id, from, to, moves: [], own: true, label: "" });
    }
  }
  return [...lines.values()];
}

/** A smooth way through points. */
export function wayThrough([first, ...rest]: readonly Point[]): string {
  if (!first) return "";
  const last = rest.at(-1) ?? first;
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    return `Q ${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  });
  return [`M ${first.x} ${first.y}`, ...bends, `L ${last.x} ${last.y}`].join(" ");
}
