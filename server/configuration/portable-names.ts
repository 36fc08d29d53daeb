import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";

/** Things that processes and rules name by id, by the words under which a file names them. */
const KINDS = {
  team: sql`select id, name from team`,
  employee: sql`select id, email as name from employee`,
  service: sql`select id, name from service`,
  serviceType: sql`select id, name from service_type`,
  serviceCategory: sql`select id, name from service_category`,
  clientCategory: sql`select id, name from client_category`,
  company: sql`select id, name from company`,
  calendar: sql`select id, name from calendar`,
  role: sql`select id, name from role`,
  place: sql`select id, address as name from place`,
} as const;
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const NAMED = new RegExp(`\\{\\{(${Object.keys(KINDS).join("|")}):((?:[^}]|\\}(?!\\}))+)\\}\\}`, "g");

/** Every text of a value, changed: keys too, for some things are kept by id. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [change(name), mapTexts(one, change)]));
}

function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  mapTexts(value, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** The value with names in the place of ids: `{{team:Сантехники}}`. What has no name here stays an id. */
export async function withNames(tx: Tx, workspaceId: string, value: unknown): Promise<unknown> {
  const ids = [...new Set(textsIn(value).flatMap((text) => text.match(ID) ?? []))];
  if (ids.length === 0) return value;
  const names = new Map<string, string>();
  for (const [kind, select] of Object.entries(KINDS)) {
    const { rows } = await sql<{ id: string; name: string | null }>`select t.id, t.name
      from (${select} where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])) t`.execute(tx);
    for (const { id, name } of rows) if (name) names.set(id, `{{${kind}:${name}}}`);
  }
  return mapTexts(value, (text) => text.replace(ID, (id) => names.get(id) ?? id));
}

/** The value with the ids of this workspace in the place of names, and the names that are not known here. */
export async function withIds(
  tx: Tx,
  workspaceId: string,
  value: unknown,
): Promise<{ value: unknown; unknown: string[] }> {
  const asked = new Map<string, Set<string>>();
  for (const [, kind = "", name = ""] of textsIn(value).flatMap((text) => [...text.matchAll(NAMED)])) {
    asked.set(kind, (asked.get(kind) ?? new Set()).add(name));
  }
  const ids = new Map<string, string>();
  for (const [kind, select] of Object.entries(KINDS)) {
    const names = [...(asked.get(kind) ?? [])];
    if (names.length === 0) continue;
    const { rows } = await sql<{ id: string; name: string }>`select t.id, t.name
      from (${select} where workspace_id = ${workspaceId}) t where t.name = any(${names}::text[])
      order by t.id desc`.execute(tx);
    for (const { id, name } of rows) ids.set(`{{${kind}:${name}}}`, id);
  }
  const unknown = new Set<string>();
  const local = mapTexts(value, (text) =>
    text.replace(NAMED, (named) => {
      const id = ids.get(named);
      if (id === undefined) unknown.add(named.slice(2, -2));
      return id ?? named;
    }),
  );
  return { value: local, unknown: [...unknown] };
}
