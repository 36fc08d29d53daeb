import {
  enterConversation,
  type PastConversation,
  type ThreadAct,
} from "../../server/conversation/enter-conversation.ts";
import type { Uploader } from "../../server/files/file-row.ts";
import type { FileStorage } from "../../server/files/storage.ts";
import { storeFile } from "../../server/files/store-file.ts";
import { type Db, inWorkspace, type Tx } from "../../server/platform/database.ts";
import { loadTicket } from "../../server/tickets/access.ts";
import { run, SYSTEM } from "../../server/tickets/act.ts";
import { stateOf, type TicketRowFull } from "../../server/tickets/columns.ts";
import type { Desk, Picture, StoryAct, Tale } from "./desk.ts";
import { drawPhoto } from "./draw-photo.ts";
import { randomOf } from "./random.ts";

export type Enterer = { db: Db; storage: FileStorage };

/** So many different papers are drawn; they carry no date and may be used again. */
const PAPERS = 6;
const papers = new Map<number, Promise<Buffer>>();

/**
 * Enters tickets with their pasts, all in one transaction. A ticket that another is linked to must be in the workspace
 * or earlier in the list.
 */
export async function enterTales(deps: Enterer, desk: Desk, tales: readonly Tale[]): Promise<void> {
  const pasts: { tale: Tale; past: PastConversation }[] = [];
  for (const tale of tales) pasts.push({ tale, past: await withFiles(deps, desk, tale) });
  await inWorkspace(deps.db, desk.workspaceId, async (tx) => {
    for (const { tale, past } of pasts) await enterTale(tx, desk, tale, past);
  });
}

async function enterTale(tx: Tx, desk: Desk, tale: Tale, past: PastConversation): Promise<void> {
  const { workspaceId, base } = desk;
  if (tale.linkedTo === undefined) {
    await enterConversation(tx, workspaceId, past, base);
    return;
  }
  const main = await loadTicket(tx, workspaceId, String(tale.linkedTo), { lock: true });
  const ticket = { ...past.opened.ticket, linkedTo: main.id, ...(tale.linksBack ? sameAs(main) : {}) };
  const opened = { ...past.opened, ticket };
  const fresh = await enterConversation(tx, workspaceId, { ...past, opened }, base);
  if (!tale.linksBack) return;
  const why = [{ rule: "answered-when-closed", facts: {} }];
  const link = { kind: "link", to: fresh.id, number: fresh.number, why } as const;
  await run(tx, main, stateOf(main), link, SYSTEM, opened.at);
}

/** What a client answers to a closed ticket goes on about the same thing. */
const sameAs = (main: TicketRowFull) => ({
  subject: main.subject,
  placeId: main.place_id,
  contactId: main.contact_id,
  companyId: main.company_id,
});

/** The tale with its pictures drawn and stored. */
async function withFiles(deps: Enterer, desk: Desk, tale: Tale): Promise<PastConversation> {
  const { number, opened } = tale;
  const first = opened.picture && (await keep(deps, desk, { actor: opened.actor, at: opened.at }, opened.picture));
  const acts: ThreadAct[] = [];
  for (const { picture, ...act } of tale.acts) acts.push(picture ? await withFile(deps, desk, act, picture) : act);
  return {
    number,
    opened: { at: opened.at, actor: opened.actor, ticket: opened.ticket },
    acts,
    ...(first ? { fileIds: [first.id] } : {}),
  };
}

async function withFile(
  deps: Enterer,
  desk: Desk,
  act: Omit<StoryAct, "picture">,
  picture: Picture,
): Promise<ThreadAct> {
  const { id, name, size } = await keep(deps, desk, act, picture);
  if (act.command.kind !== "attach") return { ...act, fileIds: [id] };
  return { ...act, command: { kind: "attach", document: id, name, size } };
}

async function keep(
  { db, storage }: Enterer,
  desk: Desk,
  { actor, at }: Pick<StoryAct, "actor" | "at">,
  { kind, name, stamp }: Picture,
) {
  const by: Uploader =
    actor.id === null ? null : { kind: actor.kind === "employee" ? "employee" : "contact", id: actor.id };
  const content = stamp === null ? await paperOf(name) : await drawPhoto(kind, stamp, randomOf(`${desk.slug}/${name}`));
  return storeFile(db, storage, { workspaceId: desk.workspaceId, name, content, purpose: "upload", by, now: at });
}

function paperOf(name: string): Promise<Buffer> {
  const kind = randomOf(name).int(1, PAPERS);
  const drawn = papers.get(kind) ?? drawPhoto("paper", null, randomOf(`paper ${kind}`));
  papers.set(kind, drawn);
  return drawn;
}
