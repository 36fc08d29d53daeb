import { sql } from "kysely";
import { kindsOf } from "../../core/automation/happened.ts";
import type { Action, Trigger } from "../../core/automation/trigger.ts";
import type { Process } from "../../core/process/process.ts";
import { same } from "../../core/process/same.ts";
import type { TicketState } from "../../core/process/state.ts";
import {
  deedsOf,
  type Fire,
  type Replayed,
  reasonsBeside,
  replayTriggers,
} from "../../core/rehearsal/replay-triggers.ts";
import type { ReadRule } from "../../core/rules/rule.ts";
import { problemsOf } from "../automation/check-actions.ts";
import { triggerOf } from "../automation/load-triggers.ts";
import type { Tx } from "../platform/database.ts";
import type { Result } from "../rules/kinds.ts";
import { pastFacts } from "../rules/rule-facts.ts";
import { loadProcess } from "../settings/load-process.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { asksElsewhere } from "../tickets/elsewhere.ts";
import type { KindOfRehearsal, Looked, Told } from "./kind.ts";
import { listsOf, proposeRules } from "./proposed-rules.ts";
import { readChanges } from "./read-changes.ts";

/** So many times that triggers would have acted on a ticket are kept with it. */
const MOST_FIRES = 20;

/** Triggers: on what they would have acted, and what they would have done. */
export const TRIGGER: KindOfRehearsal = {
  propose: (tx, ctx, asked) => proposeRules(tx, ctx, "trigger", asked),
  about: () => sql`true`,
  async begin(tx, row, tickets) {
    const { workspace_id: workspaceId, started_at: until } = row;
    const { passedOver, ...lists } = await listsOf(tx, row, "trigger");
    const [before, after] = [lists.before, lists.after].map(inOrder);
    const occasions = [...(before ?? []), ...(after ?? [])].flatMap(({ on }) => on);
    // One that waits looks at tickets to which nothing happened, too.
    const kinds = occasions.some(({ event }) => event === "waiting") ? [] : occasions.flatMap(kindsOf);
    if (!before || !after || occasions.length === 0) return { passedOver, look: () => null };
    const changes = await readChanges(tx, workspaceId, tickets, kinds);
    const registry = await loadWholeRegistry(tx, workspaceId);
    const { zone } = await loadSettings(tx, workspaceId);
    const context = { registry, zone, me: null };
    const further = asksElsewhere(
      [...before, ...after].map(({ read }) => read),
      registry,
    );
    const meant = tickets.flatMap((ticket) => {
      const own = changes.get(ticket.id);
      return own ? [{ row: ticket, states: own.map((change) => change.after) }] : [];
    });
    const factsOf = await pastFacts(tx, workspaceId, meant, further);
    const broken = await brokenActions(tx, workspaceId, [...before, ...after]);
    const processOf = await loadProcessesOf(tx, workspaceId, meant);
    return {
      passedOver,
      look(ticket) {
        const own = changes.get(ticket.id);
        const process = processOf(ticket);
        if (!own || !process) return null;
        const life = {
          changes: own,
          process,
          until,
          factsOf: (state: TicketState) => factsOf(ticket, state),
          context,
          broken,
        };
        const [was, is] = [replayTriggers(before, life), replayTriggers(after, life)];
        if (same(deedsOf(was), deedsOf(is))) return null;
        const told = (one: Replayed, other: Replayed) => toldOf(ticket, one, reasonsBeside(one, other, context));
        return { before: told(was, is), after: told(is, was) };
      },
    };
  },
};

/** Actions in which something is gone by now: in earnest they are left out. */
async function brokenActions(tx: Tx, workspaceId: string, triggers: readonly Trigger[]): Promise<Map<Action, string>> {
  const actions = triggers.flatMap((trigger) => trigger.actions);
  const problems = await problemsOf(tx, workspaceId, actions);
  return new Map(
    problems.flatMap(({ field, code }) => {
      const action = actions[Number(field.split(".")[1])];
      return action ? [[action, code] as const] : [];
    }),
  );
}

/** The versions that the tickets stand on, each read once. */
async function loadProcessesOf(tx: Tx, workspaceId: string, tickets: readonly { row: Looked }[]) {
  const versionOf = ({ process_key: key, process_version: version }: Looked) => `${key} ${version}`;
  const processes = new Map<string, Process>();
  for (const { row } of tickets) {
    const version = versionOf(row);
    if (processes.has(version)) continue;
    processes.set(version, await loadProcess(tx, workspaceId, row.process_key, row.process_version));
  }
  return (row: Looked) => processes.get(versionOf(row));
}

/** As they run: broken ones and those that are off do nothing. */
const inOrder = (rules: readonly ReadRule<Result>[]) =>
  rules.filter(({ enabled, asked }) => enabled && asked !== null).map(triggerOf);

function toldOf({ team_id, assignee_ids }: Looked, { fires }: Replayed, why: Told["why"]): Told {
  const plain = ({ at, on, rule, actions }: Fire) => ({ at, on, rule, actions });
  return {
    outcome: { fires: fires.slice(0, MOST_FIRES).map(plain), count: fires.length },
    why: why.slice(0, 2 * MOST_FIRES),
    counted: {
      counts: { fires: fires.length },
      ...(fires.length > 0 ? { teams: [team_id], people: assignee_ids } : {}),
    },
  };
}
