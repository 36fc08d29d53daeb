import type { Registry } from "../fields/registry.ts";
import type { EventKind } from "../process/events.ts";
import { same } from "../process/same.ts";
import type { Part, TriggerOn } from "./trigger.ts";

/** Something that happened to a ticket: an event as the log holds it, or that it has waited long enough (`waited`). */
export type Happened = {
  kind: string;
  data: Readonly<Record<string, unknown>>;
  /** Who did it; rules count as `system`. */
  by: "employee" | "client" | "system";
};

/** The kinds of the log that each of the plain occasions is told by. */
const KINDS = {
  opened: "ticket.opened",
  slaSoon: "sla.soon",
  slaBreached: "sla.late",
} as const satisfies Record<string, EventKind>;

/** Whether this is one of the occasions that a trigger waits for. */
export function isOccasion(on: TriggerOn, happened: Happened, registry: Registry): boolean {
  const { kind, data, by } = happened;
  switch (on.event) {
    case "moved":
      return kind === "status.changed" && among(on.from, data.from) && among(on.to, data.to);
    case "changed":
      return kind === "fields.changed" && touches(on.fields, changedFields(data, registry));
    case "assigned":
      return kind === "people.changed" && touches(on.parts, partsIn(data));
    case "clientSaid":
      return kind === "message.said" && data.by === "client";
    // What rules write themselves is no answer of an employee.
    case "employeeSaid":
      return kind === "message.said" && data.by === "employee" && by === "employee";
    case "noted":
      return kind === "note.said" && by === "employee";
    case "rated":
      return kind === "rating.given" || kind === "rating.changed";
    case "waiting":
      return kind === "waited";
    default:
      return kind === KINDS[on.event];
  }
}

/** The kinds of events of which some may be this occasion; none: it is seen by looking. */
export function kindsOf({ event }: TriggerOn): EventKind[] {
  switch (event) {
    case "moved":
      return ["status.changed"];
    case "changed":
      return ["fields.changed"];
    case "assigned":
      return ["people.changed"];
    case "clientSaid":
    case "employeeSaid":
      return ["message.said"];
    case "noted":
      return ["note.said"];
    case "rated":
      return ["rating.given", "rating.changed"];
    case "waiting":
      return [];
    default:
      return [KINDS[event]];
  }
}

const among = (list: readonly string[] | undefined, value: unknown): boolean =>
  list === undefined || list.length === 0 || list.some((one) => one === value);

const touches = (wanted: readonly string[] | undefined, found: readonly string[]): boolean =>
  wanted === undefined || wanted.length === 0 || wanted.some((one) => found.includes(one));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Keys of the registry's fields that a `fields.changed` tells of. */
export function changedFields(data: Happened["data"], registry: Registry): string[] {
  const changes = isRecord(data.changes) ? data.changes : {};
  const custom = isRecord(changes.custom) ? changes.custom : {};
  const [before, after] = [custom.from, custom.to].map((side) => (isRecord(side) ? side : {}));
  return registry.fields.flatMap(({ key, source }) => {
    const isChanged =
      "custom" in source
        ? !same(before?.[source.custom] ?? null, after?.[source.custom] ?? null)
        : Object.hasOwn(changes, source.state);
    return isChanged ? [key] : [];
  });
}

/** Which people a `people.changed` tells of. */
function partsIn(data: Happened["data"]): ("team" | Part)[] {
  const parts = ["team", "assignees", "controllers", "observers"] as const;
  return parts.filter((part) => data[part] !== undefined);
}
