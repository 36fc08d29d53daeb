import type { About, Effect, EventKind, Reason, TicketEvent } from "./events.ts";
import type { Process } from "./process.ts";

/** What employees are told about, with the kinds of events that it may be about. */
const OF: Record<About, readonly EventKind[]> = {
  assigned: ["people.changed", "ticket.opened"],
  team: ["people.changed", "ticket.opened"],
  controller: ["people.changed", "ticket.opened"],
  status: ["status.changed"],
  "approval-asked": ["approval.given", "ticket.opened", "status.changed"],
  approved: ["approval.done"],
  message: ["message.said"],
  note: ["note.said"],
  fields: ["fields.changed"],
  rating: ["rating.given"],
  "rating-changed": ["rating.changed"],
  resume: ["resume.reminded"],
  "due-soon": ["sla.soon"],
  overdue: ["sla.late"],
};

const OF_CLIENT: Record<Extract<Effect, { kind: "tell-client" }>["about"], readonly EventKind[]> = {
  message: ["message.said"],
  status: ["status.changed"],
  rate: ["status.changed"],
  assigned: ["people.changed"],
};

/** Kinds of events of which people are told, or for which somebody may ask why they were not [B-EXPL-01]. */
export const TELLING: readonly EventKind[] = [
  ...new Set<EventKind>([...Object.values(OF).flat(), "automation.acted"]),
].toSorted();

/** Which of the events of one decision it is that an effect tells of; the last when none fits better. */
export function toldOf(effect: Effect, events: readonly Pick<TicketEvent, "kind">[]): number {
  const kinds = kindsOf(effect);
  const found = events.findLastIndex(({ kind }) => kinds.includes(kind));
  return found === -1 ? events.length - 1 : found;
}

function kindsOf(effect: Effect): readonly EventKind[] {
  if (effect.kind === "tell-employees") return OF[effect.about];
  if (effect.kind === "tell-client") return OF_CLIENT[effect.about];
  return ["message.said", "note.said"];
}

/** An event that somebody asks about, and what of it was written to the client and to employees. */
export type Asked = {
  kind: EventKind;
  by: { kind: "employee" | "client" | "system"; id: string | null };
  data: Record<string, unknown>;
  /** A message to the client was said in the same breath. */
  withMessage: boolean;
  toldClient: boolean;
  toldEmployees: boolean;
};

/** Why the client, or employees, were not written to at all about an event, where they might have been [B-EXPL-01]. */
export function whyUntold(process: Process, asked: Asked): { client: Reason[]; employees: Reason[] } {
  return {
    client: asked.toldClient ? [] : untoldClient(process, asked),
    employees: asked.toldEmployees ? [] : untoldEmployees(asked),
  };
}

function untoldClient(process: Process, { kind, by, data, withMessage }: Asked): Reason[] {
  if (kind !== "status.changed") return [];
  const status = String(data.to);
  if (by.kind === "client") return [{ rule: "notice.own-action", facts: {} }];
  if (!process.statuses[status]?.tellsClient) return [{ rule: "notice.status-silent", facts: { status } }];
  return [{ rule: withMessage ? "notice.with-message" : "notice.quiet", facts: { status } }];
}

/** Events that everybody on the ticket hears of, but for who did it himself. */
const OF_ALL: readonly EventKind[] = [
  "status.changed",
  "note.said",
  "fields.changed",
  "rating.given",
  "rating.changed",
];

function untoldEmployees({ kind, by, data }: Asked): Reason[] {
  if (kind === "people.changed") {
    return by.kind === "employee" && JSON.stringify(data).includes(`"${by.id}"`)
      ? [{ rule: "notice.own-action", facts: {} }]
      : [];
  }
  if (!OF_ALL.includes(kind) && !(kind === "message.said" && by.kind === "client")) return [];
  return [{ rule: by.kind === "employee" ? "notice.nobody-else" : "notice.nobody", facts: {} }];
}
