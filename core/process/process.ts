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
  | "appointment"
  | "acceptFirst";

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
  /** The ground that it stands on. */
  colour: Colour;
  /** The colour of its words; without it they go with the ground [U-SYS-09]. */
  textColour?: Colour;
  name: Text;
  /** What the client reads; without it the employee's name is shown. */
  clientName?: Text;
  /** What the resolution clock does here; by default it runs in `open`, is paused in `paused`, else stopped. */
  clock?: "running" | "paused" | "stopped";
  /** Nobody leaves it by hand. */
  final?: true;
  /**
   * Whether tickets here count as load of their assignees; by default they do in new, open and paused. Of statuses of
   * the open state only [U-LOAD-03, U-SLA-04].
   */
  load?: boolean;
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
  /** What is demanded besides when several tickets come here at once by hand; what they have already does not count. */
  needsOfMany?: Demand[];
  /** The client may rate here. */
  rated?: true;
  /** Part of the system: name and category stay as they are, and it is not removed; its colours may be changed. */
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
  /** Letters to the client bear a link that does this for him, on a page with one button [U-SYS-07]. */
  byLink?: true;
  /** Whoever does it takes the ticket on himself, alone; it is refused when another has taken it [C-ONS-07, C-ONS-09]. */
  takes?: true;
  /** What stands on the second button of the composer, which says the message and does this move at once [P-REP-04]. */
  withMessage?: Text;
};

/**
 * A part of the way that tickets go from team to team, whatever their status is [P-STG-01, P-STAT-01]. A process has
 * them in this order, and a ticket begins in the first.
 */
export type Stage = {
  name: Text;
  /** Who answers here: the id of a team. In a preset its key, which becomes the id when a workspace is made of it. */
  team?: string;
  /** Tickets come here by themselves when they are closed, and go back to the stage before when they are reopened. */
  ended?: true;
};

/**
 * A step of an employee from one stage to another: the team of that stage answers then, and of its people those who
 * had the ticket there before, if any [P-ESC-01, P-L2-04].
 */
export type Handover = {
  /** The name for the API: one for each way. */
  key: string;
  from: string[];
  to: string;
  permission?: string;
  label: Text;
  /** Every guard must hold, or it is not offered. */
  when?: Guard[];
  /** `assignee`: somebody of the next stage must be named. */
  needs?: Demand[];
  /** Its button stands below the notes too: what is written there goes along [P-ESC-01]. */
  withNote?: true;
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
  /** Statuses in which employees may open a ticket instead of the first one, each with what it asks for [U-SYS-03]. */
  startChoices?: { status: string; needs?: Demand[] }[];
  /** From team to team, by stages that are independent of the statuses. */
  stages?: Record<string, Stage>;
  handovers?: Handover[];
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
