import { type CommandOf, needsPermission } from "./case.ts";
import type { PointChange, Refusal } from "./commands.ts";
import type { Draft } from "./draft.ts";
import type { Point } from "./events.ts";
import { refuseIf } from "./refuse.ts";

/** So many points a ticket may have. */
export const MOST_POINTS = 50;

/** The points after the change; the same ones when it names a point that is not there, or is so already. */
export function changePoints(points: readonly Point[], change: PointChange): readonly Point[] {
  if (change.do === "add") return [...points, { id: change.id, text: change.text, done: false }];
  const point = points.find(({ id }) => id === change.id);
  if (!point || (change.do === "tick" && point.done === change.done)) return points;
  return change.do === "remove"
    ? points.filter((one) => one !== point)
    : points.map((one) => (one === point ? { ...point, done: change.done } : one));
}

/**
 * A point is added, ticked, unticked or taken out by who may change the ticket [H-TASK-02]. The event carries all points
 * as they are from then on: the checklist of a ticket is what its last such event says. What changes nothing is none.
 */
export function decideChecklist(draft: Draft, { points, change }: CommandOf<"checklist">): Refusal[] {
  const refusals = [
    ...needsPermission(draft, "ticket.write"),
    ...refuseIf(change.do === "add" && points.length >= MOST_POINTS, "too-many-points", "text", {
      params: { max: MOST_POINTS },
    }),
  ];
  const next = changePoints(points, change);
  if (refusals.length > 0 || next === points) return refusals;
  const { text } = [...next, ...points].find(({ id }) => id === change.id) ?? { text: "" };
  const what = change.do === "tick" ? (change.done ? "ticked" : "unticked") : change.do === "add" ? "added" : "removed";
  draft.record({ kind: "checklist.changed", data: { what, text, points: [...next] }, set: {} });
  return [];
}
