import type { TicketFacts } from "../../core/fields/ticket-facts.ts";
import { same } from "../../core/process/same.ts";
import type { TicketState } from "../../core/process/state.ts";
import type { Tx } from "../platform/database.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { readLinks, type TicketLinks } from "../tickets/derived.ts";

/** What is known of a ticket beside its state: copies of other rows, and times that clocks have set. */
export type BesideState = TicketLinks & { number: number; due_at?: Date | null; reaction_due_at?: Date | null };

/**
 * What the conditions of rules read of a ticket: of one that is about to be opened (its state, and the links read for
 * it) as of one that is there (`ruleFacts(stateOf(row), row)`).
 */
export function ruleFacts(state: TicketState, beside: BesideState): TicketFacts {
  return {
    ...state,
    number: beside.number,
    serviceName: beside.service_name ?? null,
    placePath: beside.place_path ?? [],
    groupId: beside.group_id ?? null,
    quarterId: beside.quarter_id ?? null,
    siteId: beside.site_id ?? null,
    unitId: beside.unit_id ?? null,
    entrance: beside.entrance ?? null,
    floor: beside.floor ?? null,
    address: beside.address ?? null,
    contactName: beside.contact_name ?? state.client?.name ?? null,
    clientCategoryId: beside.client_category_id ?? null,
    processedBy: state.processing?.by ?? null,
    processingStartedAt: state.processing?.startedAt ?? null,
    processingEndedAt: state.processing?.endedAt ?? null,
    processingSeconds: state.processing?.seconds ?? null,
    dueAt: beside.due_at ?? null,
    reactionDueAt: beside.reaction_due_at ?? null,
    stage: state.stage,
    invited: state.invited,
    hasAttachments: state.documents.length > 0 || state.clientFiles > 0,
  };
}

/** The same of a ticket as it was before: what it is linked with is read anew where that was something else. */
export async function factsAt(tx: Tx, row: TicketRowFull, state: TicketState): Promise<TicketFacts> {
  const isMoved = !same(linkedIn(state), linkedIn(stateOf(row)));
  const links = isMoved ? await readLinks(tx, row.workspace_id, state) : row;
  const [due_at, reaction_due_at] = [state.dueAt, state.reactionDueAt].map((at) => (at === null ? null : new Date(at)));
  return ruleFacts(state, { ...links, number: row.number, due_at, reaction_due_at });
}

const linkedIn = ({ placeId, otherPlaces, contactId, companyId, serviceId }: TicketState) => ({
  placeId,
  otherPlaces,
  contactId,
  companyId,
  serviceId,
});
