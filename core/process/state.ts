import type { SlaTerms } from "../sla/terms.ts";
import type { Category } from "./process.ts";

/** Who is not among the contacts: what is known of the client. `employee`: it is a colleague [O-REG-08]. */
export type UnregisteredClient = { name: string; phone?: string; email?: string; employee?: string };

/** A stage as the ticket left it. */
export type StageLeft = { stage: string; teamId: string | null; assignees: string[] };

export type ApprovalStage = { name: string; approvers: string[]; rule: "all" | "any" };
export type Approval = {
  stages: ApprovalStage[];
  /** Index of the stage that decides now; the number of stages when all have agreed. */
  stage: number;
  /** Employees who have agreed in this stage. */
  agreed: string[];
};

/** Who processes the ticket in its window, or did so last: from when until when, in whole seconds [L-LIST-03, L-LIST-04]. */
export type Processing = { by: string; startedAt: string; endedAt: string | null; seconds: number | null };

/** A word of an employee to the client, and who said it. */
export type Reply = { at: string; by: string };

/** The open processing window: who holds the ticket, and what it is given back to. */
export type LeaseState = { by: string; status: string; resumeAt: string | null; processing: Processing | null };

/**
 * Everything about a ticket that events change: folding the `set` of all its events from `null` gives exactly this.
 * Ids are UUIDs, times ISO 8601 in UTC, absent values `null`. All values are plain JSON.
 */
export type TicketState = {
  version: number;
  status: string;
  category: Category;
  subject: string;
  description: string;
  channel: string;
  priority: string | null;
  serviceId: string | null;
  serviceTypeId: string | null;
  placeId: string | null;
  /** Further places that it is about, beside the main one, by which lists, services and clocks go [O-REG-09]. */
  otherPlaces: string[];
  contactId: string | null;
  client: UnregisteredClient | null;
  companyId: string | null;
  /** Answers to the order form of the service, by element key. */
  form: Record<string, unknown>;
  custom: Record<string, unknown>;
  externalId: string | null;
  linkedTo: string | null;
  /** The ticket that has taken this one in. */
  mergedInto: string | null;
  /** The incident that it is attached to [H-INC-01]. */
  incident: { id: string; number: number } | null;
  /** How many tickets are attached to it. */
  attached: number;

  teamId: string | null;
  assignees: string[];
  /** Everyone who ever was assignee, those of now too [H-COL-13]. */
  pastAssignees: string[];
  controllers: string[];
  observers: string[];
  /** Teams that follow the ticket. */
  observerTeams: string[];
  /** Employees whom a colleague has asked in by a note and who have not answered yet [P-INT-02]. */
  invited: string[];
  /** Where it is on its way from team to team, in a process with stages. */
  stage: string | null;
  /** Stages that it has left, the latest last and each once, with who answered for it there. */
  stageTrail: StageLeft[];
  approval: Approval | null;
  approvers: string[];
  approvedAt: string | null;

  statusComment: string;
  /** The status under which the comment was written: another one now means that it is from an earlier change. */
  statusCommentFor: string | null;
  resumeAt: string | null;
  cancelReasons: string[];
  cancelComment: string;
  reopenReason: string;
  wasReopened: boolean;

  createdAt: string;
  createdBy: ActorRef;
  updatedAt: string;
  /** The employee who acted on it first, by whatever but looking at it. */
  acceptedBy: string | null;
  acceptedAt: string | null;
  /** Set in resolved and closed, else null. */
  resolvedAt: string | null;
  /** Set in closed and cancelled, else null. `closedBy` is a person of either kind; null when nobody did it by hand. */
  closedBy: string | null;
  closedAt: string | null;

  /** Null while no window is open. */
  lease: LeaseState | null;
  /** Null as long as nobody processed it in a window. */
  processing: Processing | null;

  /** What the client was answered first [P-TIME-01]; null as long as nobody has. */
  firstReply: Reply | null;
  reaction: { startedAt: string; stoppedAt: string | null };
  /** Time in work so far in whole seconds, without the stretch that runs now. */
  resolution: { since: string | null; spent: number };
  /** The stretches in which the resolution clock ran before, oldest first; `spent` is their sum. */
  runs: [from: string, to: string][];
  /** What is promised; null when no SLA rule fits. */
  sla: SlaTerms | null;
  /** Planned times, by the promise or by hand; null while nothing is promised or its clock has not begun. */
  dueAt: string | null;
  reactionDueAt: string | null;
  /** The moment of solution that a person has named, before pauses moved it, and when he named it. */
  dueByHand: { at: string; setAt: string } | null;
  /** What was already told about each clock. */
  slaTold: SlaTold;

  rating: number | null;
  ratingComment: string;
  ratedAt: string | null;

  /** Client messages that the workspace's setting counts as not yet seen. */
  unseen: number;
  /** The latest important note that nobody has opened yet: its text, else null. */
  important: string | null;
  lastMessageBy: "client" | "employee" | null;
  messages: number;
  notes: number;
  /** Files: documents of the card, and files that the client sent. */
  documents: string[];
  /** Those of the documents that the client may see [O-FILE-02]. */
  publicDocuments: string[];
  clientFiles: number;
  /** Something changed that the client has not looked at, and employee messages that he has not read. */
  clientNews: boolean;
  clientUnread: number;
};

/** The last thing told about a clock: that it is due soon, or that it is late. */
export type SlaTold = Record<ClockName, "soon" | "late" | null>;
export type ClockName = "reaction" | "resolution";

export type ActorRef = { kind: "employee" | "client" | "system"; id: string | null };
