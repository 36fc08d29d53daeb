/** A text in the languages of the product; `en` and `ru` are always there. */
export type Text = { en: string; ru: string; id?: string; fa?: string };

/** What a status means to lists, clocks, load and reports, whatever it is called. */
export const CATEGORIES = ["new", "open", "paused", "resolved", "closed", "cancelled"] as const;
export type Category = (typeof CATEGORIES)[number];

/** Categories in which nobody works on the ticket any more. */
export const ENDED: readonly Category[] = ["resolved", "closed", "cancelled"];

/** Categories of tickets that are not over: resolved ones may still come back. */
export const UNDER_WAY: readonly Category[] = ["new", "open", "paused", "resolved"];

export const COLOURS = ["red", "blue", "green", "grey", "yellow", "violet", "dark", "amber", "teal"] as const;
export type Colour = (typeof COLOURS)[number];

/** Switches of a service that a process may ask about; a switch that is absent counts as off. */
export type ServiceOption =
  | "routing"
  | "qualityControl"
  | "requireDocument"
  | "useControllers"
  | "clientMayReopen"
  | "appointment";

/** Settings of a workspace that a process may ask about. */
export type ProcessSetting = "autoCloseAfter" | "resumeRequired" | "collectCancelReasons" | "reopenWithin";

/**
 * What must be there before a move is done. A demand is either fulfilled by the ticket as it is or by what comes
 * with the command; the screen shows the fields of the open demands in place.
 */
export type Demand =
  | { kind: "assignee" }
  | { kind: "controller" }
  | { kind: "comment" }
  | { kind: "reasons"; setting?: ProcessSetting; by?: ActorKind[] }
  | { kind: "resumeAt" }
  | { kind: "document"; option?: ServiceOption }
  | { kind: "field"; field: string }
  /** Somebody who asks: a contact, a company, or a client known by name. */
  | { kind: "client" };

export type ActorKind = "employee" | "client" | "system";

/**
 * Who of the employees may: everybody with the permission, or only those who stand on the ticket. A guard that names
 * an actor kind says nothing about the other kinds. `controller` holds for everybody when the service uses none;
 * `holder` is who has the processing window open.
 */
export type Guard =
  | { option: ServiceOption; is: boolean }
  | { actor: ActorKind; is: "assignee" | "controller" | "approver" | "author" | "holder" }
  | { not: { actor: ActorKind; is: "assignee" | "controller" } }
  | { withinDays: ProcessSetting; of: "resolvedAt" | "closedAt" }
  | { invoicesAtMost: number }
  | { unassigned: true };

export type Status = {
  category: Category;
  colour: Colour;
  name: Text;
  /** What the client reads; without it the employee's name is shown. */
  clientName?: Text;
  /** What the resolution clock does here; by default it runs in `open`, is paused in `paused`, else stopped. */
  clock?: "running" | "paused" | "stopped";
  /** Nobody leaves it by hand. */
  final?: true;
  /** The status exists only for services with this option (Approval, Quality control). */
  onlyWith?: ServiceOption;
  /** The date on which the ticket goes on by itself. A day without a time means `at` o'clock of the workspace. */
  resume?: {
    required: boolean | { setting: ProcessSetting };
    to: string;
    at: string;
    /** The day may lie at most so many years ahead; without it, as far as one likes. */
    maxYears?: number;
    /** Reminders to assignees and controllers: so many days before, at that hour; 0 is the day itself. */
    reminders: { daysBefore: number; at: string }[];
  };
  /** Left by itself so long (ISO 8601 duration in the setting; empty: never) after it was resolved. */
  expires?: { setting: ProcessSetting; to: string };
  /** Base data (service, place, client, form) can be edited here; by default in new, open and paused. */
  editable?: boolean;
  /** The client is told when the ticket comes here. */
  tellsClient?: boolean;
  /** What is demanded on entry by hand, whichever move leads here. A new ticket answers only to the fields. */
  needs?: Demand[];
  /** The client may rate here. */
  rated?: true;
  /** Part of the system: name and category stay as they are, and it is not removed; its colour may be changed. */
  locked?: true;
  /** Who answers from here on, by whatever way the ticket came: ids, put on as far as they can be [P-ROUTE-02]. */
  handsTo?: { team?: string; assignees?: string[] };
  /** Lists show the ticket's name and this status in bold [L-NEW-08]. */
  bold?: true;
};

export type Move = {
  /** A name for the API and tests when two moves share `to`; by default `to`. */
  key?: string;
  from: string[];
  to: string;
  by: ActorKind[];
  /** The permission that an employee needs; clients and the system need none. */
  permission?: string;
  label: Text;
  clientLabel?: Text;
  /** Every guard must hold, or the move is not offered. */
  when?: Guard[];
  /** Besides what the target status needs. With `reasons` among them the comment is the one of the cancellation. */
  needs?: Demand[];
  /** The usual next step: its button stands out. */
  primary?: true;
  /** Lists offer it as a button of the row. */
  inList?: true;
};

/** What a process does by itself when something happens. The first that fits is done; demands do not hold it up. */
export type Reaction = {
  /** `employee.said`: to the client; `employee.noted`: to colleagues. */
  event: "client.said" | "employee.said" | "employee.noted" | "approval.done" | "incident.done";
  in: string[];
  when?: Guard[];
  /** A move back to the approval status goes to the stage that asked. `open` leaves this ticket as it is. */
  do: { move: string } | { open: "linked" };
};

/**
 * A status that lasts as long as an employee has the ticket's processing window open: he holds the ticket, and nobody
 * else processes it meanwhile [L-PROC-01, L-PROC-02]. A window that closes without a move, or whose page is heard of
 * no more, gives the ticket back to the status it had before; links made meanwhile stay [L-NEW-07].
 */
export type Lease = {
  /** The status of a ticket whose window is open; no move leads here. */
  status: string;
  /** Opening the window takes the ticket from these. In others it is only looked at. */
  from: string[];
  /** What opening the window takes; who lacks it only looks. */
  permission: string;
  /** Who moves the ticket on from the window becomes its assignee. */
  assigns?: true;
};

/**
 * A process as data: one pure function runs them all. A new property is added to the shape in `contract/process-value.ts`
 * too (the types tell when it is not), and what can be wrong with it is found in `check.ts`.
 */
export type Process = {
  key: string;
  version: number;
  name: Text;
  start: string;
  /** A different first status for services with an option. */
  startWith?: { option: ServiceOption; status: string }[];
  /** Who answers: a team and people of it (`both`, the default), or one of the two (`either`). */
  responsible?: "both" | "either";
  statuses: Record<string, Status>;
  moves: Move[];
  on: Reaction[];
  clocks: {
    /** When the reaction clock stops: at the first of these acts, or on first entry of a status. */
    reaction: { stops: ("employee.moved" | "employee.replied")[]; entering?: string[] };
    resolution: { runs: string[]; stops: string[] };
  };
  /** Statuses in which an approval stage waits and in which the author is asked, when the process has approvals. */
  approval?: { status: string; clarify: string; refused: string };
  /** Where each status is drawn, in points; the rules never look at it. */
  layout?: Record<string, { x: number; y: number }>;
  /** Tickets are processed in a window that one employee at a time has open. */
  lease?: Lease;
};
