import type { ActorRef, ClockName, TicketState } from "./state.ts";

/** Why something was decided without a person: stored with the event, shown by "Why?". */
export type Reason = { rule: string; facts: Record<string, unknown> };

/** Whom a message calls by name: ids of people who may read it. */
export type Mentioned = { employees: string[]; contacts: string[] };

/** Work of an employee: the id of its time entry, how long it took, what it was and on which day. */
export type Work = { entry: string; minutes: number; text: string; on: string };

/** One point of a ticket's checklist. */
export type Point = { id: string; text: string; done: boolean };

type Of<Kind extends string, Data> = { kind: Kind; data: Data };

/** One thing that happened to a ticket: its kind, what is told about it, and what it changed. */
export type TicketEvent = { set: Partial<TicketState>; why?: Reason[] } & (
  | /** The ticket came in. */ Of<"ticket.opened", { channel: string; status: string }>
  | /** It moved one step of its process. */ Of<
      "status.changed",
      {
        from: string;
        to: string;
        comment?: string;
        reasons?: string[];
        resumeAt?: string | null;
        cause: "person" | "timer" | "message" | "approval" | "incident" | "window" | "process" | "rule" | "merge";
      }
    >
  | /** It follows another version of its process from here on. */ Of<
      "process.changed",
      { process: string; from: number; to: number }
    >
  | /** The date on which it resumes was changed. */ Of<"resume.changed", { from: string | null; to: string | null }>
  | /** Other people or another team answer for it. */ Of<
      "people.changed",
      {
        assignees?: { added: string[]; removed: string[] };
        controllers?: { added: string[]; removed: string[] };
        observers?: { added: string[]; removed: string[] };
        observerTeams?: { added: string[]; removed: string[] };
        team?: { from: string | null; to: string | null };
      }
    >
  | /** It went on to another stage of its way. */ Of<
      "stage.changed",
      { from: string | null; to: string; cause: "person" | "status" | "rule" }
    >
  | /** A change was taken back: what it had set is as before; `since`: its status again since then; `moved`: messages that came back. */ Of<
      "change.undone",
      { what: string; since?: string; moved?: string[] }
    >
  | /** Somebody wrote in the client thread. */ Of<
      "message.said",
      { message: string; by: "client" | "employee"; files: number; mentions?: Mentioned }
    >
  | /** The text of a message was changed by its author. */ Of<"message.edited", { message: string; before: string }>
  | /** A message was taken back. */ Of<"message.deleted", { message: string; before: string }>
  | /** An employee wrote to colleagues. */ Of<
      "note.said",
      { message: string; important: boolean; mentions?: Mentioned }
    >
  | /** A document was put on the card. */ Of<"document.attached", { document: string; name: string }>
  | /** A document was taken off the card. */ Of<"document.removed", { document: string; name: string }>
  | /** A document was shown to the client, or kept from him again. */ Of<
      "document.marked",
      { document: string; name: string; public: boolean }
    >
  | /** An employee reported work that he has done on it. */ Of<"work.reported", Work>
  | /** He took the report back. */ Of<"work.removed", Work>
  | /** A point of its checklist came, was ticked or went; `points`: all of them from then on. */ Of<
      "checklist.changed",
      { what: "added" | "ticked" | "unticked" | "removed"; text: string; points: Point[] }
    >
  | /** Base data were edited: old and new value by field. */ Of<
      "fields.changed",
      { changes: Record<string, { from: unknown; to: unknown }> }
    >
  | /** An employee reacted first. */ Of<"ticket.accepted", { by: string }>
  | /** The reaction clock stopped: in time or not, where a reaction was promised [H-HIST-05]. */ Of<
      "reaction.stopped",
      { seconds: number; due?: string; outcome?: "met" | "late" }
    >
  | /** The work was done: in time or not [H-HIST-05]. `seconds` of working time, by the calendar of the promise. */ Of<
      "resolution.stopped",
      { seconds: number; due: string; outcome: "met" | "late" }
    >
  | /** An SLA rule promised reaction and solution, or none does any more. Working seconds. */ Of<
      "sla.applied",
      {
        rule: string | null;
        calendar: string | null;
        reaction: number | null;
        resolution: number | null;
        cause: "opened" | "edit" | "rules";
      }
    >
  | /** The planned moment of solution, or of reaction, is another one now. */ Of<
      "due.changed",
      {
        from: string | null;
        to: string | null;
        cause: "begun" | "pause" | "hand" | "calendar";
        /** Working seconds for which the clock stood still. */
        paused?: number;
        reaction?: { from: string | null; to: string | null };
      }
    >
  | /** A clock is due soon. */ Of<"sla.soon", { clock: ClockName; due: string }>
  | /** A clock has passed its due time. `told`: the moment, when it could not be told at once. */ Of<
      "sla.late",
      { clock: ClockName; due: string; told?: string }
    >
  | /** An approver agreed, asked back or refused. */ Of<
      "approval.given",
      { approver: string; stage: number; answer: "agreed" | "clarify" | "refused"; comment?: string }
    >
  | /** All stages agreed. */ Of<"approval.done", { stages: number }>
  | /** The client rated. */ Of<"rating.given", { score: number; comment: string }>
  | /** The client changed the rating. */ Of<"rating.changed", { score: number; comment: string; before: number }>
  | /** An employee had it on screen and labels were cleared. */ Of<
      "ticket.seen",
      { cleared: ("unseen" | "important" | "unread")[] }
    >
  | /** The client had it on screen. */ Of<"client.seen", Record<string, never>>
  | /** The employee marked it unread for himself again. */ Of<"ticket.unread", Record<string, never>>
  | /** A reminder went out before the resume date `at`. */ Of<"resume.reminded", { at: string; to: string[] }>
  | /** The ticket is linked with another. */ Of<"ticket.linked", { to: string; number?: number }>
  | /** It went into another ticket, which leads both. */ Of<"ticket.merged", { to: string; number: number }>
  | /** It took another ticket in, with its talk and its files. */ Of<
      "ticket.absorbed",
      { from: string; number: number; messages: number; notes: number; files: number }
    >
  | /** It was attached to an incident [H-HIST-06]. */ Of<"incident.attached", { incident: string; number: number }>
  | /** It is in that incident no more. */ Of<"incident.detached", { incident: string; number: number }>
  | /** Of an incident: a ticket was attached to it. */ Of<"incident.took", { ticket: string; number: number }>
  | /** Of an incident: a ticket was taken off it. */ Of<"incident.let-go", { ticket: string; number: number }>
  | /**
   * Part of its talk went into a new ticket: `moved` are the messages and notes, `since` is when the first of them
   * was written.
   */ Of<
      "ticket.split",
      {
        to: string;
        number: number;
        moved: string[];
        messages: number;
        notes: number;
        files: number;
        since: string | null;
      }
    >
  | /** It began with part of the talk of another ticket. */ Of<
      "ticket.split-off",
      { from: string; number: number; messages: number; notes: number; files: number; since: string | null }
    >
  | /** Something could not be done by itself and was left; `rule` and `name`: the rule that wanted it. */ Of<
      "automation.skipped",
      { what: string; reason: string; rule?: string; name?: string }
    >
  | /** A rule did something beyond the ticket: told people, called a program, opened another ticket. */ Of<
      "automation.acted",
      { rule: string; name: string; did: string; to?: string[]; number?: number }
    >
  | /** Rules set each other off again and again, and were stopped. */ Of<
      "automation.stopped",
      { rule: string; name: string; depth: number }
    >
);
/** What automation tells of itself in the log of a ticket, without a change of the ticket. */
export type AutomationReport = {
  [K in "automation.skipped" | "automation.acted" | "automation.stopped"]: {
    kind: K;
    data: Extract<TicketEvent, { kind: K }>["data"];
  };
}["automation.skipped" | "automation.acted" | "automation.stopped"];
export type EventKind = TicketEvent["kind"];

/** A work item at a moment, replaced when the ticket changes: its key is ticket + `key`. `at: null` removes it. */
export type Timer = { key: string; at: string | null; event: TimerEvent };
export type TimerEvent =
  | { kind: "resume" }
  | { kind: "expire" }
  /** A clock may be due soon, or late. */
  | { kind: "sla" }
  | { kind: "remind"; index: number }
  /** The page of the processing window was to be heard of by now. */
  | { kind: "lease" };

/** What employees are told about; who hears it by which channel is for roles and profiles to say. */
export const ABOUT = [
  "assigned",
  "team",
  "controller",
  "status",
  "approval-asked",
  "approved",
  "message",
  "note",
  "fields",
  "rating",
  "rating-changed",
  "resume",
  "due-soon",
  "overdue",
] as const;
export type About = (typeof ABOUT)[number];

/**
 * What has to be done outside the ticket after the commit. `rate` takes the place of `status` where the client is
 * asked to rate. `open-linked`: the message goes into a new ticket, linked to this one, and not into this thread.
 */
export type Effect =
  | { kind: "tell-client"; about: "status" | "message" | "rate" | "assigned"; status?: string; message?: string }
  | {
      kind: "tell-employees";
      about: About;
      to: string[];
      /** Teams whose members on the list for notices hear it too, but for the one who acts: `but` [O-ASG-08]. */
      teams?: string[];
      but?: string;
      /** The employee who wrote to the client last hears it too [C-CLI-07]. */
      lastWriter?: true;
      /** Who acts would have heard it, and does not. */
      own?: string;
    }
  | ({ kind: "tell-mentioned"; message: string } & Mentioned)
  | { kind: "open-linked"; text: string; message?: string }
  /** Of an incident that has ended: what becomes of the tickets attached to it [H-INC-02]. */
  | { kind: "end-attached" };

/**
 * The state after an event. All events of one decision carry the same new `version`; `updatedAt` stays when somebody
 * only looked. The fold over all events of a ticket, from `null`, is its state.
 */
export function apply(state: TicketState | null, event: { set: Partial<TicketState> }): TicketState {
  return { ...(state ?? LATER), ...event.set } as TicketState;
}

/** Parts of the state that came with later versions: tickets opened before do not have them in their log. */
const LATER = {
  publicDocuments: [],
  otherPlaces: [],
  lease: null,
  processing: null,
  mergedInto: null,
  incident: null,
  attached: 0,
  firstReply: null,
} satisfies Partial<TicketState>;

export type { ActorRef };
