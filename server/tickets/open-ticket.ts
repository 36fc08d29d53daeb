import type { CreateTicket } from "../../contract/tickets.ts";
import { subjectOfAnswers } from "../../core/forms/subject-of-answers.ts";
import { validateForm } from "../../core/forms/validate-form.ts";
import type { Actor, Command, Facts } from "../../core/process/commands.ts";
import { decide } from "../../core/process/decide.ts";
import { newTicket } from "../../core/process/decide-open.ts";
import { namedByProcess } from "../../core/process/people.ts";
import type { Process } from "../../core/process/process.ts";
import type { TicketState } from "../../core/process/state.ts";
import { type LoadedService, loadService } from "../catalog/load-service.ts";
import { processOfType } from "../catalog/process-of-type.ts";
import { typesForClients } from "../catalog/types-for-clients.ts";
import { type FoundContact, findContact } from "../clients/find-client.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { loadResponsible } from "../routing/load-responsible.ts";
import { keepRouting, routeTicket } from "../routing/route-ticket.ts";
import { loadProcess } from "../settings/load-process.ts";
import { loadSettings, type Settings } from "../settings/load-settings.ts";
import { checkPriority } from "../settings/priorities.ts";
import { validateCustom } from "../settings/validate-custom.ts";
import { actorOf, refused } from "./act.ts";
import { checkLinks, checkOtherPlaces, samePlace } from "./check-links.ts";
import { checkOpening } from "./check-opening.ts";
import { clientOf } from "./client-of.ts";
import type { TicketRowFull } from "./columns.ts";
import { readLinks } from "./derived.ts";
import { loadFacts, namedBy } from "./load-facts.ts";
import { askSlaRules } from "./promise.ts";
import { insertDecision } from "./save-decision.ts";
import type { Rendered } from "./view-ticket.ts";

type Open = Extract<Command, { kind: "open" }>;
/** What anybody may give who opens a ticket; `channel` says by which way. */
export type NewTicket = Omit<Open, "kind"> & {
  processKey?: string;
  /** Whoever opens it has said which team or person answers; else routing says, and `teamId` is that of the service. */
  named?: boolean;
};

/** Channels that an employee may name for a ticket that he enters ([H-NEW-03]). */
export const ENTERED_CHANNELS = ["call", "outgoing_call", "visit", "email", "messenger", "internal", "other"];

/**
 * Opens a ticket for a person: an employee for anybody, a client for himself. `out`: what it has of the ticket that it is
 * taken out of. Answers what its card is made of.
 */
export async function openTicket(
  tx: Tx,
  ctx: Ctx,
  body: CreateTicket,
  out?: { channel: string; linkedTo: string },
): Promise<Rendered> {
  const { person } = ctx;
  if (person.kind === "employee" && !person.permissions.has("ticket.write")) {
    throw new Problem(403, "not-allowed", "Your role lacks the permission ticket.write.");
  }
  const forClient = person.kind === "contact";
  const service = body.service ? await loadService(tx, ctx, body.service) : null;
  checkForm(service, body.form ?? {});
  const { settings } = await loadSettings(tx, ctx.workspaceId);
  if (forClient) await checkClientBody(tx, ctx, body, service, settings);
  await checkPriority(tx, ctx.workspaceId, body.priority);
  const serviceType = service?.typeId ?? body.serviceType ?? null;
  // What is refused first is told, as if they were asked one after the other.
  const asked = [
    checkLinks(tx, ctx, body),
    checkOtherPlaces(tx, ctx, body.otherPlaces ?? []),
    validateCustom(tx, ctx, body.custom ?? {}, { whole: true, serviceType, takesFiles: true }),
    askerOf(tx, ctx, body),
  ] as const;
  await Promise.allSettled(asked);
  const [, , custom, { contact, client }] = await Promise.all(asked);
  const companyId = body.company ?? contact?.companyId ?? null;
  // Whoever names a team or a person has said who answers for it.
  const takesHimself = service?.options.authorAssigned && !forClient && body.team === undefined;
  const assignees = body.assignees ?? (takesHimself ? [person.id] : []);
  const isNamed = body.team !== undefined || assignees.length > 0;
  const teamId = body.team === undefined ? (service?.teamId ?? null) : body.team;
  const processKey = await processKeyOf(tx, ctx.workspaceId, body, service);
  const subject = await subjectOf(tx, ctx, body, service, processKey);
  await checkService(tx, ctx, service, { subject, companyId });
  return openDecided(
    tx,
    ctx.workspaceId,
    {
      subject,
      description: body.description ?? "",
      channel: out?.channel ?? channelOf(ctx, body.channel),
      ...(out ? { linkedTo: out.linkedTo } : {}),
      priority: body.priority ?? null,
      serviceId: body.service ?? null,
      serviceTypeId: service?.typeId ?? body.serviceType ?? null,
      placeId: body.place ? samePlace(body.place) : null,
      otherPlaces: (body.otherPlaces ?? []).map(samePlace),
      contactId: contact?.id ?? null,
      client,
      companyId,
      form: body.form ?? {},
      custom,
      externalId: body.externalId ?? null,
      ...(body.status === undefined ? {} : { status: body.status }),
      named: isNamed,
      teamId,
      dueAt: body.dueAt ?? null,
      assignees,
      ...(body.controllers ? { controllers: body.controllers } : {}),
      observers: body.observers ?? [],
      clientFiles: forClient ? (body.files?.length ?? 0) : 0,
      ...(processKey === undefined ? {} : { processKey }),
    },
    actorOf(person),
    ctx.now,
  );
}

/** Opens a ticket for whoever. */
export async function insertTicket(
  tx: Tx,
  workspaceId: string,
  ticket: NewTicket,
  actor: Actor,
  now: Date,
): Promise<TicketRowFull> {
  return (await openDecided(tx, workspaceId, ticket, actor, now)).row;
}

async function openDecided(tx: Tx, workspaceId: string, ticket: NewTicket, actor: Actor, now: Date): Promise<Rendered> {
  const { processKey, named = false, ...rest } = ticket;
  const asked: Open = { kind: "open", ...rest };
  const process = await processFor(tx, workspaceId, processKey);
  const { serviceId = null, placeId = null, contactId = null, companyId = null, teamId = null } = asked;
  const otherPlaces = asked.otherPlaces ?? [];
  const [given, links, responsible] = await Promise.all([
    loadFacts(tx, workspaceId, {
      serviceId,
      placeId,
      otherPlaces: asked.otherPlaces ?? null,
      teamId,
      named: namedBy(asked, namedByProcess(process)),
    }),
    readLinks(tx, workspaceId, { serviceId, placeId, otherPlaces, contactId, companyId }),
    loadResponsible(tx, workspaceId, { placeId, contactId, companyId }),
  ]);
  const toRoute = { command: asked, named, process, facts: given, actor, links, responsible, now };
  const { command, facts, plan } = await routeTicket(tx, workspaceId, toRoute);
  const opened = asOpened(process, command, actor, facts, now);
  const sla = await askSlaRules(tx, workspaceId, opened, now, { ...links, number: 0 });
  const decision = decide(process, null, { ...command, ...(sla ? { sla } : {}) }, actor, facts, now);
  if (!decision.ok) throw refused(decision.refusals);
  const of = { workspaceId, id: newId(), number: null, process };
  const [row] = await Promise.all([
    insertDecision(tx, of, decision, actor, now, links),
    keepRouting(tx, { workspaceId, ticketId: of.id }, plan, now),
  ]);
  return { row, state: decision.state, process, facts, isNew: true };
}

/** The ticket as rules see it before anybody stands on it: with those whom the command names. */
export function asOpened(process: Process, command: Open, actor: Actor, facts: Facts, now: Date): TicketState {
  const { teamId = null, assignees = [], controllers = [], observers = [] } = command;
  return { ...newTicket(process, command, actor, facts, now), teamId, assignees, controllers, observers };
}

/** The process that the service names, or else the type that was chosen without one [O-TYPE-02]. */
export const processKeyOf = async (
  tx: Tx,
  workspaceId: string,
  { serviceType }: { serviceType?: string | null | undefined },
  service: LoadedService | null,
): Promise<string | undefined> =>
  service?.processKey ?? (serviceType ? processOfType(tx, workspaceId, serviceType) : undefined);

/** The process with this key; a ticket with neither service nor type goes through that of the first type. */
export async function processFor(tx: Tx, workspaceId: string, key: string | undefined): Promise<Process> {
  if (key !== undefined) return loadProcess(tx, workspaceId, key);
  const first = await perConfiguration(tx, workspaceId, "first-type", () =>
    tx
      .selectFrom("service_type")
      .select("process_key")
      .where("workspace_id", "=", workspaceId)
      .where("active", "=", true)
      .orderBy("position")
      .orderBy("id")
      .limit(1)
      .executeTakeFirst(),
  );
  if (first) return loadProcess(tx, workspaceId, first.process_key);
  throw badField("service", "no-process", "The workspace has no service types.", "Add one in Settings → Services.");
}

/** What a client may not say is refused by name, never taken silently: rights, people and channels are not his. */
async function checkClientBody(
  tx: Tx,
  ctx: Ctx,
  body: CreateTicket,
  service: LoadedService | null,
  { clientsSetPriority, clientsSetType }: Settings,
): Promise<void> {
  const own = ["subject", "description", "service", "place", "form", "files", "custom"];
  // [O-PRIO-08, O-TYPE-09] What the desk has opened to them.
  if (clientsSetPriority) own.push("priority");
  if (clientsSetType) own.push("serviceType");
  const foreign = Object.keys(body).find((field) => !own.includes(field));
  if (foreign) {
    throw badField(foreign, "not-for-clients", "This field is not for clients.", "Leave the field out.");
  }
  if (service && !service.forClients) {
    throw badField("service", "unknown-service", "There is no such service.", "Choose a service of the catalogue.");
  }
  if (body.serviceType === undefined) return;
  const types = await typesForClients(tx, ctx.workspaceId);
  if (types.some(({ id }) => id === body.serviceType)) return;
  throw badField("serviceType", "unknown-id", "There is no such type.", "Choose one of those that are offered.");
}

/** What the service asks of a ticket that a person opens, and whether there must be one ([C-GEN-03]). */
async function checkService(
  tx: Tx,
  ctx: Ctx,
  service: LoadedService | null,
  ticket: { subject: string; companyId: string | null },
): Promise<void> {
  const way = ctx.person.kind === "contact" ? "portal" : "console";
  if (service) return checkOpening(tx, ctx.workspaceId, service.options, { ...ticket, way });
  const { settings } = await loadSettings(tx, ctx.workspaceId);
  if (way !== "console" || !settings.serviceFirst) return;
  throw badField("service", "service-required", "The ticket needs a service.", "Choose the service first.");
}

function checkForm(service: LoadedService | null, answers: Record<string, unknown>): void {
  const refusals = validateForm(service?.form ?? [], answers);
  if (refusals.length === 0) return;
  throw new Problem(422, "ticket/refused", "The order form is not filled in as it must be.", {
    refusals: refusals.map((refusal) => ({ ...refusal, message: refusal.code.replaceAll("-", " ") })),
  });
}

/**
 * The subject, or what stands for it: what was answered to the order form ([H-COL-08]), the service's name, the first
 * line of the description. Where the process asks for a subject, employees write it themselves ([O-REG-05]).
 */
async function subjectOf(
  tx: Tx,
  ctx: Ctx,
  body: CreateTicket,
  service: LoadedService | null,
  processKey: string | undefined,
): Promise<string> {
  const subject = body.subject?.trim() ?? "";
  if (subject !== "") return subject;
  if (ctx.person.kind === "employee") {
    const { statuses, start } = await processFor(tx, ctx.workspaceId, processKey);
    const isAsked = statuses[start]?.needs?.some((demand) => demand.kind === "field" && demand.field === "subject");
    if (isAsked) return "";
  }
  const { locale } = await loadSettings(tx, ctx.workspaceId);
  const answered = subjectOfAnswers(service?.form ?? [], body.form ?? {}, locale);
  return answered || service?.name || (body.description?.trim().split("\n")[0]?.slice(0, 200) ?? "");
}

function channelOf(ctx: Ctx, channel: string | undefined): string {
  if (ctx.person.kind === "contact") return "portal";
  if (channel === undefined) return "internal";
  if (ENTERED_CHANNELS.includes(channel)) return channel;
  const mend = `Take one of: ${ENTERED_CHANNELS.join(", ")}.`;
  throw badField("channel", "unknown-channel", "There is no such channel.", mend);
}

/** Whom it is for: a client for himself, an employee for whom he names. */
async function askerOf(
  tx: Tx,
  { person, workspaceId }: Ctx,
  body: CreateTicket,
): Promise<{ contact: FoundContact | null; client: NewTicket["client"] }> {
  const id = person.kind === "contact" ? person.id : body.contact;
  const contact = await findContact(tx, workspaceId, id ?? null);
  if (contact || !id) return { contact, client: contact ? null : (body.client ?? null) };
  return { contact: null, client: (await clientOf(tx, workspaceId, id)).client };
}
