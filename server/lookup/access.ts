import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import { notFound } from "../platform/http/problem.ts";
import { type LoadedWorkspace, loadSettings } from "../settings/load-settings.ts";

/** The desk with this short name, if it lets anybody look up submissions: else 404, whether it is there or not. */
export async function inLookup<T>(
  parts: { owner: Db; db: Db },
  slug: string,
  work: (tx: Tx, desk: LoadedWorkspace, codes: readonly string[]) => Promise<T>,
): Promise<T> {
  const row = await parts.owner.selectFrom("workspace").select("id").where("slug", "=", slug).executeTakeFirst();
  if (!row) throw notFound("lookup");
  return inWorkspace(parts.db, row.id, async (tx) => {
    const desk = await loadSettings(tx, row.id);
    const { publicLookup } = desk.settings;
    if (!publicLookup) throw notFound("lookup");
    return work(tx, desk, publicLookup.codes);
  });
}
