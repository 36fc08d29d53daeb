import type { Action, TriggerOn } from "./trigger.ts";

/**
 * Whether what a trigger does may be what sets it off. It is then skipped the second time, which its editor says
 * beforehand.
 */
export function callsItself(trigger: { on: readonly TriggerOn[]; actions: readonly Action[] }): boolean {
  return trigger.on.some((on) => trigger.actions.some((action) => raises(action, on)));
}

function raises(action: Action, on: TriggerOn): boolean {
  switch (action.do) {
    case "move":
      return on.event === "moved" && anyOr(on.to, action.to);
    case "assign":
      return on.event === "assigned" && assigns(action, on.parts ?? []);
    case "handOver":
      return on.event === "assigned" && ["team", "assignees"].some((part) => anyOr(on.parts, part));
    case "set":
    case "tag":
      return on.event === "changed" && anyOr(on.fields, action.field);
    default:
      return false;
  }
}

const anyOr = (list: readonly string[] | undefined, one: string): boolean =>
  list === undefined || list.length === 0 || list.includes(one);

function assigns(action: Extract<Action, { do: "assign" }>, parts: readonly string[]): boolean {
  const touched = [
    ...(action.team !== undefined || action.byDefault ? ["team"] : []),
    ...(action.assignees || action.byDefault ? ["assignees"] : []),
    ...(action.controllers ? ["controllers"] : []),
    ...(action.observers || action.byDefault ? ["observers"] : []),
  ];
  return touched.some((part) => anyOr(parts, part));
}
