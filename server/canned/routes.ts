import type { Doors } from "../platform/http/doors.ts";
import { createCannedGroup, deleteCannedGroup, updateCannedGroup } from "./canned-groups.ts";
import { createCannedReply, deleteCannedReply, listCannedReplies, updateCannedReply } from "./canned-replies.ts";
import { fillCannedReply } from "./fill-canned-reply.ts";

/** Connects the routes of canned replies with their use-cases. */
export function cannedDoors({ open }: Doors): void {
  open("listCannedReplies", (ctx, { query }) => listCannedReplies(ctx, query));
  open("createCannedGroup", (ctx, { body }) => createCannedGroup(ctx, body));
  open("updateCannedGroup", (ctx, { params, body }) => updateCannedGroup(ctx, params.id, body));
  open("deleteCannedGroup", (ctx, { params }) => deleteCannedGroup(ctx, params.id));
  open("createCannedReply", (ctx, { body }) => createCannedReply(ctx, body));
  open("updateCannedReply", (ctx, { params, body }) => updateCannedReply(ctx, params.id, body));
  open("deleteCannedReply", (ctx, { params }) => deleteCannedReply(ctx, params.id));
  open("fillCannedReply", (ctx, { params }) => fillCannedReply(ctx, params));
}
