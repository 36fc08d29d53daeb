import type { Message } from "../../contract/conversation.ts";
import type { Request } from "../../contract/routes.ts";
import { claimFiles } from "../files/claim-files.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { newId } from "../platform/ids.ts";
import { act, actorOf } from "../tickets/act.ts";
import { readMentions } from "./mentions.ts";
import { storeMessage, viewMessage } from "./say-message.ts";

/** An employee writes to colleagues; clients never see it ([H-COMM-01]). */
export async function sayNote(tx: Tx, ctx: Ctx, key: string, body: Request<"sayNote">["body"]): Promise<Message> {
  const id = newId();
  const important = body.important ?? false;
  const { handOver } = body;
  const { row } = await act(tx, ctx, key, async (before) => {
    const mentions = await readMentions(tx, ctx, before, "notes", body.mentions ?? []);
    return {
      kind: "note",
      message: id,
      text: body.text,
      important,
      ...(mentions && { mentions }),
      ...(handOver && { handOver }),
    };
  });
  const fileIds = body.files ?? [];
  if (fileIds.length > 0) await claimFiles(tx, ctx, { ticketId: row.id, files: fileIds, purpose: "note" });
  const note = { text: body.text, channel: "console", fileIds, thread: "internal", important } as const;
  await storeMessage(tx, row, id, note, actorOf(ctx.person), ctx.now);
  return viewMessage(tx, ctx, id);
}
