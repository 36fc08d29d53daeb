import type { Request, Response } from "../../../contract/routes.ts";
import type { CreateTicket } from "../../../contract/tickets.ts";
import { formerOf } from "../../../core/process/decide-undo.ts";
import { refuse, refuseIf } from "../../../core/process/refuse.ts";
import { type Moved, movedOf } from "../../../core/process/split.ts";
import { type ChosenTalk, readChosen } from "../../conversation/chosen-talk.ts";
import { moveMessages } from "../../conversation/move-thread.ts";
import { moveFiles } from "../../files/move-files.ts";
import { moveLetters } from "../../mail/move-letters.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { forbidden, Problem } from "../../platform/http/problem.ts";
import { newId } from "../../platform/ids.ts";
import { accessTicket, checkVersion } from "../access.ts";
import { actorOf, foresee, refused, run } from "../act.ts";
import { stateOf, type TicketRowFull } from "../columns.ts";
import { claimFieldFiles } from "../field-files.ts";
import { openTicket } from "../open-ticket.ts";
import { getTicket } from "../view-ticket.ts";
import { loadSplit } from "./read-splits.ts";
import type { WayBack } from "./way-back.ts";

type Body = Request<"splitTicket">["body"];
const SUBJECT_LENGTH = 200;

/**
 * Takes part of the talk out into a new ticket ([B-UNDO-04]): messages, notes, their files and chosen documents go
 * there, letters too, so that answers to them come there. The same transaction writes down what takes it back.
 */
export async function splitTicket(tx: Tx, ctx: Ctx, key: string, body: Body): Promise<Response<"splitTicket">> {
  const { workspaceId, person, now } = ctx;
  const row = await accessTicket(tx, ctx, key, { lock: true });
  if (!person.permissions.has("ticket.write")) throw forbidden("ticket.write");
  checkVersion(ctx, row, body, {});
  const state = stateOf(row);
  const actor = actorOf(person);
  const talk = await readChosen(tx, row, body.messages ?? []);
  const documents = chosenDocuments(row, body.documents ?? []);
  const moved = movedOf(state, talk.rows, { ...talk, documents });
  // What refuses the split itself is told before what refuses the new ticket.
  const itself = { id: row.id, number: row.number };
  await foresee(tx, row, state, { kind: "split", to: itself, state, moved }, actor, now);

  const out = { channel: row.channel, linkedTo: row.id };
  const { row: fresh, state: opened } = await openTicket(tx, ctx, bodyOf(row, body, talk), out);
  await claimFieldFiles(tx, ctx, fresh.id, { before: {}, after: opened.custom });
  await checkReach(tx, ctx, fresh);
  const to = { id: fresh.id, number: fresh.number };
  const { row: left } = await run(tx, row, state, { kind: "split", to, state: opened, moved }, actor, now);
  const { row: taken } = await run(tx, fresh, opened, { kind: "split-off", from: itself, moved }, actor, now);
  const files = await moveTalk(tx, workspaceId, { talk, moved, from: row.id, to: fresh.id });
  const back: WayBack = {
    former: formerOf(state, stateOf(left)),
    fromEvents: left.event_count,
    toEvents: taken.event_count,
    messages: moved.ids,
    files,
  };
  const id = newId();
  await tx
    .insertInto("split")
    .values({
      workspace_id: workspaceId,
      id,
      from_id: row.id,
      to_id: fresh.id,
      split_by: person.id,
      split_at: now,
      messages: moved.messages,
      notes: moved.notes,
      files: moved.files,
      back: JSON.stringify(back),
    })
    .execute();
  return { split: await loadSplit(tx, ctx, id), ticket: await getTicket(tx, ctx, fresh.id) };
}

/** The new ticket as a person would open it: what is not named is that of the ticket it comes from. */
function bodyOf(row: TicketRowFull, body: Body, talk: ChosenTalk): CreateTicket {
  const { messages: _, documents: __, service, place, contact, company, otherPlaces, ...said } = body;
  const isSame = service === undefined && body.serviceType === undefined;
  const state = stateOf(row);
  const asker = row.contact_id ?? state.client?.employee ?? null;
  const asks = body.client !== undefined ? null : contact === undefined ? asker : contact;
  const client = body.client ?? (contact === undefined ? unregistered(state.client) : undefined);
  const at = place === undefined ? row.place_id : place;
  const further = otherPlaces ?? (place === undefined ? state.otherPlaces : []);
  const firm = company === undefined ? row.company_id : company;
  return {
    ...said,
    subject: body.subject?.trim() || firstLine(talk),
    ...(service ? { service } : {}),
    ...(isSame && row.service_id ? { service: row.service_id, form: body.form ?? state.form } : {}),
    ...(isSame && !row.service_id && row.service_type_id ? { serviceType: row.service_type_id } : {}),
    ...(at ? { place: at } : {}),
    ...(further.length > 0 ? { otherPlaces: further } : {}),
    ...(asks ? { contact: asks } : {}),
    ...(client && !asks ? { client } : {}),
    ...(firm ? { company: firm } : {}),
  };
}

const unregistered = (client: ReturnType<typeof stateOf>["client"]): CreateTicket["client"] =>
  client
    ? { name: client.name, ...(client.phone && { phone: client.phone }), ...(client.email && { email: client.email }) }
    : undefined;

/** Of the first message that has words; "" leaves the subject to the order form and the service. */
function firstLine({ rows }: ChosenTalk): string {
  const texts = rows
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ text }) => text.trim().split("\n")[0]?.trim() ?? "");
  const line = texts.find((text) => text !== "") ?? "";
  return line.slice(0, SUBJECT_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
}

function chosenDocuments(row: TicketRowFull, documents: readonly string[]): string[] {
  const ids = documents.map((id) => id.toLowerCase());
  const gone = ids.flatMap((id, index) =>
    refuseIf(!row.document_ids.includes(id), "document-gone", `documents.${index}`),
  );
  if (gone.length > 0) throw refused(gone);
  return ids;
}

/** Nobody puts a talk where he cannot read it any more: a service of others, a place beyond his. */
async function checkReach(tx: Tx, ctx: Ctx, { id }: TicketRowFull): Promise<void> {
  try {
    await accessTicket(tx, ctx, id, { lock: false });
  } catch (error) {
    throw error instanceof Problem && error.status === 404 ? refused([refuse("out-of-reach", "service")]) : error;
  }
}

/** Everything that hangs on the messages goes with them; returns the files. */
async function moveTalk(
  tx: Tx,
  workspaceId: string,
  { talk, moved, from, to }: { talk: ChosenTalk; moved: Moved; from: string; to: string },
): Promise<string[]> {
  await moveLetters(tx, workspaceId, { messages: moved.ids, from, to });
  await moveMessages(tx, workspaceId, moved.ids, to);
  const only = [...talk.rows.flatMap(({ files }) => files), ...moved.documents];
  return moveFiles(tx, workspaceId, { from, to, only });
}
