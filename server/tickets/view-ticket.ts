import { sql } from "kysely";
import type { Ticket } from "../../contract/ticket-view.ts";
import { replySeconds, solutionSeconds } from "../../core/process/clocks.ts";
import type { Facts } from "../../core/process/commands.ts";
import { isIncident } from "../../core/process/decide-incident.ts";
import { ABILITIES, abilities, type Offer, offers } from "../../core/process/moves.ts";
import type { Process } from "../../core/process/process.ts";
import type { Approval, TicketState } from "../../core/process/state.ts";
import { loadService } from "../catalog/load-service.ts";
import { documentViews } from "../conversation/documents.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadHiddenKeys, loadOpenFields, namesHidden, seenCustom } from "../settings/field-access.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { loadNamedProcess } from "../settings/renamed.ts";
import { accessTicket, type TicketKey } from "./access.ts";
import { actorOf } from "./act.ts";
import { answersIn } from "./answers-in.ts";
import { loadClient } from "./client-block.ts";
import { stateOf, type TicketRowFull } from "./columns.ts";
import { loadFacts, onTicket } from "./load-facts.ts";
import { loadOrganisation } from "./organisation-block.ts";
import { priorityView, rowFor, statusView } from "./row-view.ts";
import { seenBy } from "./scope.ts";
import { stageBlock } from "./stage-block.ts";
import { stepsOf } from "./steps.ts";
import { loadNames, peopleOf, refOf, type TicketNames } from "./ticket-names.ts";

/** A ticket for the person who asks: what he may see, and what he may do with it now. */
export async function getTicket(tx: Tx, ctx: Ctx, key: TicketKey): Promise<Ticket> {
  return viewTicket(tx, ctx, await accessTicket(tx, ctx, key, { lock: false }));
}

/** The same for a row that the caller has loaded for this very person. */
export async function viewTicket(tx: Tx, ctx: Ctx, row: TicketRowFull): Promise<Ticket> {
  const process = await loadNamedProcess(tx, ctx.workspaceId, row.process_key, row.process_version);
  const state = stateOf(row);
  const facts = await loadFacts(tx, ctx.workspaceId, {
    serviceId: row.service_id,
    placeId: row.place_id,
    otherPlaces: row.other_place_ids,
    teamId: row.team_id,
    named: onTicket(row),
  });
  return renderTicket(tx, ctx, { row, state, process, facts });
}

/** `isNew`: nothing can have been linked to it yet. */
export type Rendered = { row: TicketRowFull; state: TicketState; process: Process; facts: Facts; isNew?: boolean };

/** Puts the answer together; the time machine gives it the state of another moment. */
export async function renderTicket(tx: Tx, ctx: Ctx, of: Rendered): Promise<Ticket> {
  const { row, state, process, facts, isNew = false } = of;
  const { workspaceId, person } = ctx;
  const { name, settings } = await loadSettings(tx, workspaceId);
  const isClient = person.kind === "contact";
  // Asked together: none of them needs what another answers.
  const [names, service, linked, documents, client, organisation] = await Promise.all([
    loadNames(tx, workspaceId, [row]),
    row.service_id ? loadService(tx, ctx, row.service_id, { any: true }) : null,
    isNew && row.linked_to === null ? [] : loadLinked(tx, ctx, row),
    documentViews(tx, row, isClient ? "client" : "employee"),
    isClient ? null : loadClient(tx, workspaceId, row),
    isClient ? null : loadOrganisation(tx, workspaceId, row, settings.organisation ?? { name, lines: [] }),
  ]);
  const actor = actorOf(person);
  const mergedInto = linked.find(({ id }) => id === row.merged_into);
  const able = abilities(process, state, actor, facts, ctx.now);
  const hidden = await loadHiddenKeys(tx, ctx);
  const common = {
    ...rowFor(person, row, process, names, settings),
    description: row.description,
    form: (service?.form ?? [])
      .filter((element) => state.form[element.key] !== undefined)
      .map((element) => ({ key: element.key, label: element.label, value: state.form[element.key] })),
    placeView: placeView(row, names),
    reopened: row.was_reopened,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    ratingComment: row.rating_comment,
    ratedAt: row.rated_at?.toISOString() ?? null,
    linked,
    ...(mergedInto ? { mergedInto } : {}),
    moves: offers(process, state, actor, facts, ctx.now).map((offer) => moveView(offer, process, hidden)),
    can: Object.fromEntries(ABILITIES.map((ability) => [ability, able[ability].can])),
    filesPerMessage: settings.filesPerMessage,
    cancelReasonsOffered: facts.settings.collectCancelReasons ? facts.settings.cancelReasons : [],
    cancelReasonOther: facts.settings.otherReason,
  };
  const open = await loadOpenFields(tx, ctx);
  if (person.kind === "contact") {
    const asks = settings.confirmCompletion && able.reopen.can;
    return {
      ...common,
      form: [...common.form, ...(await answersIn(tx, workspaceId, open, state.custom))],
      ...(settings.clientsSetPriority ? { priorityView: priorityView(row.priority, names) } : {}),
      steps: stepsOf(process, state),
      ...(asks ? { asksIfSolved: true } : {}),
      ...(documents.length > 0 ? { documents } : {}),
    };
  }
  return {
    ...common,
    incidentView: await incidentView(tx, ctx, row),
    ...(isIncident({ facts }, state) || state.attached > 0 ? { attached: state.attached } : {}),
    recallSeconds: settings.recallSeconds,
    ...stageBlock({ process, state, actor, facts, now: ctx.now }),
    invited: peopleOf(names, state.invited),
    serviceType: serviceTypeView(row, names),
    internalServiceName: service?.internalName ?? "",
    otherPlaces: (row.other_place_ids ?? []).map((id) => ({ id, address: names.places.get(id)?.address ?? "" })),
    clientView: client,
    custom: seenCustom(open, state.custom),
    observers: peopleOf(names, state.observers),
    observerTeams: state.observerTeams.map((id) => ({ id, name: names.teams.get(id) ?? "" })),
    pastAssignees: peopleOf(names, state.pastAssignees),
    maxAssignees: facts.service.maxAssignees,
    usesControllers: facts.service.options.has("useControllers"),
    statusComment: state.statusComment,
    statusCommentEarlier: state.statusComment !== "" && state.statusCommentFor !== state.status,
    cancelReasons: state.cancelReasons,
    cancelComment: state.cancelComment,
    reopenReason: state.reopenReason,
    createdBy: createdBy(row, names),
    acceptedBy: refOf(names.people, row.accepted_by),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    closedBy: refOf(names.people, row.closed_by),
    documents,
    ...timesView(state, names),
    ...(process.lease ? { processing: processingView(state, names, actor.id) } : {}),
    approval: approvalView(state.approval, names),
    ...(organisation ? { organisation } : {}),
  };
}

/** A demand of a hidden field is told without its name: who may not see it cannot fill it in either. */
function moveView(offer: Offer, process: Process, hidden: ReadonlySet<string>): Ticket["moves"][number] {
  return {
    to: offer.to,
    category: process.statuses[offer.to]?.category ?? "open",
    label: offer.label,
    primary: offer.primary,
    ...(offer.withMessage ? { withMessage: offer.withMessage } : {}),
    demands: offer.demands.map(({ demand, required, fulfilled, stale }) => ({
      kind: demand.kind,
      ...("field" in demand && !namesHidden(demand.field, hidden) ? { field: demand.field } : {}),
      required,
      met: fulfilled,
      ...(stale ? { stale } : {}),
    })),
  };
}

function serviceTypeView(row: TicketRowFull, names: TicketNames): Ticket["serviceType"] {
  const type = refOf(names.types, row.service_type_id);
  return type && { ...type, common: names.types.get(type.id)?.common ?? false };
}

function placeView(row: TicketRowFull, names: TicketNames): Ticket["placeView"] {
  const place = row.place_id ? names.places.get(row.place_id) : undefined;
  if (!row.place_id || !place) return null;
  return {
    id: row.place_id,
    kind: place.kind,
    address: place.address,
    site: refOf(names.places, row.site_id),
    quarter: refOf(names.places, row.quarter_id),
    group: refOf(names.places, row.group_id),
    unit: row.unit_number,
    entrance: row.entrance,
    floor: row.floor,
  };
}

function createdBy(row: TicketRowFull, names: TicketNames) {
  const { created_by_kind: kind, created_by: id } = row;
  const name = kind === "employee" ? names.people.get(id ?? "")?.name : kind === "client" ? row.contact_name : "";
  return { kind, id, name: name ?? "" };
}

/** How soon the client was answered, and what the solution took [P-TIME-01, P-TIME-05]. */
function timesView(state: TicketState, names: TicketNames): Pick<Ticket, "firstReply" | "solution"> {
  const { firstReply, resolvedAt } = state;
  const by = refOf(names.people, firstReply?.by ?? null);
  return {
    firstReply: firstReply && by && { at: firstReply.at, by, seconds: replySeconds(state) ?? 0 },
    solution: resolvedAt === null ? null : { at: resolvedAt, seconds: solutionSeconds(state) ?? 0 },
  };
}

/** Who processes it or did so last, and whether the window is open and whose it is. */
function processingView({ lease, processing }: TicketState, names: TicketNames, me: string | null) {
  const by = refOf(names.people, processing?.by ?? null);
  if (!processing || !by) return null;
  return { ...processing, by, open: lease !== null, mine: lease?.by === me };
}

function approvalView(approval: Approval | null, names: TicketNames): Ticket["approval"] {
  if (!approval) return null;
  return {
    stage: approval.stage,
    stages: approval.stages.map((stage, index) => ({
      name: stage.name,
      rule: stage.rule,
      approvers: stage.approvers.map((id) => ({
        id,
        name: names.people.get(id)?.name ?? "",
        agreed: index < approval.stage || (index === approval.stage && approval.agreed.includes(id)),
      })),
    })),
  };
}

/** The incident that the ticket is attached to; null too where the person does not see it. */
async function incidentView(tx: Tx, ctx: Ctx, row: TicketRowFull): Promise<Ticket["incidentView"]> {
  if (row.incident_id === null) return null;
  const { rows } = await sql<
    Pick<TicketRowFull, "id" | "number" | "subject" | "status" | "process_key" | "process_version">
  >`
    select id, number, subject, status, process_key, process_version from ticket t
    where workspace_id = ${ctx.workspaceId} and id = ${row.incident_id} and ${seenBy(ctx.person)}`.execute(tx);
  const [found] = rows;
  if (!found) return null;
  const { id, number, subject, status } = found;
  const process = await loadNamedProcess(tx, ctx.workspaceId, found.process_key, found.process_version);
  return { id, number, subject, statusView: statusView(process, status, false) };
}

async function loadLinked(tx: Tx, ctx: Ctx, row: TicketRowFull): Promise<Ticket["linked"]> {
  const { rows } = await sql<Ticket["linked"][number]>`
    select id, number, subject from ticket t where workspace_id = ${ctx.workspaceId}
      and (id = ${row.linked_to} or linked_to = ${row.id}) and ${seenBy(ctx.person)}
    order by number limit 50`.execute(tx);
  return rows;
}
