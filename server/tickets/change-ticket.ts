import type { Request } from "../../contract/routes.ts";
import type { Ticket } from "../../contract/ticket-view.ts";
import { validateForm } from "../../core/forms/validate-form.ts";
import type { Command, EditableFields } from "../../core/process/commands.ts";
import { loadService } from "../catalog/load-service.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, Problem } from "../platform/http/problem.ts";
import { checkPriority } from "../settings/priorities.ts";
import { validateCustom } from "../settings/validate-custom.ts";
import { act, run, SYSTEM } from "./act.ts";
import { checkLinks, checkOtherPlaces, samePlace } from "./check-links.ts";
import { clientOf } from "./client-of.ts";
import { stateOf, type TicketRowFull } from "./columns.ts";
import { claimFieldFiles } from "./field-files.ts";
import { viewTicket } from "./view-ticket.ts";

type Edit = Request<"editTicket">["body"];

/** Edits base data: the fields that are sent, and no other ([H-EDIT-01]). */
export async function editTicket(tx: Tx, ctx: Ctx, key: string, body: Edit): Promise<Ticket> {
  await checkLinks(tx, ctx, body);
  const { row, before } = await act(
    tx,
    ctx,
    key,
    async (old) => ({ kind: "edit", changes: await changesOf(tx, ctx, old, body, { takesFiles: true }) }),
    editedState(body),
  );
  if (body.custom) {
    await claimFieldFiles(tx, ctx, row.id, { before: stateOf(before).custom, after: stateOf(row).custom });
  }
  return viewTicket(tx, ctx, body.service ? await giveToTeam(tx, ctx, row, body.service) : row);
}

/** A ticket that nobody answers for yet goes to the team of the service that it was given, as a new one would. */
async function giveToTeam(tx: Tx, ctx: Ctx, row: TicketRowFull, serviceId: string): Promise<TicketRowFull> {
  if (row.team_id !== null || row.assignee_ids.length > 0) return row;
  const service = await loadService(tx, ctx, serviceId, { any: true });
  if (service.teamId === null) return row;
  const done = await run(tx, row, stateOf(row), { kind: "assign", team: service.teamId }, SYSTEM, ctx.now);
  return done.row;
}

/**
 * What an edit changes of this ticket, checked against what the person may name and write. Throws 422 with the field.
 * `takesFiles`: the caller makes files that come into fields part of the ticket.
 */
export async function changesOf(
  tx: Tx,
  ctx: Ctx,
  before: TicketRowFull,
  body: Edit,
  { takesFiles = false }: { takesFiles?: boolean } = {},
): Promise<Partial<EditableFields>> {
  await checkPriority(tx, ctx.workspaceId, body.priority, before.priority);
  const serviceId = body.service === undefined ? before.service_id : body.service;
  // What the ticket has already stays, whatever has become of the service since.
  const service = serviceId ? await loadService(tx, ctx, serviceId, { any: body.service === undefined }) : null;
  if (service && body.serviceType !== undefined && body.serviceType !== service.typeId) {
    const message = "The service is of another type.";
    throw badField("serviceType", "another-type", message, "Choose a service of this type, or none.");
  }
  const form = { ...answersTo(service?.form ?? [], before), ...body.form };
  if (body.form) {
    const refusals = validateForm(service?.form ?? [], form);
    if (refusals.length > 0) {
      throw new Problem(422, "ticket/refused", "The order form is not filled in as it must be.", {
        refusals: refusals.map((refusal) => ({ ...refusal, message: refusal.code.replaceAll("-", " ") })),
      });
    }
  }
  // Those that it has already stay, also where this person has no access to them.
  await checkOtherPlaces(
    tx,
    ctx,
    (body.otherPlaces ?? []).filter((id) => !before.other_place_ids?.includes(samePlace(id))),
  );
  const held = stateOf(before).custom;
  const asker = body.contact ? await clientOf(tx, ctx.workspaceId, body.contact) : null;
  return {
    ...editedState(body),
    ...asker,
    ...(body.service === undefined ? {} : { serviceTypeId: service?.typeId ?? body.serviceType ?? null }),
    ...(body.form ? { form } : {}),
    ...(body.custom
      ? { custom: { ...held, ...(await validateCustom(tx, ctx, body.custom, { whole: false, held, takesFiles })) } }
      : {}),
  };
}

/** The answers given before to what the form asks now: another service asks other things. */
function answersTo(form: readonly { key: string }[], before: TicketRowFull): Record<string, unknown> {
  const given = Object.entries(stateOf(before).form);
  return Object.fromEntries(given.filter(([key]) => form.some((element) => element.key === key)));
}

/** The sent fields by their names in the state. */
function editedState(body: Edit): Partial<EditableFields> {
  return {
    ...(body.subject === undefined ? {} : { subject: body.subject.trim() }),
    ...(body.description === undefined ? {} : { description: body.description }),
    ...(body.priority === undefined ? {} : { priority: body.priority }),
    ...(body.service === undefined ? {} : { serviceId: body.service }),
    ...(body.serviceType === undefined ? {} : { serviceTypeId: body.serviceType }),
    ...(body.place === undefined ? {} : { placeId: body.place && samePlace(body.place) }),
    ...(body.otherPlaces === undefined ? {} : { otherPlaces: body.otherPlaces.map(samePlace) }),
    ...(body.contact === undefined ? {} : { contactId: body.contact, ...(body.contact ? { client: null } : {}) }),
    ...(body.client === undefined ? {} : { client: body.client, ...(body.client ? { contactId: null } : {}) }),
    ...(body.company === undefined ? {} : { companyId: body.company }),
    ...(body.form === undefined ? {} : { form: body.form }),
    ...(body.custom === undefined ? {} : { custom: body.custom }),
  };
}

/** Any command that answers the ticket as it is now. */
export async function changeTicket(
  tx: Tx,
  ctx: Ctx,
  key: string,
  command: Command,
  changes: object = {},
): Promise<Ticket> {
  const { row } = await act(tx, ctx, key, command, changes);
  return viewTicket(tx, ctx, row);
}
