import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import { explained, taken } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { forbidden, notFound, Problem } from "../platform/http/problem.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { atVersion } from "../platform/http/versions.ts";
import { newId } from "../platform/ids.ts";
import { loadHiddenKeys, namesHidden } from "../settings/field-access.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { checkActions, problemsOf } from "./check-actions.ts";
import type { TicketAction } from "./do-action.ts";

/** How many macros one employee may have, and how many there may be for everybody. */
const MOST_MACROS = 100;
const CONSTRAINTS = { macro_name: taken("macro/name-taken", "name", "Another macro has this name.") };

type View = Response<"createMacro">;
type Row = { id: string; employee_id: string | null; name: string; actions: unknown; version: number };
const COLUMNS = ["id", "employee_id", "name", "actions", "version"] as const;

/** My macros and those for everybody, by name; `enabled` says whether the workspace uses them at all ([U-MAC-02]). */
export const listMacros = (ctx: Ctx): Promise<Response<"listMacros">> =>
  ctx.read(async (tx) => {
    const { settings } = await loadSettings(tx, ctx.workspaceId);
    if (!settings.macros) return { enabled: false, items: [] };
    const rows = await mine(tx, ctx)
      .orderBy(sql`lower(name)`)
      .limit(MOST_MACROS * 2)
      .execute();
    // What names a field that is hidden from him he could not do, and is not to read.
    const hidden = await loadHiddenKeys(tx, ctx);
    const shown = rows.filter(({ actions }) => !namesHidden(JSON.stringify(actions), hidden));
    const problems = await problemsByMacro(tx, ctx, shown);
    return { enabled: true, items: shown.map((row) => viewOf(ctx, row, problems.get(row.id))) };
  });

/** Adds a macro for oneself ([U-MAC-01]), or for everybody, which takes the settings. */
export const createMacro = (ctx: Ctx, body: Request<"createMacro">["body"]): Promise<View> =>
  ctx.write(async (tx) => {
    await needMacros(tx, ctx);
    if (body.shared && !ctx.person.permissions.has("section.settings")) throw forbidden("section.settings");
    await checkActions(tx, ctx.workspaceId, body.actions, "actions", ctx.person);
    const owner = body.shared ? null : ctx.person.id;
    await leaveRoom(tx, ctx, owner);
    const row = await explained(CONSTRAINTS, () =>
      tx
        .insertInto("macro")
        .values({
          workspace_id: ctx.workspaceId,
          id: newId(),
          employee_id: owner,
          name: trimmedName(body.name),
          actions: JSON.stringify(body.actions),
          created_at: ctx.now,
        })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow(),
    );
    return viewOf(ctx, row);
  });

/** Changes a macro; what is not sent stays. */
export const updateMacro = (ctx: Ctx, id: string, body: Request<"updateMacro">["body"]): Promise<View> =>
  ctx.write(async (tx) => {
    checkOwner(ctx, await accessMacro(tx, ctx, id));
    await needMacros(tx, ctx);
    const view = async () => viewOf(ctx, await accessMacro(tx, ctx, id));
    return atVersion(tx, ctx, { what: "macro", id, yours: body, view }, async () => {
      if (body.actions) await checkActions(tx, ctx.workspaceId, body.actions, "actions", ctx.person);
      await explained(CONSTRAINTS, () =>
        tx
          .updateTable("macro")
          .set((eb) => ({
            name: body.name === undefined ? eb.ref("name") : trimmedName(body.name),
            ...(body.actions ? { actions: JSON.stringify(body.actions) } : {}),
          }))
          .where("workspace_id", "=", ctx.workspaceId)
          .where("id", "=", id)
          .execute(),
      );
    });
  });

/** Deletes a macro; what was done by it stays. */
export const deleteMacro = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    checkOwner(ctx, await accessMacro(tx, ctx, id));
    await needMacros(tx, ctx);
    await tx.deleteFrom("macro").where("workspace_id", "=", ctx.workspaceId).where("id", "=", id).execute();
    return undefined;
  });

/** One's own macro or one for everybody; 404 for others'. */
export async function accessMacro(tx: Tx, ctx: Ctx, id: string): Promise<Row> {
  const row = await mine(tx, ctx).where("id", "=", id).executeTakeFirst();
  if (!row) throw notFound("macro");
  return row;
}

/** The actions of a macro; the column holds what `checkActions` has let through. */
export const actionsOf = (row: Pick<Row, "actions">): TicketAction[] => row.actions as TicketAction[];

/** Refuses while the workspace has macros switched off. */
export async function needMacros(tx: Tx, ctx: Ctx): Promise<void> {
  const { settings } = await loadSettings(tx, ctx.workspaceId);
  if (settings.macros) return;
  throw new Problem(409, "macro/off", "Macros are switched off here: Settings → Applications switches them on.");
}

const mine = (tx: Tx, ctx: Ctx) =>
  tx
    .selectFrom("macro")
    .select(COLUMNS)
    .where("workspace_id", "=", ctx.workspaceId)
    .where((eb) => eb.or([eb("employee_id", "=", ctx.person.id), eb("employee_id", "is", null)]));

async function leaveRoom(tx: Tx, ctx: Ctx, owner: string | null): Promise<void> {
  const { count } = await tx
    .selectFrom("macro")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("workspace_id", "=", ctx.workspaceId)
    .where("employee_id", "is not distinct from", owner)
    .executeTakeFirstOrThrow();
  if (Number(count) < MOST_MACROS) return;
  throw new Problem(409, "macro/too-many", `There are ${MOST_MACROS} macros: delete one first.`);
}

const mayEdit = ({ person }: Ctx, { employee_id }: Row): boolean =>
  employee_id !== null || person.permissions.has("section.settings");

function checkOwner(ctx: Ctx, row: Row): void {
  if (!mayEdit(ctx, row)) throw forbidden("section.settings");
}

/** What is wrong by now with each of the macros, all of them looked at together. */
async function problemsByMacro(tx: Tx, ctx: Ctx, rows: readonly Row[]): Promise<Map<string, View["problems"]>> {
  const steps = rows.flatMap((row) => actionsOf(row).map((action, index) => ({ macro: row.id, action, index })));
  const actions = steps.map(({ action }) => action);
  const found = new Map<string, View["problems"]>();
  for (const { field, code, mend = "", params = {} } of await problemsOf(
    tx,
    ctx.workspaceId,
    actions,
    "",
    ctx.person,
  )) {
    const [, at, ...part] = field.split(".");
    const step = steps[Number(at)];
    if (!step) continue;
    const here = { field: ["actions", step.index, ...part].join("."), code, mend, params };
    found.set(step.macro, [...(found.get(step.macro) ?? []), here]);
  }
  return found;
}

const viewOf = (ctx: Ctx, row: Row, problems: View["problems"] = []): View => ({
  id: row.id,
  name: row.name,
  shared: row.employee_id === null,
  actions: actionsOf(row).map((action) => ({ ...action })),
  version: row.version,
  problems,
  can: { edit: mayEdit(ctx, row) },
});
