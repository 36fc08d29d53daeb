import { Type } from "typebox";
import { COLOURS } from "../core/process/process.ts";
import { routes } from "./route.ts";
import { Body } from "./shape.ts";
import { Text } from "./ticket-view.ts";

const settings = ["section.settings"] as const;
const Called = Type.String({ minLength: 1, maxLength: 100 });
/** By language; one is enough, the others fall back on it. */
const Names = Type.Object(
  { ru: Type.Optional(Called), en: Type.Optional(Called), id: Type.Optional(Called), fa: Type.Optional(Called) },
  { additionalProperties: false, minProperties: 1 },
);
const PriorityKey = Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" });
const ByKey = Type.Object({ key: PriorityKey });

/** How pressing a ticket is. One that is not `active` is not given any more. */
export const Priority = Type.Object({
  key: Type.String(),
  name: Text,
  colour: Type.String(),
  active: Type.Boolean(),
});

export const priorityRoutes = routes({
  listPriorities: {
    summary: "Priorities of tickets, the most pressing first",
    tag: "Settings",
    door: "employee",
    status: 200,
    answer: Type.Object({ items: Type.Array(Priority) }),
  },
  createPriority: {
    summary: "Add a priority, the least pressing of all",
    tag: "Settings",
    door: settings,
    body: Body({ key: Type.Optional(PriorityKey), name: Names, colour: Type.Enum(COLOURS) }),
    status: 201,
    answer: Priority,
    problems: ["priority/key-taken", "priority/name-taken", "priority/too-many"],
    example: { name: { ru: "Авария", en: "Emergency" }, colour: "red" },
  },
  updatePriority: {
    summary: "Change a priority: tickets that have it follow",
    tag: "Settings",
    door: settings,
    params: ByKey,
    body: Body({
      name: Type.Optional(Names),
      colour: Type.Optional(Type.Enum(COLOURS)),
      active: Type.Optional(Type.Boolean()),
    }),
    status: 200,
    answer: Priority,
    problems: ["priority/name-taken"],
  },
  orderPriorities: {
    summary: "Put priorities in order, the most pressing first",
    tag: "Settings",
    door: settings,
    body: Body({ keys: Type.Array(PriorityKey, { maxItems: 50, uniqueItems: true }) }),
    status: 200,
    answer: Type.Object({ items: Type.Array(Priority) }),
    problems: ["priority/other-keys"],
    example: { keys: ["critical", "high", "normal", "low"] },
  },
  deletePriority: {
    summary: "Delete a priority that no ticket has",
    tag: "Settings",
    door: settings,
    params: ByKey,
    status: 204,
    answer: null,
    problems: ["priority/in-use"],
  },
});
