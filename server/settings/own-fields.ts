import { sql } from "kysely";
import type { Card } from "../../core/fields/card-fields.ts";
import { claimFiles } from "../files/claim-files.ts";
import type { CardOf } from "../files/file-row.ts";
import { filesIn } from "../files/own-uploads.ts";
import { releaseFiles } from "../files/release-files.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx, Person } from "../platform/http/context.ts";
import { loadOpenFields, seenCustom } from "./field-access.ts";
import { validateCustom } from "./validate-custom.ts";

/** Reads the values of a card's fields as this person may see them ([B-FLD-04]). */
export async function readerOfFields(
  tx: Tx,
  ctx: { workspaceId: string; person: Pick<Person, "kind" | "roleId"> },
  subject: Card,
): Promise<(custom: unknown) => Record<string, unknown>> {
  const open = await loadOpenFields(tx, ctx, subject);
  // The column holds what `ownFieldsColumn` has put there.
  return (custom) => seenCustom(open, custom as Record<string, unknown>);
}

/**
 * The column of a card's own fields with what is sent; what is not sent stays. A new card is asked for its required
 * fields. Files that come into fields are the card's from now on, those that are taken out are not any more. Nothing to
 * write: no column. Throws 422 with each field that is wrong.
 */
export async function ownFieldsColumn(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId" | "person" | "now">,
  { isNew = false, ...card }: CardOf & { isNew?: boolean },
  sent: Record<string, unknown> | undefined,
): Promise<{ custom?: string }> {
  if (!isNew && sent === undefined) return {};
  const { subject, id } = card;
  const held = isNew ? {} : await heldBy(tx, ctx.workspaceId, subject, id);
  const given = await validateCustom(tx, ctx, sent ?? {}, { whole: isNew, subject, held, takesFiles: true });
  if (Object.keys(given).length === 0) return {};
  const custom = { ...held, ...given };
  const [had, has] = [filesIn(held), filesIn(custom)];
  const files = has.filter((file) => !had.includes(file));
  await claimFiles(tx, ctx, { card, files, purpose: "field" });
  if (had.some((file) => !has.includes(file))) await releaseFiles(tx, ctx, card, has);
  return { custom: JSON.stringify(custom) };
}

async function heldBy(tx: Tx, workspaceId: string, subject: Card, id: string): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ custom: Record<string, unknown> }>`
    select custom from ${sql.table(subject)} where workspace_id = ${workspaceId} and id = ${id} for update`.execute(tx);
  return rows[0]?.custom ?? {};
}
