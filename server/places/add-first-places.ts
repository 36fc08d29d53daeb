import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { addressOf, positionOf } from "./address.ts";

export type FirstPlaces = { name: string; sites: readonly { code: string; name: string; tags: readonly string[] }[] };

/** The sites that a fresh workspace begins with, each under its group. */
export async function addFirstPlaces(tx: Tx, workspaceId: string, groups: readonly FirstPlaces[]): Promise<void> {
  const words = { part: (_: string, name: string) => name, join: (above: string, part: string) => `${above} ${part}` };
  const nowhere = { site: null, parent: null };
  const rows = groups.flatMap(({ name, sites }, index) => {
    const group = newId();
    const top = { id: group, parent_id: null, kind: "group", name, code: null, path: [group], address: name };
    return [
      { ...top, tags: [], position: index },
      ...sites.map((site) => {
        const id = newId();
        const address = addressOf({ kind: "site", ...site }, nowhere, words);
        const position = positionOf(site.code);
        return { ...site, id, parent_id: group, kind: "site", path: [group, id], address, position };
      }),
    ];
  });
  if (rows.length === 0) return;
  await sql`insert into place (workspace_id, id, parent_id, kind, name, code, path, address, tags, position)
    select ${workspaceId}, v.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as v(id uuid, parent_id uuid,
      kind text, name text, code text, path uuid[], address text, tags text[], position int)`.execute(tx);
}
