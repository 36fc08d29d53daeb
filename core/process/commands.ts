import type { ReadyFormula } from "../formula/formulas.ts";
import type { SlaFacts, SlaTerms } from "../sla/terms.ts";
import type {
  AutomationReport,
  Effect,
  Mentioned,
  Point,
  Reason,
  TicketEvent,
  Timer,
  TimerEvent,
  Work,
} from "./events.ts";
import type { ServiceOption } from "./process.ts";
import type { RefusalCode } from "./refusal-codes.ts";
import type { Moved } from "./split.ts";
import type { ApprovalStage, Reply, TicketState, UnregisteredClient } from "./state.ts";

/** Who acts; access to the ticket is settled before. `permissions` are those of the employee's role that bear on this ticket. */
export type Actor =
  | { kind: "employee"; id: string; permissions: ReadonlySet<string> }
  /** `id` is null for a client who is not registered and writes by letter. */
  | { kind: "client"; id: string | null }
  /** `why`: the rule on whose behalf the system acts; it is stored with every event of the decision. */
  | { kind: "system"; id: null; why?: Reason[] };

/** What a person does with a point of the checklist, by its id; a new point brings its own. */
export type PointChange =
  | { do: "add"; id: string; text: string }
  | { do: "tick"; id: string; done: boolean }
  | { do: "remove"; id: string };

/** What is asked of a ticket. Times are ISO 8601; `resumeAt` may be a plain day (`2026-08-20`). */
export type Command =
  | {
      kind: "open";
      subject: string;
      description: string;
      channel: string;
      priority?: string | null;
      serviceId?: string | null;
      serviceTypeId?: string | null;
      placeId?: string | null;
      otherPlaces?: string[];
      contactId?: string | null;
      client?: UnregisteredClient | null;
      companyId?: string | null;
      form?: Record<string, unknown>;
      custom?: Record<string, unknown>;
      externalId?: string | null;
      linkedTo?: string | null;
      /** One of the process's `startChoices`, instead of its first status. */
      status?: string;
      teamId?: string | null;
      assignees?: string[];
      controllers?: string[];
      observers?: string[];
      observerTeams?: string[];
      /** Files that the client sent with it. */
      clientFiles?: number;
      /** Put on the ticket besides those who are named, as far as they can be. */
      defaults?: Routed;
      /** What the SLA rules promise, and why; left out where nobody has asked them. */
      sla?: { terms: SlaTerms | null; why: Reason[]; broken?: { id: string; name: string; reason?: string }[] };
      /** The planned moment of solution, named by hand [O-REG-14]. */
      dueAt?: string | null;
      /** Rules chose the people: those who may not be named are then left out, with a word, and refuse nothing. */
      why?: Reason[];
    }
  /** `many`: it is done to several tickets at once, so that each must have been given what it demands. */
  | { kind: "move"; to: string; comment?: string; resumeAt?: string | null; reasons?: string[]; many?: true }
  | { kind: "reschedule"; resumeAt: string | null }
  | {
      kind: "assign";
      assignees?: string[];
      team?: string | null;
      controllers?: string[];
      observers?: string[];
      observerTeams?: string[];
      /** Who hears of it; left out: the employees whom it concerns, and no client. */
      tells?: Audience;
    }
  | {
      /** Takes a change back: what it had changed is as it was before ([B-UNDO-02]). */
      kind: "undo";
      former: Partial<TicketState>;
      /** Since when the ticket was in the status that it comes back to. */
      since?: string;
      /** Messages that come back with it. */
      moved?: string[];
      /** What the change was, as its history calls it. */
      what: string;
      /** The right that the change itself takes. */
      permission: string;
      tells?: Audience;
      why: Reason[];
    }
  /** Goes into another ticket; that one takes it in. `state`: of the other one, as it is. */
  | { kind: "merge"; into: TicketName; state: TicketState; why?: Reason[] }
  | { kind: "absorb"; from: TicketName; state: TicketState; why?: Reason[] }
  /** Goes under an incident, or out of it; `state`: of the incident, as it is. */
  | { kind: "join-incident"; incident: TicketName; state: TicketState; why?: Reason[] }
  | { kind: "leave-incident"; why?: Reason[] }
  /** What that is on the side of the incident. */
  | { kind: "take-in"; ticket: TicketName; underWay: boolean }
  | { kind: "let-go"; ticket: TicketName }
  /** Part of the talk goes into a new ticket; that one takes it. `state`: of the new one. */
  | { kind: "split"; to: TicketName; state: TicketState; moved: Moved }
  | { kind: "split-off"; from: TicketName; moved: Moved }
  /** What was split off goes back, and points there. */
  | { kind: "rejoin"; into: TicketName; why: Reason[] }
  | {
      kind: "say";
      message: string;
      text: string;
      files: number;
      mentions?: Mentioned;
      /** The first answer of an employee, where the ticket is from before first answers were kept. */
      replied?: Reply;
      /** Moves the ticket too, or neither happens [P-REP-04]. */
      move?: { to: string; comment?: string; resumeAt?: string | null; reasons?: string[] };
    }
  | ({ kind: "hand-over" } & HandOver)
  | {
      /** Puts another in the place of one who leaves, wherever he is assignee or controller of an active ticket. */
      kind: "replace";
      from: string;
      to: string;
    }
  | ({ kind: "edit-message"; text: string } & WrittenMessage)
  | ({ kind: "delete-message" } & WrittenMessage)
  | { kind: "note"; message: string; text: string; important: boolean; mentions?: Mentioned; handOver?: HandOver }
  | { kind: "attach"; document: string; name: string; size: number }
  | { kind: "detach"; document: string; name: string }
  | { kind: "mark-document"; document: string; name: string; public: boolean }
  /** `work`: of a time entry; `remove`: it was reported before, and is taken back. */
  | { kind: "report-work"; work: Work; remove?: true }
  /** `points`: of the checklist before the change. */
  | { kind: "checklist"; points: readonly Point[]; change: PointChange }
  | { kind: "edit"; changes: Partial<EditableFields> }
  /** Names the planned moment of solution; null gives it back to the promise. */
  | { kind: "plan"; dueAt: string | null }
  /** What the SLA rules promise now, and why: after an edit, or because the rules were changed. */
  | {
      kind: "promise";
      terms: SlaTerms | null;
      why: Reason[];
      cause: "edit" | "rules";
      broken?: { id: string; name: string; reason?: string }[];
    }
  | { kind: "accept" }
  | { kind: "approve"; answer: "agreed" | "clarify" | "refused"; comment?: string }
  | { kind: "rate"; score: number; comment?: string }
  | { kind: "cancel"; reasons?: string[]; comment?: string }
  | { kind: "reopen"; reason?: string }
  | { kind: "resume" }
  /**
   * `unread`: the ticket was unread for this employee, which is his own label and stands beside the state. `hold`: what
   * is opened is the processing window; its page promises to be there until the moment, `LIMITS.leaseMs` from now when
   * left out.
   */
  | { kind: "open-on-screen"; tab?: "main" | "notes"; unread?: true; hold?: { until?: string } }
  | { kind: "leave-screen" }
  | { kind: "mark-unread" }
  | { kind: "link"; to: string; number?: number; why?: Reason[] }
  /** `alive`: until when the page of the processing window has said that it is open. */
  | { kind: "timer"; timer: TimerEvent; alive?: string | null }
  | { kind: "report"; report: AutomationReport }
  | { kind: "system"; event: "incident.done" | "controllers.off" };

export type TicketName = { id: string; number: number };
/** Whether the employees whom a change concerns, and the client, are told of it [H-NOT-24]. */
export type Audience = { employees: boolean; client: boolean };

/**
 * `to`: key of a handover of the process; where a rule hands over, the key of a stage. `assignees`: who of the next
 * stage gets it.
 */
export type HandOver = { to: string; assignees?: string[] };

/** Whom routing chose for a new ticket: whoever may not be named is left out, with a word. */
export type Routed = {
  /** Left out: the team stays. */
  team?: string | null;
  assignees: string[];
  controllers?: string[];
  observers: string[];
  observerTeams?: string[];
  why: Reason[];
  /** What routing has left out itself. */
  skipped?: { what: string; reason: string; name?: string; rule?: string }[];
  /** Why priority and fields are what they are, where a rule has set them. */
  set?: Reason[];
};

/** A message of the client thread as it stands. `readAt`: when the other side read it first. */
export type WrittenMessage = {
  message: string;
  author: string;
  by: "client" | "employee";
  writtenAt: string;
  readAt: string | null;
  before: string;
  /** How many files hang on it; 0 when left out. */
  files?: number;
};

export type EditableFields = Pick<
  TicketState,
  | "subject"
  | "description"
  | "priority"
  | "serviceId"
  | "serviceTypeId"
  | "placeId"
  | "otherPlaces"
  | "contactId"
  | "client"
  | "companyId"
  | "form"
  | "custom"
>;

/** An employee whom the command names, as far as the rules ask about him. */
export type Person = { id: string; active: boolean; teams: string[]; site: boolean; name?: string };

/** Everything the rules may ask for beyond the ticket; loaded by the caller, never fetched here. */
export type Facts = {
  /** IANA zone of the workspace, e.g. `Europe/Moscow`. */
  zone: string;
  settings: {
    /** ISO 8601 duration, or null for never. */
    autoCloseAfter: string | null;
    resumeRequired: boolean;
    collectCancelReasons: boolean;
    /** Days in which a closed ticket can be reopened, or null for ever. */
    reopenWithin: number | null;
    /** When the count of unseen client messages is cleared. */
    unseenCleared: "opened" | "assignee-opened" | "replied";
    /** The client may not write once the ticket has ended (setting of the site). */
    chatClosedWhenEnded: boolean;
    /** Clients are asked to rate finished work [O-RATE-01]. */
    ratingAllowed: boolean;
    /** The cancel reason that demands a comment. */
    otherReason: string;
    cancelReasons: string[];
  };
  service: {
    options: ReadonlySet<ServiceOption>;
    /** 1 to 4. */
    maxAssignees: number;
    autoControllers: string[];
    stages: ApprovalStage[];
  };
  /**
   * By id: the employees named by the command, those on the ticket, and the service's automatic controllers when a
   * ticket is opened. Who is missing is unknown or hidden.
   */
  people: ReadonlyMap<string, Person>;
  /** Invoices issued on the ticket; base data are locked by them. */
  invoices: number;
  /** What clocks need, without which nothing is promised, and the fields that are counted of others. */
  sla?: SlaFacts;
  /** Service types whose tickets are incidents. */
  incidentTypes?: ReadonlySet<string>;
  formulas?: readonly ReadyFormula[];
};

/** Why a command is refused: a stable code, the field it is about, and what to do (`mend`: a key of the locales). */
export type Refusal = { code: RefusalCode; field?: string; mend: string; params?: Record<string, string | number> };
export type Decision =
  | { ok: true; state: TicketState; events: TicketEvent[]; timers: Timer[]; effects: Effect[] }
  | { ok: false; refusals: Refusal[] };
