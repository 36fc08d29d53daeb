import { type RawBuilder, sql } from "kysely";
import type { Responsible, ResponsibleOf } from "../../core/routing/plan-people.ts";
import type { Tx } from "../platform/database.ts";
import { loadSettings } from "../settings/load-settings.ts";

type Of = "place" | "contact" | "company";
/** `about`: the place, contact or company of the ticket; for places `id` is it or one above it. */
type Row = { of: Of; about: string; rank: number } & Responsible;
type About = { placeId: string | null; contactId: string | null; companyId: string | null };

/**
 * Who answers by default for what a ticket is about, in one round trip. Of the places those up to the site: who manages
 * a quarter or a group of sites answers for no ticket by that.
 */
export async function loadResponsible(tx: Tx, workspaceId: string, about: About): Promise<ResponsibleOf> {
  return (await loadAllResponsible(tx, workspaceId, [about]))(about);
}

/** The same for many tickets, read at once: to be asked about each. */
export async function loadAllResponsible(
  tx: Tx,
  workspaceId: string,
  abouts: readonly About[],
): Promise<(about: About) => ResponsibleOf> {
  const { settings } = await loadSettings(tx, workspaceId);
  const workspace: Responsible = {
    id: workspaceId,
    manager: settings.defaultAssignee,
    managerTeam: settings.defaultTeam,
    observers: settings.defaultObservers,
    observerTeams: settings.defaultObserverTeams,
  };
  const ids = (key: keyof About) => [...new Set(abouts.flatMap((about) => about[key] ?? []))];
  const found = await readResponsible(tx, workspaceId, ids("placeId"), ids("contactId"), ids("companyId"));
  const of = (kind: Of, id: string | null): Responsible[] => (id === null ? [] : (found.get(`${kind}/${id}`) ?? []));
  return ({ placeId, contactId, companyId }) => ({
    places: of("place", placeId),
    contact: of("contact", contactId)[0] ?? null,
    company: of("company", companyId)[0] ?? null,
    workspace,
  });
}

async function readResponsible(tx: Tx, workspaceId: string, places: string[], contacts: string[], companies: string[]) {
  const found = new Map<string, Responsible[]>();
  if (places.length + contacts.length + companies.length === 0) return found;
  const responsible = sql`manager_id as manager, manager_team_id as "managerTeam", observer_ids as observers,
    observer_team_ids as "observerTeams"`;
  const parts = [
    {
      ids: places,
      select: (which: RawBuilder<unknown>) => sql`
        select 'place' as of, of.id as about, -cardinality(p.path) as rank, p.id, ${responsible}
        from (select id as of_id, path as of_path from place where workspace_id = ${workspaceId} and id ${which}) of(id, path)
          join place p on p.workspace_id = ${workspaceId} and p.id = any(of.path)
            and p.kind in ('site', 'entrance', 'floor', 'unit')`,
    },
    {
      ids: contacts,
      select: (which: RawBuilder<unknown>) => sql`select 'contact' as of, id as about, 0 as rank, id, ${responsible}
        from contact where workspace_id = ${workspaceId} and id ${which}`,
    },
    {
      ids: companies,
      select: (which: RawBuilder<unknown>) => sql`select 'company' as of, id as about, 0 as rank, id, ${responsible}
        from company where workspace_id = ${workspaceId} and id ${which}`,
    },
  ];
  // Of one of each the plan is the same each time; of a list it would hang on how long it is, and be made anew.
  const asked = parts.flatMap(({ ids, select }) =>
    ids.length === 0 ? [] : [select(ids.length === 1 ? sql`= ${ids[0]}::uuid` : sql`= any(${ids}::uuid[])`)],
  );
  const { rows } = await sql<Row>`${sql.join(asked, sql` union all `)} order by rank`.execute(tx);
  for (const { of, about, rank: _rank, ...one } of rows) {
    const key = `${of}/${about}`;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}
