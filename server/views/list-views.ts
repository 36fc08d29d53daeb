import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import type { ViewOfList } from "../../contract/views.ts";
import { testsIn } from "../../core/condition/condition.ts";
import { parseCondition } from "../../core/condition/parse.ts";
import type { Registry } from "../../core/fields/registry.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadHiddenKeys, namesHidden } from "../settings/field-access.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { mendCondition } from "../tickets/mend-condition.ts";

/** How many views one person may keep. */
export const MOST_VIEWS = 100;
/** How many are shared in a workspace: nobody finds his way in more. */
export const MOST_SHARED = 200;

/** Whether a person sees `saved_view v`: his own, what is shared with him, and all that is shared where he puts it right. */
export function isSeen({ person }: Pick<Ctx, "person">) {
  const shared = person.permissions.has("view.share")
    ? sql`v.for_all or v.team_id is not null`
    : sql`v.for_all or v.team_id in (select m.team_id from team_member m
        where m.workspace_id = v.workspace_id and m.employee_id = ${person.id})`;
  return sql`(v.employee_id = ${person.id} or ${shared})`;
}

/** Views that this person sees, oldest first [H-SAVF-04]; `id` for one of them. */
export async function readViews(tx: Tx, ctx: Pick<Ctx, "person" | "workspaceId">, id?: string): Promise<ViewOfList[]> {
  const { person, workspaceId } = ctx;
  const mayChange = person.permissions.has("view.share");
  const { rows } = await sql<Omit<ViewOfList, "can"> & { mine: boolean }>`
    select v.id, v.name, v.condition, v.settings, v.version, v.employee_id = ${person.id} as mine,
      json_build_object('id', e.id, 'name', e.name) as owner,
      case when v.for_all then '{"all": true}'
        when v.team_id is not null then json_build_object('team', json_build_object('id', t.id, 'name', t.name))
      end as sharing,
      exists (select from view_pin p where p.workspace_id = v.workspace_id and p.view_id = v.id
        and p.employee_id = ${person.id}) as pinned
    from saved_view v
      join employee e on e.workspace_id = v.workspace_id and e.id = v.employee_id
      left join team t on t.workspace_id = v.workspace_id and t.id = v.team_id
    where v.workspace_id = ${workspaceId} and ${isSeen(ctx)} ${id === undefined ? sql`` : sql`and v.id = ${id}`}
    order by v.created_at, v.id limit ${MOST_VIEWS + MOST_SHARED}`.execute(tx);
  const views = rows.map(({ mine, ...view }) => ({ ...view, can: { change: mine || mayChange } }));
  const hidden = await loadHiddenKeys(tx, ctx);
  if (hidden.size === 0) return views;
  const registry = await loadWholeRegistry(tx, workspaceId);
  return Promise.all(views.map((view) => seenView(tx, ctx, view, { hidden, registry })));
}

/** A view as somebody may read it from whom fields are hidden: without the parts, columns and orders that name them. */
async function seenView(
  tx: Tx,
  ctx: Pick<Ctx, "person" | "workspaceId">,
  view: ViewOfList,
  { hidden, registry }: { hidden: ReadonlySet<string>; registry: Registry },
): Promise<ViewOfList> {
  const parsed = parseCondition(view.condition, registry);
  const asks = parsed.ok
    ? testsIn(parsed.condition).some(({ field }) => namesHidden(field, hidden))
    : namesHidden(view.condition, hidden);
  const condition = asks ? (await mendCondition(tx, ctx, view.condition)).where : view.condition;
  return { ...view, condition, settings: withoutHidden(view.settings, hidden) };
}

function withoutHidden<Settings extends object>(settings: Settings, hidden: ReadonlySet<string>): Settings {
  const seen = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((one) => !isHidden(one)).map(seen);
    if (typeof value !== "string" || !namesHidden(value, hidden)) return value;
    return value
      .split(",")
      .filter((part) => !namesHidden(part, hidden))
      .join();
  };
  const keyOf = (one: unknown) => (typeof one === "object" && one !== null && "key" in one ? one.key : one);
  const isHidden = (one: unknown) => namesHidden(String(keyOf(one)), hidden);
  const left = Object.entries(settings).map(([key, value]) => [key, seen(value)]);
  // Of the same parts, with fewer things in them.
  return Object.fromEntries(left) as Settings;
}

/** My own views and those that are shared with me. */
export const listViews = async (tx: Tx, ctx: Ctx): Promise<Response<"listViews">> => ({
  items: await readViews(tx, ctx),
});
