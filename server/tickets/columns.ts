import type { Insertable, Selectable } from "kysely";
import { labelBits } from "../../core/condition/attention.ts";
import { replySeconds, solutionSeconds } from "../../core/process/clocks.ts";
import type { Category } from "../../core/process/process.ts";
import { CLOCKS } from "../../core/process/promises.ts";
import type {
  ActorRef,
  Approval,
  ClockName,
  LeaseState,
  Processing,
  Reply,
  StageLeft,
  TicketState,
  UnregisteredClient,
} from "../../core/process/state.ts";
import type { TicketTable } from "../platform/tables.ts";

export type TicketRowFull = Selectable<TicketTable>;

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;
const date = (moment: string | null): Date | null => (moment ? new Date(moment) : null);

/** The state that the rules work on, read from the ticket's row. */
export function stateOf(row: TicketRowFull): TicketState {
  return {
    version: row.version,
    status: row.status,
    category: row.category as Category,
    subject: row.subject,
    description: row.description,
    channel: row.channel,
    priority: row.priority,
    serviceId: row.service_id,
    serviceTypeId: row.service_type_id,
    placeId: row.place_id,
    otherPlaces: row.other_place_ids ?? [],
    contactId: row.contact_id,
    client: row.client as UnregisteredClient | null,
    companyId: row.company_id,
    form: row.form as Record<string, unknown>,
    custom: row.custom as Record<string, unknown>,
    externalId: row.external_id,
    linkedTo: row.linked_to,
    mergedInto: row.merged_into,
    incident: incidentOf(row),
    attached: row.attached_count,
    teamId: row.team_id,
    assignees: row.assignee_ids,
    pastAssignees: row.past_assignee_ids,
    controllers: row.controller_ids,
    observers: row.observer_ids,
    observerTeams: row.observer_team_ids,
    invited: row.invited_ids,
    stage: row.stage,
    stageTrail: row.stage_trail as StageLeft[],
    approval: row.approval as Approval | null,
    approvers: row.approver_ids,
    approvedAt: iso(row.approved_at),
    statusComment: row.status_comment,
    statusCommentFor: row.status_comment_for,
    resumeAt: iso(row.resume_at),
    cancelReasons: row.cancel_reasons,
    cancelComment: row.cancel_comment,
    reopenReason: row.reopen_reason,
    wasReopened: row.was_reopened,
    createdAt: row.created_at.toISOString(),
    createdBy: { kind: row.created_by_kind as ActorRef["kind"], id: row.created_by },
    updatedAt: row.updated_at.toISOString(),
    acceptedBy: row.accepted_by,
    acceptedAt: iso(row.accepted_at),
    resolvedAt: iso(row.resolved_at),
    closedBy: row.closed_by,
    closedAt: iso(row.closed_at),
    lease: row.lease as LeaseState | null,
    processing: processingOf(row),
    firstReply: replyOf(row),
    reaction: { startedAt: row.reaction_started_at.toISOString(), stoppedAt: iso(row.reaction_stopped_at) },
    resolution: { since: iso(row.resolution_since), spent: row.resolution_spent },
    runs: row.resolution_runs as TicketState["runs"],
    sla: row.sla as TicketState["sla"],
    dueAt: iso(row.due_at),
    reactionDueAt: iso(row.reaction_due_at),
    dueByHand: row.due_by_hand as TicketState["dueByHand"],
    slaTold: row.sla_told as TicketState["slaTold"],
    rating: row.rating,
    ratingComment: row.rating_comment,
    ratedAt: iso(row.rated_at),
    unseen: row.unseen,
    important: row.important,
    lastMessageBy: row.last_message_by as "client" | "employee" | null,
    messages: row.message_count,
    notes: row.note_count,
    documents: row.document_ids,
    publicDocuments: row.public_document_ids,
    clientFiles: row.client_files,
    clientNews: row.client_news,
    clientUnread: row.client_unread,
  };
}

function processingOf(row: TicketRowFull): Processing | null {
  const { processed_by: by, processing_started_at: started, processing_seconds: seconds } = row;
  if (by === null || started === null) return null;
  return { by, startedAt: started.toISOString(), endedAt: iso(row.processing_ended_at), seconds };
}

/** The incident that a ticket is attached to. */
export function incidentOf(row: Pick<TicketRowFull, "incident_id" | "incident_number">): TicketState["incident"] {
  const { incident_id: id, incident_number: number } = row;
  return id !== null && number !== null ? { id, number } : null;
}

function replyOf({ first_reply_at: at, first_reply_by: by }: TicketRowFull): Reply | null {
  return at && by ? { at: at.toISOString(), by } : null;
}

/** The clocks whose breach was told. */
export const breachedOf = ({ slaTold }: Pick<TicketState, "slaTold">): ClockName[] =>
  CLOCKS.filter((clock) => slaTold[clock] === "late");

/** The columns that hold the state; those derived from other rows are added by who saves. */
export function columnsOf(state: TicketState) {
  return {
    version: state.version,
    status: state.status,
    category: state.category,
    subject: state.subject,
    description: state.description,
    channel: state.channel,
    priority: state.priority,
    service_id: state.serviceId,
    service_type_id: state.serviceTypeId,
    place_id: state.placeId,
    // Nearly no ticket has any: null costs the lists nothing.
    other_place_ids: state.otherPlaces.length > 0 ? state.otherPlaces : null,
    contact_id: state.contactId,
    client: state.client && JSON.stringify(state.client),
    company_id: state.companyId,
    form: JSON.stringify(state.form),
    custom: JSON.stringify(state.custom),
    external_id: state.externalId,
    linked_to: state.linkedTo,
    merged_into: state.mergedInto,
    incident_id: state.incident?.id ?? null,
    incident_number: state.incident?.number ?? null,
    attached_count: state.attached,
    team_id: state.teamId,
    assignee_ids: state.assignees,
    past_assignee_ids: state.pastAssignees,
    controller_ids: state.controllers,
    observer_ids: state.observers,
    observer_team_ids: state.observerTeams,
    invited_ids: state.invited,
    stage: state.stage,
    stage_trail: JSON.stringify(state.stageTrail),
    approval: state.approval && JSON.stringify(state.approval),
    approver_ids: state.approvers,
    approved_at: date(state.approvedAt),
    status_comment: state.statusComment,
    status_comment_for: state.statusCommentFor,
    resume_at: date(state.resumeAt),
    cancel_reasons: state.cancelReasons,
    cancel_comment: state.cancelComment,
    reopen_reason: state.reopenReason,
    was_reopened: state.wasReopened,
    created_at: new Date(state.createdAt),
    created_by_kind: state.createdBy.kind,
    created_by: state.createdBy.id,
    updated_at: new Date(state.updatedAt),
    accepted_by: state.acceptedBy,
    accepted_at: date(state.acceptedAt),
    resolved_at: date(state.resolvedAt),
    closed_by: state.closedBy,
    closed_at: date(state.closedAt),
    lease: state.lease && JSON.stringify(state.lease),
    processed_by: state.processing?.by ?? null,
    processing_started_at: date(state.processing?.startedAt ?? null),
    processing_ended_at: date(state.processing?.endedAt ?? null),
    processing_seconds: state.processing?.seconds ?? null,
    first_reply_at: date(state.firstReply?.at ?? null),
    first_reply_by: state.firstReply?.by ?? null,
    first_reply_seconds: replySeconds(state),
    solution_seconds: solutionSeconds(state),
    reaction_started_at: new Date(state.reaction.startedAt),
    reaction_stopped_at: date(state.reaction.stoppedAt),
    resolution_since: date(state.resolution.since),
    resolution_spent: state.resolution.spent,
    resolution_runs: JSON.stringify(state.runs),
    sla: state.sla && JSON.stringify(state.sla),
    due_at: date(state.dueAt),
    reaction_due_at: date(state.reactionDueAt),
    due_by_hand: state.dueByHand && JSON.stringify(state.dueByHand),
    sla_told: JSON.stringify(state.slaTold),
    breached: breachedOf(state),
    rating: state.rating,
    rating_comment: state.ratingComment,
    rated_at: date(state.ratedAt),
    unseen: state.unseen,
    important: state.important,
    has_important: state.important !== null,
    label_bits: labelBits({ ...state, breached: breachedOf(state) }),
    last_message_by: state.lastMessageBy,
    message_count: state.messages,
    note_count: state.notes,
    document_ids: state.documents,
    public_document_ids: state.publicDocuments,
    client_files: state.clientFiles,
    client_news: state.clientNews,
    client_unread: state.clientUnread,
  } satisfies Partial<Insertable<TicketTable>>;
}
