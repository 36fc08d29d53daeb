import type { Condition } from "../condition/condition.ts";

/** What may set a trigger off; `waiting` is seen by looking, the others are told by the log. */
export const TRIGGER_EVENTS = [
  "opened",
  "moved",
  "clientSaid",
  "employeeSaid",
  "noted",
  "changed",
  "assigned",
  "rated",
  "slaSoon",
  "slaBreached",
  "waiting",
] as const;
export type TriggerEventName = (typeof TRIGGER_EVENTS)[number];

/** From which moment the time of `waiting` counts: in its status, without a change, since it came in. */
export const WAITING_SINCE = ["status", "updated", "created"] as const;
export type WaitingSince = (typeof WAITING_SINCE)[number];

/** People on the ticket to whom an answer of a rule may go. */
export const PARTS = ["assignees", "controllers", "observers"] as const;
export type Part = (typeof PARTS)[number];

/** When a trigger looks at a ticket. An empty or absent list means any. */
export type TriggerOn =
  | { event: "moved"; from?: string[]; to?: string[] }
  /** `fields`: keys of the registry, such as `priority` or `custom.meters`. */
  | { event: "changed"; fields?: string[] }
  | { event: "assigned"; parts?: ("team" | Part)[] }
  /** `for`: an ISO 8601 duration of days and hours, once for each time that it begins to wait. */
  | { event: "waiting"; since: WaitingSince; for: string }
  | { event: "opened" | "clientSaid" | "employeeSaid" | "noted" | "rated" | "slaSoon" | "slaBreached" };

/**
 * What a trigger or a macro does. Texts are templates with the fields of the ticket in `{{…}}`. What an action names
 * may be gone when it runs: it is then left out, and the log says so.
 */
export type Action =
  /** `resumeIn`: an ISO 8601 duration until it resumes, where the status asks for a date. */
  | { do: "move"; to: string; comment?: string; resumeIn?: string; reasons?: string[] }
  /** What is left out stays as it is; people are added to those who are there, but for assignees. */
  | {
      do: "assign";
      team?: string | null;
      assignees?: string[];
      controllers?: string[];
      observers?: string[];
      /** Whoever answers for such tickets by default. */
      byDefault?: true;
    }
  /** To another stage of its way, by the stage's key; without `assignees` as when people hand over [P-ROUTE-03]. */
  | { do: "handOver"; to: string; assignees?: string[] }
  /** `priority`, or a field of the workspace's own. */
  | { do: "set"; field: string; value: unknown }
  /** Options that come to a field with several values, and those that go. */
  | { do: "tag"; field: string; add?: string[]; remove?: string[] }
  | {
      do: "notify";
      to: ("client" | Part)[];
      people?: string[];
      teams?: string[];
      /** Whoever is of these teams hears nothing [U-NOT-04]. */
      notTeams?: string[];
      subject?: string;
      text: string;
    }
  | { do: "note"; text: string; important?: boolean }
  /** Into the client thread. */
  | { do: "say"; text: string }
  /** A ticket of its own, linked with this one. */
  | { do: "open"; subject: string; description?: string; service?: string | null; team?: string | null }
  | { do: "webhook"; url: string };
export type ActionName = Action["do"];

/**
 * A trigger as it runs: a rule whose result says when it looks at a ticket and what it does. `asked` is its condition
 * with ids in the place of names, null when it can no longer be asked; `read` is it as it was written.
 */
export type Trigger = {
  id: string;
  name: string;
  version: number;
  on: readonly TriggerOn[];
  asked: Condition | null;
  read: Condition | null;
  actions: readonly Action[];
};

export const AUTOMATION_LIMITS = {
  /** How often triggers may set each other off in a row. */
  depth: 8,
  /** How many may act because of one change, all branches together. */
  runs: 100,
} as const;
