import type { Doors } from "../platform/http/doors.ts";
import { deleteDraft } from "./delete-draft.ts";
import { listDrafts } from "./list-drafts.ts";
import { putDraft } from "./put-draft.ts";

/** Connects the routes of drafts with their use-cases. */
export function draftDoors({ openKnown: open }: Doors): void {
  open("listDrafts", (ctx, { query }) => ctx.read((tx) => listDrafts(tx, ctx, query.prefix)));
  open("putDraft", (ctx, { params, body }) => ctx.write((tx) => putDraft(tx, ctx, params.key, body.body)));
  open("deleteDraft", (ctx, { params }) => ctx.write((tx) => deleteDraft(tx, ctx, params.key)));
}
