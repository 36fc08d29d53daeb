import { withFormulas } from "../formula/formulas.ts";
import type { CommandOf } from "./case.ts";
import { hasEnded, hasOption, needsPermission, statusOf, tooLong } from "./case.ts";
import { clockIn } from "./clocks.ts";
import type { Actor, Facts, Refusal } from "./commands.ts";
import { emptyFields, unmet } from "./demands.ts";
import type { Draft } from "./draft.ts";
import { stopReaction } from "./enter.ts";
import { LIMITS } from "./limits.ts";
import { changePeople, peopleRefusals, putPossible, settle, type Wanted } from "./people.ts";
import { placeRefusals } from "./places.ts";
import type { Process, ServiceOption } from "./process.ts";
import { putByHand, putPromise, readDue } from "./promises.ts";
import { refuse } from "./refuse.ts";
import { firstStage, stageOnEntry } from "./stages.ts";
import type { TicketState } from "./state.ts";
import { timersOnEntry } from "./timers.ts";

/**
 * The ticket that a command opens, before anybody stands on it, with what is counted of its fields. Its version is 0
 * until the first event.
 */
export function newTicket(
  process: Process,
  command: CommandOf<"open">,
  actor: Actor,
  facts: Facts,
  now: Date,
): TicketState {
  const ticket = bareTicket(process, command, actor, facts, now);
  const { formulas = [], zone } = facts;
  return formulas.length === 0 ? ticket : { ...ticket, custom: { ...withFormulas(formulas, ticket, zone) } };
}

function bareTicket(process: Process, command: CommandOf<"open">, actor: Actor, facts: Facts, now: Date): TicketState {
  const at = now.toISOString();
  const { status } = startOf(process, facts, command);
  const { category } = statusOf(process, status);
  const [isResolved, isOver] = [
    category === "resolved" || category === "closed",
    category === "closed" || category === "cancelled",
  ];
  const first = firstStage(process);
  const stages = facts.service.stages.filter(({ approvers }) => approvers.length > 0);
  const waitsForApproval = status === process.approval?.status;
  return {
    version: 0,
    status,
    category,
    subject: command.subject.trim(),
    description: command.description,
    channel: command.channel,
    priority: command.priority ?? null,
    serviceId: command.serviceId ?? null,
    serviceTypeId: command.serviceTypeId ?? null,
    placeId: command.placeId ?? null,
    otherPlaces: command.otherPlaces ?? [],
    contactId: command.contactId ?? null,
    client: command.client ?? null,
    companyId: command.companyId ?? null,
    form: command.form ?? {},
    custom: command.custom ?? {},
    externalId: command.externalId ?? null,
    linkedTo: command.linkedTo ?? null,
    mergedInto: null,
    incident: null,
    attached: 0,
    teamId: null,
    assignees: [],
    pastAssignees: [],
    controllers: [],
    observers: [],
    observerTeams: [],
    invited: [],
    stage: first,
    stageTrail: [],
    approval: waitsForApproval ? { stages, stage: 0, agreed: [] } : null,
    approvers: waitsForApproval ? [...new Set(stages.flatMap(({ approvers }) => approvers))] : [],
    approvedAt: null,
    statusComment: "",
    statusCommentFor: null,
    resumeAt: null,
    cancelReasons: [],
    cancelComment: "",
    reopenReason: "",
    wasReopened: false,
    createdAt: at,
    createdBy: { kind: actor.kind, id: actor.id },
    updatedAt: at,
    acceptedBy: null,
    acceptedAt: null,
    resolvedAt: isResolved ? at : null,
    closedBy: isOver ? actor.id : null,
    closedAt: isOver ? at : null,
    lease: null,
    processing: null,
    firstReply: null,
    // Nobody has to react to what is over when it comes in [C-PHN-04].
    reaction: { startedAt: at, stoppedAt: hasEnded(category) ? at : null },
    resolution: { since: clockIn(process, status) === "running" ? at : null, spent: 0 },
    runs: [],
    sla: null,
    dueAt: null,
    reactionDueAt: null,
    dueByHand: null,
    slaTold: { reaction: null, resolution: null },
    rating: null,
    ratingComment: "",
    ratedAt: null,
    unseen: 0,
    important: null,
    lastMessageBy: null,
    messages: 0,
    notes: 0,
    documents: [],
    publicDocuments: [],
    clientFiles: command.clientFiles ?? 0,
    clientNews: actor.kind !== "client",
    clientUnread: 0,
  };
}

/**
 * A ticket comes in: in the process's first status, or in the one that an option of the service names [H-STAT-09,
 * H-STAT-10]. Demands of that status but its fields are not asked (an appointment may start without an assignee).
 */
export function decideOpen(draft: Draft, command: CommandOf<"open">): Refusal[] {
  const { process, state, facts } = draft;
  const { option } = startOf(process, facts, command);
  // Where a team or a person answers, the team is most often that of the service, and gives way to who was chosen.
  const isChosen = process.responsible === "either" && (command.assignees ?? []).length > 0;
  const asked: Wanted = settle(draft, {
    team: isChosen ? undefined : (command.teamId ?? undefined),
    assignees: command.assignees,
    controllers: command.controllers,
    observers: command.observers,
    observerTeams: command.observerTeams,
  });
  const byHand = readDue(draft, command.dueAt ?? null);
  const byRules = command.why !== undefined || draft.actor.kind !== "employee";
  const refusals = [
    ...(draft.actor.kind === "employee" ? needsPermission(draft, "ticket.write") : []),
    ...chosenRefusals(draft, command),
    ...emptyFields(process, state.status, state),
    ...tooLong(command.subject, LIMITS.subject, "subject"),
    ...tooLong(command.description, LIMITS.text, "description"),
    ...placeRefusals(state),
    ...(byRules ? [] : peopleRefusals(draft, asked)),
    ...byHand.refusals,
  ];
  if (refusals.length > 0) return refusals;
  const why = [
    ...(command.why ?? []),
    ...(command.defaults?.set ?? []),
    ...(option ? [{ rule: "process.startWith", facts: { option } }] : []),
  ];
  draft.record({
    kind: "ticket.opened",
    data: { channel: command.channel, status: state.status },
    set: state,
    ...(why.length > 0 ? { why } : {}),
  });
  if (command.sla) putPromise(draft, { ...command.sla, cause: "opened" });
  if (byHand.at !== null) putByHand(draft, byHand.at);
  if (byRules) putPossible(draft, asked, command.why);
  else changePeople(draft, asked);
  putHandedTo(draft);
  putDefaults(draft, command.defaults);
  putStage(draft);
  putAutoControllers(draft);
  if (hasEnded(draft.state.category)) draft.setTimers(timersOnEntry(draft, statusOf(process, process.start)));
  if (process.clocks.reaction.entering?.includes(state.status)) stopReaction(draft);
  draft.tell("approval-asked", { to: state.approval?.stages[0]?.approvers ?? [] });
  return [];
}

/** The first status, and the option of the service that chose it. Approval needs somebody who approves. */
export function startOf(
  process: Process,
  facts: Facts,
  { status: chosen }: Pick<CommandOf<"open">, "status">,
): { status: string; option?: ServiceOption } {
  if (chosen !== undefined && process.statuses[chosen]) return { status: chosen };
  const hasApprovers = facts.service.stages.some(({ approvers }) => approvers.length > 0);
  const special = (process.startWith ?? []).find(
    ({ option, status }) => hasOption({ facts }, option) && (status !== process.approval?.status || hasApprovers),
  );
  return special ?? { status: process.start };
}

/** Who answers in the first status by the process, where nobody was named [P-ROUTE-02]. */
function putHandedTo(draft: Draft): void {
  const { state, process } = draft;
  const { handsTo } = statusOf(process, state.status);
  if (!handsTo || state.assignees.length > 0) return;
  const team = state.teamId === null ? handsTo.team : undefined;
  const why = [{ rule: "status.handsTo", facts: { status: state.status } }];
  putPossible(draft, settle(draft, { team, assignees: handsTo.assignees }), why);
}

/** A chosen first status must be among those to choose from, and gets what it asks for [U-SYS-03, C-PHN-03]. */
function chosenRefusals(draft: Draft, { status }: CommandOf<"open">): Refusal[] {
  const { process, actor } = draft;
  if (status === undefined || status === process.start) return [];
  const choice = process.startChoices?.find((one) => one.status === status);
  if (!choice) return [refuse("unknown-status", "status")];
  if (actor.kind === "client") return [refuse("not-for-clients", "status")];
  return unmet(draft, choice.needs ?? [], {});
}

/** The team of the first stage answers while nobody else does, and a ticket that is over already is in the last one. */
function putStage(draft: Draft): void {
  const { process, state } = draft;
  if (state.stage === null) return;
  const team = process.stages?.[state.stage]?.team;
  const isFree = state.teamId === null && (process.responsible !== "either" || state.assignees.length === 0);
  if (team && isFree) putPossible(draft, { team }, [{ rule: "stage", facts: { stage: state.stage } }]);
  stageOnEntry(draft, statusOf(process, process.start), statusOf(process, state.status));
}

/** Who answers for the client when nobody was named, and who always looks on [O-COMP-04, O-CONT-05]. */
function putDefaults(draft: Draft, defaults: CommandOf<"open">["defaults"]): void {
  if (!defaults) return;
  const { team, assignees, controllers = [], observers, observerTeams = [], why, skipped = [] } = defaults;
  const { state } = draft;
  const added = (list: readonly string[], more: readonly string[]) => [...new Set([...list, ...more])];
  const wanted: Wanted = {
    ...(team !== undefined && state.teamId === null ? { team } : {}),
    ...(assignees.length > 0 && state.assignees.length === 0 ? { assignees } : {}),
    ...(controllers.length > 0 ? { controllers: added(state.controllers, controllers) } : {}),
    ...(observers.length > 0 ? { observers: added(state.observers, observers) } : {}),
    ...(observerTeams.length > 0 ? { observerTeams: added(state.observerTeams, observerTeams) } : {}),
  };
  putPossible(draft, settle(draft, wanted), why.length > 0 ? why : undefined);
  for (const data of skipped) {
    draft.record({ kind: "automation.skipped", data, set: {}, ...(why.length > 0 ? { why } : {}) });
  }
}

/** Controllers that the service names for all its tickets [H-CTRL-03]. */
function putAutoControllers(draft: Draft): void {
  const { autoControllers } = draft.facts.service;
  if (autoControllers.length === 0 || !hasOption(draft, "useControllers")) return;
  const controllers = [...new Set([...draft.state.controllers, ...autoControllers])];
  putPossible(draft, { controllers }, [{ rule: "service.autoControllers", facts: { controllers: autoControllers } }]);
}
