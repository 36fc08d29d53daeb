import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import type { Db } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";

/** What a person reads about himself, by the ids of his row. */
export type WhoIAm = Pick<Ctx["person"], "workspaceId" | "kind" | "id"> & { permissions: Iterable<string> };

type Row = {
  name: string;
  email: string | null;
  role_id: string | null;
  role_name: string | null;
  preferences: Record<string, unknown>;
  w_id: string;
  slug: string;
  w_name: string;
  time_zone: string;
  locale: "ru" | "en" | "id" | "fa";
  announce_new: boolean;
  list_columns: string[];
  list_filters: string[];
  desks: { slug: string; name: string; kind: string }[] | null;
};

/**
 * Who I am, where and what I may: the menu is made of it ([H-ACC-02]). One statement, past the walls, because the
 * other desks of the account stand in other workspaces.
 */
export async function getMe(owner: Db, me: WhoIAm): Promise<Response<"getMe">> {
  const { rows } = await sql<Row>`
    with me as (
      select e.workspace_id, e.user_id, e.name, e.email, e.preferences, r.id as role_id, r.name as role_name
        from employee e join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
        where ${me.kind} = 'employee' and e.workspace_id = ${me.workspaceId} and e.id = ${me.id}
      union all
      select c.workspace_id, c.user_id, c.name, c.email, c.preferences, null, null from contact c
        where ${me.kind} = 'contact' and c.workspace_id = ${me.workspaceId} and c.id = ${me.id})
    select me.name, me.email, me.role_id, me.role_name, me.preferences,
      w.id as w_id, w.slug, w.name as w_name, w.time_zone, w.locale,
      coalesce((w.settings ->> 'announceNew')::boolean, false) as announce_new,
      coalesce(w.settings -> 'listColumns', '[]') as list_columns,
      coalesce(w.settings -> 'listFilters', '[]') as list_filters,
      (select json_agg(json_build_object('slug', p.workspace_slug, 'name', p.workspace_name, 'kind', p.kind))
        from persons_of_user(me.user_id) p
        where (p.workspace_id, p.kind) <> (me.workspace_id, ${me.kind})) as desks
    from me join workspace w on w.id = me.workspace_id`.execute(owner);
  const row = rows[0];
  if (!row) throw new Error("the person who asks is not there");
  return {
    person: {
      id: me.id,
      name: row.name,
      kind: me.kind,
      ...(row.email === null ? {} : { email: row.email }),
      ...(row.role_id !== null && row.role_name !== null ? { role: { id: row.role_id, name: row.role_name } } : {}),
      preferences: row.preferences,
    },
    workspace: { id: row.w_id, slug: row.slug, name: row.w_name, timeZone: row.time_zone, locale: row.locale },
    list: { announceNew: row.announce_new, columns: row.list_columns, filters: row.list_filters },
    permissions: [...me.permissions],
    workspaces: row.desks ?? [],
  };
}
