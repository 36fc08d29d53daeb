import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Registry } from "../../core/fields/registry.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { ordered } from "../platform/http/ordered-page.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { type LoadedWorkspace, loadSettings } from "../settings/load-settings.ts";
import { type ReadWhere, readWhere } from "./condition-query.ts";
import { type ListOrder, listOrder } from "./list-order.ts";
import { seenBy } from "./scope.ts";

/** Who asks for a list, and when. */
export type Asker = Pick<Ctx, "workspaceId" | "person" | "now">;

/** A list of tickets as it is asked for, read and looked up: what of `ticket t` belongs to it, and in which order. */
export type ListQuery = ListOrder & {
  desk: LoadedWorkspace;
  registry: Registry;
  where: ReadWhere | null;
  /** What the caller leaves out besides. */
  leaves: RawBuilder<SqlBool> | undefined;
  /** What the person sees of it, whatever the condition. */
  seen: RawBuilder<SqlBool>;
  orderBy: RawBuilder<unknown>;
};

/** Reads what a list is asked for. Throws 422 `condition/invalid` and `sort/invalid`. */
export async function readListQuery(
  tx: Tx,
  asker: Asker,
  asked: { where?: string | undefined; sort?: string | undefined },
  leaves?: RawBuilder<SqlBool>,
): Promise<ListQuery> {
  const { workspaceId, person } = asker;
  const desk = await loadSettings(tx, workspaceId);
  const registry = await loadRegistry(tx, asker);
  const list = listOrder(person, asked.sort, registry, desk.locale);
  const seen = sql<SqlBool>`t.workspace_id = ${workspaceId} and ${seenBy(person)} ${leaves ? sql`and ${leaves}` : sql``}`;
  const where = asked.where ? await readWhere(tx, asker, registry, desk.zone, asked.where) : null;
  return { ...list, desk, registry, where, leaves, seen, orderBy: ordered(list) };
}
