import type { TicketFacts } from "../../core/fields/ticket-facts.ts";
import { replySeconds, solutionSeconds } from "../../core/process/clocks.ts";
import type { TicketState } from "../../core/process/state.ts";
import type { Tx } from "../platform/database.ts";
import { breachedOf, stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { type LinkedBy, readManyLinks, type TicketLinks } from "../tickets/derived.ts";
import { readElsewhere } from "../tickets/elsewhere.ts";

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
    firstReplyBy: state.firstReply?.by ?? null,
    firstReplyAt: state.firstReply?.at ?? null,
    firstReplySeconds: replySeconds(state),
    solutionSeconds: solutionSeconds(state),
    clientStatus: beside.client_status ?? null,
    clientTags: beside.client_tags ?? [],
    debt: beside.debt ?? null,
    contactCustom: beside.contact_custom ?? null,
    companyCustom: beside.company_custom ?? null,
    placeCustom: beside.place_custom ?? null,
    siteCustom: beside.site_custom ?? null,
    quarterManagerId: beside.quarter_manager_id ?? null,
    crmName: beside.crm_name ?? null,
    processedBy: state.processing?.by ?? null,
    processingStartedAt: state.processing?.startedAt ?? null,
    processingEndedAt: state.processing?.endedAt ?? null,
    processingSeconds: state.processing?.seconds ?? null,
    dueAt: beside.due_at ?? null,
    reactionDueAt: beside.reaction_due_at ?? null,
    stage: state.stage,
    incidentId: state.incident?.id ?? null,
    incidentNumber: state.incident?.number ?? null,
    invited: state.invited,
    breached: breachedOf(state),
    hasAttachments: state.documents.length > 0 || state.clientFiles > 0,
  };
}

/** The same of a ticket that is there, `further` with what stands in other rows than its own. */
export async function factsNow(tx: Tx, row: TicketRowFull, further: boolean): Promise<TicketFacts> {
  const held = further ? (await readElsewhere(tx, row.workspace_id, [row])).get(row.id) : {};
  return ruleFacts(stateOf(row), { ...row, ...held });
}

/** The same of a ticket as it was before: what it is linked with is read anew where that was something else. */
export async function factsAt(tx: Tx, row: TicketRowFull, state: TicketState, further: boolean): Promise<TicketFacts> {
  return (await pastFacts(tx, row.workspace_id, [{ row, states: [state] }], further))(row, state);
}

/** The columns of a ticket that say what it is linked with now. */
export const LINK_COLUMNS = [
  "place_id",
  "other_place_ids",
  "contact_id",
  "company_id",
  "service_id",
  "service_name",
  "place_path",
  "group_id",
  "quarter_id",
  "site_id",
  "unit_id",
  "entrance",
  "floor",
  "address",
  "contact_name",
  "client_category_id",
] as const satisfies readonly (keyof TicketRowFull)[];
export type LinkedRow = Pick<TicketRowFull, "id" | "number" | (typeof LINK_COLUMNS)[number]>;

/**
 * The same of many tickets in as many states: all that they were linked with is read in one round trip, each link once.
 * Then they are asked about in any order, also as something else might change them.
 */
export async function pastFacts(
  tx: Tx,
  workspaceId: string,
  tickets: readonly { row: LinkedRow; states: readonly TicketState[] }[],
  further: boolean,
): Promise<(row: LinkedRow, state: TicketState) => TicketFacts> {
  const now = new Map(tickets.map(({ row }) => [row.id, linkedIn(rowLinks(row))]));
  const wanted = new Map(
    tickets.flatMap(({ row, states }) =>
      states.flatMap((state) => {
        const link = linkedIn(state);
        return !further && link === now.get(row.id) ? [] : [[link, state] as const];
      }),
    ),
  );
  const read = await readManyLinks(tx, workspaceId, [...wanted.values()]);
  const links = new Map([...wanted.keys()].map((link, at) => [link, read[at]]));
  return (row, state) => {
    const link = linkedIn(state);
    const held = !further && link === now.get(row.id) ? row : links.get(link);
    const [due_at, reaction_due_at] = [state.dueAt, state.reactionDueAt].map((at) =>
      at === null ? null : new Date(at),
    );
    return ruleFacts(state, { ...held, number: row.number, due_at, reaction_due_at });
  };
}

const rowLinks = (row: LinkedRow): LinkedBy => ({
  placeId: row.place_id,
  otherPlaces: row.other_place_ids ?? [],
  contactId: row.contact_id,
  companyId: row.company_id,
  serviceId: row.service_id,
});
const linkedIn = ({ placeId, otherPlaces, contactId, companyId, serviceId }: LinkedBy): string =>
  [placeId, contactId, companyId, serviceId, ...otherPlaces].join();
