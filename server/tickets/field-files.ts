import { claimFiles } from "../files/claim-files.ts";
import { filesIn } from "../files/own-uploads.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";

type Values = Readonly<Record<string, unknown>>;

/** Makes the files that have come into fields of a ticket part of it; those that it had stay. */
export async function claimFieldFiles(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId" | "person">,
  ticketId: string,
  { before, after }: { before: Values; after: Values },
): Promise<void> {
  const had = new Set(filesIn(before));
  const files = filesIn(after).filter((id) => !had.has(id));
  if (files.length > 0) await claimFiles(tx, ctx, { ticketId, files, purpose: "field" });
}
