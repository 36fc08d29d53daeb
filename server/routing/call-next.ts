import { ENDED } from "../../core/process/process.ts";
import type { Way } from "../../core/routing/plan-people.ts";
import { loadTeamModes } from "../people/team-modes.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import type { JobPayload } from "../platform/jobs.ts";
import { loadProcess } from "../settings/load-process.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { loadTicket } from "../tickets/access.ts";
import { run } from "../tickets/act.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { type Call, promiseCall } from "./calls.ts";
import { takeTurn } from "./load-candidates.ts";
import { solve } from "./solve.ts";

/**
 * Nobody has answered a ticket of an on-call team for so long: the next one of its chain gets it, and if he is away the
 * one after ([B-ASG-02]). Answered is a ticket on which somebody has acted or whose reaction clock stands; then, and
 * when the ticket or the team is gone, nothing happens.
 */
export async function callNext(db: Db, payload: JobPayload, now: Date): Promise<void> {
  const call = payload as JobPayload & Call;
  await inWorkspace(db, call.workspaceId, async (tx) => {
    const row = await ticketOf(tx, call);
    if (row && !isAnswered(row)) await passOn(tx, row, call, now);
  });
}

async function ticketOf(tx: Tx, { workspaceId, ticketId }: Call): Promise<TicketRowFull | null> {
  try {
    return await loadTicket(tx, workspaceId, ticketId, { lock: true });
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

const isAnswered = ({ accepted_at, reaction_stopped_at, category }: TicketRowFull): boolean =>
  accepted_at !== null || reaction_stopped_at !== null || ENDED.some((ended) => ended === category);

async function passOn(tx: Tx, row: TicketRowFull, call: Call, now: Date): Promise<void> {
  const { workspaceId, teamId } = call;
  const modes = await loadTeamModes(tx, workspaceId);
  const steps = modes.get(teamId)?.escalation ?? [];
  const { zone } = await loadSettings(tx, workspaceId);
  const process = await loadProcess(tx, workspaceId, row.process_key, row.process_version);
  // Those that come after, so that an absent one is not waited for.
  const ways = steps.slice(call.step).map((step, i): Way & { step: number } => ({
    rule: "escalation",
    of: teamId,
    employee: step.employee ?? null,
    team: step.team ?? null,
    facts: { step: call.step + i + 1, after: step.after },
    step: call.step + i,
  }));
  const { place_id: place, other_place_ids: others } = row;
  const where = { workspaceId, places: place === null ? [] : [place, ...(others ?? [])], now, zone };
  // Whoever is on call answers, whatever team he is of: so the team stays only where he is of it.
  const { plan, people } = await solve(tx, where, { ways, skills: [], either: false });
  const { assignee, team, why } = plan;
  if (assignee === null && team === null) return;
  const either = process.responsible === "either";
  const own = assignee !== null && row.team_id !== null && people.get(assignee)?.teams.includes(row.team_id);
  const nextTeam = team ?? (own ? row.team_id : null);
  const command = {
    kind: "assign",
    assignees: assignee === null ? [] : [assignee],
    team: either && assignee !== null ? null : nextTeam,
  } as const;
  await run(
    tx,
    row,
    stateOf(row),
    { ...command, assignees: [...command.assignees] },
    { kind: "system", id: null, why },
    now,
  );
  if (plan.turnOf !== null && assignee !== null) await takeTurn(tx, workspaceId, plan.turnOf, assignee, now);
  const done = ways.find(({ facts }) => facts?.step === why[0]?.facts.step)?.step ?? call.step;
  await promiseCall(tx, { ...call, step: done + 1 }, steps, now);
}
