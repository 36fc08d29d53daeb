import { sql } from "kysely";
import type { Card } from "../../core/fields/card-fields.ts";
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
 * The column of a card's own fields with what is sent; what is not sent stays. `id`: of a card that is there; a new one
 * is asked for its required fields. Nothing to write: no column. Throws 422 with each field that is wrong.
 */
export async function ownFieldsColumn(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId" | "person">,
  subject: Card,
  sent: Record<string, unknown> | undefined,
  id?: string,
): Promise<{ custom?: string }> {
  const isNew = id === undefined;
  if (!isNew && sent === undefined) return {};
  const held = isNew ? {} : await heldBy(tx, ctx.workspaceId, subject, id);
  const given = await validateCustom(tx, ctx, sent ?? {}, { whole: isNew, subject, held });
  return Object.keys(given).length === 0 ? {} : { custom: JSON.stringify({ ...held, ...given }) };
}

async function heldBy(tx: Tx, workspaceId: string, subject: Card, id: string): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ custom: Record<string, unknown> }>`
    select custom from ${sql.table(subject)} where workspace_id = ${workspaceId} and id = ${id} for update`.execute(tx);
  return rows[0]?.custom ?? {};
}
