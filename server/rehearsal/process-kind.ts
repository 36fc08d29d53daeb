import { sql } from "kysely";
import type { Facts } from "../../core/process/commands.ts";
import type { Process } from "../../core/process/process.ts";
import { replayProcess, type Step } from "../../core/rehearsal/replay-process.ts";
import { loadRoster } from "../people/load-roster.ts";
import type { Tx } from "../platform/database.ts";
import { notFound } from "../platform/http/problem.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { findDraft } from "../settings/processes/drafts.ts";
import { refuseFaults } from "../settings/processes/publish-process.ts";
import { faultsOf, findPublished } from "../settings/processes/view-process.ts";
import { type ServiceOptionsJson, serviceFacts } from "../tickets/load-facts.ts";
import { type KindOfRehearsal, type Looked, nothingProposed, type Told } from "./kind.ts";
import { readChanges } from "./read-changes.ts";

/** So many steps of a ticket are kept that would have gone otherwise. */
const MOST_STEPS = 20;

type Proposal = { key: string; definition: Process };
/** The column holds what `propose` has let through. */
const proposalOf = (proposal: unknown): Proposal => proposal as Proposal;

/** A process as it would be: which steps of its tickets it would have refused or led elsewhere. */
export const PROCESS: KindOfRehearsal = {
  async propose(tx, { workspaceId }, { process }) {
    if (!process) throw nothingProposed("process");
    const { key, definition } = process;
    const published = await findPublished(tx, workspaceId, key);
    if (!published && !(await findDraft(tx, workspaceId, key, { lock: false }))) throw notFound("process");
    refuseFaults(await faultsOf(tx, workspaceId, published, definition));
    return { proposal: { key, definition }, broken: [] };
  },
  about: (proposal) => sql`t.process_key = ${proposalOf(proposal).key}`,
  async begin(tx, row, tickets) {
    const { workspace_id: workspaceId, started_at: at } = row;
    const { key, definition } = proposalOf(row.proposal);
    const published = await findPublished(tx, workspaceId, key);
    if (!published) return { passedOver: [], look: () => null };
    const changes = await readChanges(tx, workspaceId, tickets);
    const roster = await loadRoster(tx, workspaceId);
    const nobody: ReadonlySet<string> = new Set();
    const permissionsOf = (id: string) => roster.get(id)?.permissions ?? nobody;
    // What people were let do at a site then is not asked again.
    const people = new Map(
      [...roster].map(([id, { name, active, teams }]) => [id, { id, name, active, teams, site: true }]),
    );
    const factsOf = await loadFactsOf(tx, workspaceId, people);
    return {
      passedOver: [],
      look(ticket) {
        const life = { changes: changes.get(ticket.id) ?? [], factsOf, permissionsOf, at };
        const { before, after } = replayProcess(published, definition, life);
        return before.length === 0 ? null : { before: toldOf(ticket, before, []), after: toldOf(ticket, after, after) };
      },
    };
  },
};

/** What the rules ask beyond a ticket, of services as they are now. */
async function loadFactsOf(
  tx: Tx,
  workspaceId: string,
  people: Facts["people"],
): Promise<(state: { serviceId: string | null }) => Facts> {
  const { zone, settings } = await loadSettings(tx, workspaceId);
  const rows = await tx
    .selectFrom("service")
    .select(["id", "options", "max_assignees"])
    .where("workspace_id", "=", workspaceId)
    .execute();
  const plain = { zone, settings: { ...settings, chatClosedWhenEnded: false }, people, invoices: 0 };
  const none: Facts = { ...plain, service: serviceFacts({}, 1) };
  const facts = new Map(
    rows.map(({ id, options, max_assignees }) => [
      id,
      { ...plain, service: serviceFacts(options as ServiceOptionsJson, max_assignees) },
    ]),
  );
  return ({ serviceId }) => facts.get(serviceId ?? "") ?? none;
}

function toldOf({ team_id }: Looked, steps: readonly Step[], counted: readonly Step[]): Told {
  const word = ({ doing, led }: Step) =>
    doing === "stands" ? "placeless" : "refused" in led ? "refused" : "elsewhere";
  const counts: Record<string, number> = {};
  for (const step of counted) counts[word(step)] = (counts[word(step)] ?? 0) + 1;
  const doers = counted.flatMap(({ by }) => (by?.kind === "employee" ? by.id : []));
  return {
    outcome: { steps: steps.slice(0, MOST_STEPS), count: steps.length },
    why: [],
    counted: { counts, ...(counted.length > 0 ? { teams: [team_id], people: doers } : {}) },
  };
}
