import type { Doors } from "../platform/http/doors.ts";
import { attachDocuments, detachDocument, listDocuments, markDocument } from "./documents.ts";
import { deleteMessage, editMessage } from "./edit-message.ts";
import { holdMessage, listHeld } from "./hold-message.ts";
import { listThread } from "./list-messages.ts";
import { listMentionable } from "./mentions.ts";
import { recallMessage, sendHeld } from "./release-message.ts";
import { sayMessage } from "./say-message.ts";
import { sayNote } from "./say-note.ts";

/** Connects the routes of the conversation with their use-cases. */
export function conversationDoors({ openKnown: open }: Doors): void {
  open("listMessages", (ctx, { params, query }) => ctx.read((tx) => listThread(tx, ctx, params.id, "client", query)));
  open("sayMessage", (ctx, { params, body }) => ctx.write((tx) => sayMessage(tx, ctx, params.id, body)));
  open("holdMessage", (ctx, { params, body }) => ctx.write((tx) => holdMessage(tx, ctx, params.id, body)));
  open("listHeldMessages", (ctx, { params }) => ctx.read((tx) => listHeld(tx, ctx, params.id)));
  open("recallMessage", (ctx, { params }) => ctx.write((tx) => recallMessage(tx, ctx, params.id, params.heldId)));
  open("sendHeldMessage", (ctx, { params }) => ctx.write((tx) => sendHeld(tx, ctx, params.id, params.heldId)));
  open("editMessage", (ctx, { params, body }) =>
    ctx.write((tx) => editMessage(tx, ctx, params.id, params.messageId, body.text)),
  );
  open("deleteMessage", (ctx, { params }) => ctx.write((tx) => deleteMessage(tx, ctx, params.id, params.messageId)));
  open("listNotes", (ctx, { params, query }) => ctx.read((tx) => listThread(tx, ctx, params.id, "internal", query)));
  open("sayNote", (ctx, { params, body }) => ctx.write((tx) => sayNote(tx, ctx, params.id, body)));
  open("listMentionable", (ctx, { params, query }) => ctx.read((tx) => listMentionable(tx, ctx, params.id, query)));
  open("listDocuments", (ctx, { params }) => ctx.read((tx) => listDocuments(tx, ctx, params.id)));
  open("attachDocuments", (ctx, { params, body }) =>
    ctx.write((tx) => attachDocuments(tx, ctx, params.id, body.files)),
  );
  open("markDocument", (ctx, { params, body }) =>
    ctx.write((tx) => markDocument(tx, ctx, params.id, params.fileId, body.public)),
  );
  open("detachDocument", (ctx, { params }) => ctx.write((tx) => detachDocument(tx, ctx, params.id, params.fileId)));
}
