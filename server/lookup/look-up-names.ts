import { type RawBuilder, sql } from "kysely";
import type { NameIn } from "../../core/condition/names.ts";
import type { Registry } from "../../core/fields/registry.ts";
import type { Tx } from "../platform/database.ts";

/** Answers the ids that a name of a field stands for. */
export type Lookup = (field: string, name: string) => readonly string[] | undefined;

/** Tables in which names of things are looked up, by the kind of the field. */
const kindOf = (type: string): string => (type === "people" ? "person" : type);

/** Words with one space around each: "Ленина 5" is in "ул. Ленина, 5" and not in "ул. Ленина, 55". */
const plain = (text: RawBuilder<unknown>) =>
  sql`(' ' || trim(regexp_replace(lower(${text}), '[^[:alnum:]]+', ' ', 'g')) || ' ')`;

/**
 * Looks up the names that a condition mentions, in one round trip. `knownTypes` says, over `service_type s`, which types
 * of services may be found: a client finds those of his own tickets only.
 */
export async function lookUpNames(
  tx: Tx,
  workspaceId: string,
  registry: Registry,
  names: readonly NameIn[],
  knownTypes: RawBuilder<unknown> = sql`true`,
): Promise<Lookup> {
  if (names.length === 0) return () => undefined;
  const wanted = [...new Set(names.map(({ name }) => name.toLowerCase()))];
  const { rows } = await sql<{ kind: string; name: string; id: string }>`
    with wanted as (select unnest(${wanted}::text[]) as name)
    select 'person' as kind, w.name, e.id from wanted w join employee e on e.workspace_id = ${workspaceId}
      and (lower(e.name) = w.name or lower(e.email) = w.name)
    union all select 'contact', w.name, c.id from wanted w join contact c on c.workspace_id = ${workspaceId} and lower(c.name) = w.name
    union all select 'company', w.name, c.id from wanted w join company c on c.workspace_id = ${workspaceId} and lower(c.name) = w.name
    union all select 'clientCategory', w.name, c.id from wanted w join client_category c
      on c.workspace_id = ${workspaceId} and lower(c.name) = w.name
    union all select 'service', w.name, s.id from wanted w join service s on s.workspace_id = ${workspaceId}
      and (lower(s.name) = w.name or s.name ilike '%' || replace(replace(w.name, '%', ''), '_', '') || '%')
    union all select 'serviceType', w.name, s.id from wanted w join service_type s on s.workspace_id = ${workspaceId} and lower(s.name) = w.name
      and ${knownTypes}
    union all select 'team', w.name, t.id from wanted w join team t on t.workspace_id = ${workspaceId} and lower(t.name) = w.name
    union all select 'place', w.name, p.id from wanted w join place p on p.workspace_id = ${workspaceId}
      and (lower(p.address) = w.name or (p.kind in ('group', 'quarter', 'site') and ${plain(sql`p.address`)} like '%' || ${plain(sql`w.name`)} || '%'))
    limit 1000`.execute(tx);
  const found = Map.groupBy(rows, ({ kind, name }) => `${kind}/${name}`);
  return (field, name) => {
    const type = registry.find(field)?.type;
    return type && found.get(`${kindOf(type)}/${name.toLowerCase()}`)?.map(({ id }) => id);
  };
}
