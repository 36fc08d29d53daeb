import { sql } from "kysely";
import type { Facts } from "../../core/process/commands.ts";
import type { Process } from "../../core/process/process.ts";
import { type Db, inWorkspace } from "../../server/platform/database.ts";
import { loadProcess } from "../../server/settings/load-process.ts";
import { type PlaceLinks, placeLinks } from "../../server/tickets/derived.ts";
import { loadFacts } from "../../server/tickets/load-facts.ts";
import type { Desk, LoadedDemoService, Spot } from "../demo/desk.ts";
import { loadDesk } from "../demo/load-desk.ts";

/** Everything of a workspace that its tickets are made of, read once and given to each worker. Plain data. */
export type World = {
  desk: Desk;
  /** Full names of the contacts and what else a ticket copies is on the desk; of the places, by id: */
  places: ReadonlyMap<string, PlaceLinks>;
  /** By key, the versions in force. */
  processes: ReadonlyMap<string, Process>;
  /** What the rules ask for besides the ticket: of the service, and of the site ("": no place). */
  services: ReadonlyMap<string, Facts["service"]>;
  sites: ReadonlyMap<string, Pick<Facts, "settings" | "people">>;
};

/** Reads it. `base` is the present of what is made up. */
export async function loadWorld(owner: Db, workspace: { id: string; slug: string }, base: Date): Promise<World> {
  const desk = await loadDesk(owner, { ...workspace, createdAt: base });
  return inWorkspace(owner, workspace.id, async (tx) => {
    const named = desk.staff.map(({ id }) => id);
    const about = { serviceId: null, placeId: null, teamId: null, named };
    const services = new Map<string, Facts["service"]>();
    const processes = new Map<string, Process>();
    for (const { id, processKey } of desk.services.values()) {
      services.set(id, (await loadFacts(tx, workspace.id, { ...about, serviceId: id, named: [] })).service);
      processes.set(processKey, await loadProcess(tx, workspace.id, processKey));
    }
    const sites: [string, Pick<Facts, "settings" | "people">][] = [];
    for (const placeId of [null, ...new Set([...desk.spots.values()].map(({ siteId }) => siteId))]) {
      const { settings, people } = await loadFacts(tx, workspace.id, { ...about, placeId });
      sites.push([placeId ?? "", { settings, people }]);
    }
    const { rows } = await sql<{ id: string } & PlaceLinks>`
      select p.id, ${placeLinks.columns} from place p ${placeLinks.join}
      where p.workspace_id = ${workspace.id} and p.kind in ('site', 'entrance', 'unit')`.execute(tx);
    const places = new Map(rows.map(({ id, ...links }) => [id, links]));
    return { desk, places, processes, services, sites: new Map(sites) };
  });
}

/** What the rules may ask for of a ticket of the service at the place. Employees are limited to sites or more. */
export function factsOf(world: World, service: LoadedDemoService, spot: Pick<Spot, "siteId"> | null): Facts {
  const ofService = world.services.get(service.id);
  const ofSite = world.sites.get(spot?.siteId ?? "");
  if (!ofService || !ofSite) throw new Error(`Nothing is known of ${service.name}`);
  return { zone: world.desk.zone, service: ofService, ...ofSite, invoices: 0 };
}
