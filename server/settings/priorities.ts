import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { Option } from "../../core/fields/field.ts";
import { perConfiguration } from "../platform/configuration.ts";
import { configurationChanged, type Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, notFound, Problem } from "../platform/http/problem.ts";
import { freeKey } from "./free-key.ts";
import { tellOfFields } from "./tell-of-fields.ts";

export type PriorityView = Response<"createPriority">;

const MOST = 50;
const COLUMNS = ["key", "name", "colour", "active"] as const;

type Row = { key: string; name: unknown; colour: string; active: boolean };
/** The column is written by this file only. */
const readRow = ({ name, ...row }: Row): PriorityView => ({ ...row, name: name as PriorityView["name"] });

/** The priorities of the workspace, the most pressing first, with those that are not given any more. */
export const loadPriorities = (tx: Tx, workspaceId: string): Promise<PriorityView[]> =>
  perConfiguration(tx, workspaceId, "priorities", async () => {
    const rows = await tx
      .selectFrom("priority")
      .select(COLUMNS)
      .where("workspace_id", "=", workspaceId)
      .orderBy("position")
      .orderBy("key")
      .limit(MOST)
      .execute();
    return rows.map(readRow);
  });

/** The same as the options of a field. */
export const priorityOptions = (priorities: readonly PriorityView[]): Option[] =>
  priorities.map(({ key, name, active }) => ({ key, label: labelOf(name, key), ...(active ? {} : { retired: true }) }));

const labelOf = (name: PriorityView["name"], key: string) => {
  const any = Object.values(name)[0] ?? key;
  return { ...name, en: name.en ?? any, ru: name.ru ?? any };
};

/**
 * Refuses a priority that is none of this workspace or is not given any more; `held` is the one that the ticket has
 * already [O-PRIO-02].
 */
export async function checkPriority(
  tx: Tx,
  workspaceId: string,
  key: string | null | undefined,
  held: string | null = null,
): Promise<void> {
  if (key === null || key === undefined || key === held) return;
  const given = (await loadPriorities(tx, workspaceId)).filter(({ active }) => active);
  if (given.some((one) => one.key === key)) return;
  const mend = `Take one of: ${given.map((one) => one.key).join(", ")}.`;
  throw badField("priority", "unknown-priority", "There is no such priority.", mend);
}

export const listPriorities = (ctx: Ctx): Promise<Response<"listPriorities">> =>
  ctx.read(async (tx) => ({ items: await loadPriorities(tx, ctx.workspaceId) }));

/** Adds a priority below the others [O-PRIO-07]. */
export const createPriority = (ctx: Ctx, body: Request<"createPriority">["body"]): Promise<PriorityView> =>
  changePriorities(ctx, async (tx, others) => {
    if (others.length >= MOST)
      throw new Problem(409, "priority/too-many", `A workspace has at most ${MOST} priorities.`);
    const keys = new Set(others.map(({ key }) => key));
    if (body.key !== undefined && keys.has(body.key)) throw taken("key", "Another priority has this key.");
    checkNames(others, body.name);
    const key = body.key ?? freeKey(body.name.en ?? Object.values(body.name)[0] ?? "", keys);
    const row = { key, name: body.name, colour: body.colour, active: true };
    await tx
      .insertInto("priority")
      .values({
        ...row,
        workspace_id: ctx.workspaceId,
        name: JSON.stringify(body.name),
        position: sql`(select coalesce(max(position), -1) + 1 from priority where workspace_id = ${ctx.workspaceId})`,
      })
      .execute();
    return readRow(row);
  });

export const updatePriority = (
  ctx: Ctx,
  key: string,
  { name, ...change }: Request<"updatePriority">["body"],
): Promise<PriorityView> =>
  changePriorities(ctx, async (tx, all) => {
    const old = all.find((one) => one.key === key);
    if (!old) throw notFound("priority");
    const others = all.filter((one) => one !== old);
    if (name) checkNames(others, name);
    const now = { ...old, ...change, ...(name ? { name } : {}) };
    await tx
      .updateTable("priority")
      .set({ colour: now.colour, active: now.active, name: JSON.stringify(now.name) })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("key", "=", key)
      .execute();
    return now;
  });

export const orderPriorities = (
  ctx: Ctx,
  { keys }: Request<"orderPriorities">["body"],
): Promise<Response<"orderPriorities">> =>
  changePriorities(ctx, async (tx, all) => {
    const known = new Map(all.map((one) => [one.key, one]));
    if (keys.length !== all.length || keys.some((key) => !known.has(key))) {
      throw new Problem(409, "priority/other-keys", "These are not the priorities that there are now.");
    }
    await sql`update priority p set position = o.position - 1
      from unnest(${keys}::text[]) with ordinality as o (key, position)
      where p.workspace_id = ${ctx.workspaceId} and p.key = o.key`.execute(tx);
    return { items: keys.flatMap((key) => known.get(key) ?? []) };
  });

/** Deletes a priority; one that tickets have can only be switched off. */
export const deletePriority = (ctx: Ctx, key: string): Promise<undefined> =>
  changePriorities(ctx, async (tx, all) => {
    if (!all.some((one) => one.key === key)) throw notFound("priority");
    const { rows } = await sql<{ used: boolean }>`
      select exists (select from ticket where workspace_id = ${ctx.workspaceId} and priority = ${key}) as used`.execute(
      tx,
    );
    if (rows[0]?.used) {
      const message = "Tickets have this priority.";
      const refusals = [{ code: "in-use", field: "key", message, mend: "Switch it off: it is not offered any more." }];
      throw new Problem(409, "priority/in-use", message, { refusals });
    }
    await tx.deleteFrom("priority").where("workspace_id", "=", ctx.workspaceId).where("key", "=", key).execute();
    return undefined;
  });

/** Whatever is changed, the screens of all employees hear of it. */
const changePriorities = <T>(ctx: Ctx, work: (tx: Tx, all: PriorityView[]) => Promise<T>): Promise<T> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const done = await work(tx, await lockPriorities(tx, ctx.workspaceId));
    await tellOfFields(tx, ctx);
    return done;
  });

async function lockPriorities(tx: Tx, workspaceId: string): Promise<PriorityView[]> {
  const rows = await tx
    .selectFrom("priority")
    .select(COLUMNS)
    .where("workspace_id", "=", workspaceId)
    .orderBy("position")
    .orderBy("key")
    .forUpdate()
    .execute();
  return rows.map(readRow);
}

function checkNames(others: readonly PriorityView[], name: PriorityView["name"]): void {
  const used = others.flatMap((one) => Object.values(one.name).map((text) => text.trim().toLowerCase()));
  if (Object.values(name).some((text) => used.includes(text.trim().toLowerCase()))) {
    throw taken("name", "Another priority has this name.");
  }
}

function taken(field: "key" | "name", message: string): Problem {
  const refusals = [{ code: `priority/${field}-taken`, field, message, mend: "Give another one." }];
  return new Problem(409, `priority/${field}-taken`, message, { refusals });
}
