import { sql } from "kysely";
import type { ActionRun } from "../../contract/automation.ts";
import type { Happened } from "../../core/automation/happened.ts";
import { planTrigger } from "../../core/automation/plan-trigger.ts";
import type { Action, Trigger } from "../../core/automation/trigger.ts";
import { registryWithout } from "../../core/fields/registry.ts";
import type { Actor } from "../../core/process/commands.ts";
import type { AutomationReport, Reason } from "../../core/process/events.ts";
import { sqlState, type Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { factsAt, factsNow } from "../rules/rule-facts.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { templateFiller } from "../templates/fill-template.ts";
import { loadTicket } from "../tickets/access.ts";
import { run, SYSTEM } from "../tickets/act.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { asksElsewhere } from "../tickets/elsewhere.ts";
import { inChain, type RunningChain } from "./chain.ts";
import type { AutomationDeps } from "./deps.ts";
import { type Doer, type Done, doAction } from "./do-action.ts";
import { doOutside } from "./do-outside.ts";
import { thenWith, ticketThen } from "./ticket-then.ts";

/** `to`: the last event of the change that they look at; left out where they look at the ticket as it is. */
type Of = { workspaceId: string; ticketId: string; now: Date; chain: RunningChain; to?: number };

/**
 * Triggers at one ticket: each is considered in its turn, at the ticket as the change and the triggers before have left
 * it. What it does is done to the ticket as it is by then.
 */
export type TriggerRun = { consider(trigger: Trigger, happened: Happened): Promise<void> };

/** Begins with a locked ticket; null when it is gone. */
export async function startRun(tx: Tx, deps: AutomationDeps, of: Of): Promise<TriggerRun | null> {
  const { workspaceId, ticketId, now, chain, to } = of;
  let row: TicketRowFull;
  try {
    row = await loadTicket(tx, workspaceId, ticketId, { lock: true });
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
  const registry = await loadWholeRegistry(tx, workspaceId);
  const { zone, locale: language } = await loadSettings(tx, workspaceId);
  const reading = { registry, language, me: "", link: `${deps.publicUrl}/tickets/${row.number}` };
  const fill: Doer["fill"] = (about, hidden) =>
    templateFiller(tx, about, hidden ? { ...reading, registry: registryWithout(registry, hidden) } : reading);
  const then = to === undefined ? null : await ticketThen(tx, row, to);
  const begun = stateOf(row);
  const facts = ({ read }: Trigger) => {
    const further = asksElsewhere([read], registry);
    return then === null ? factsNow(tx, row, further) : factsAt(tx, row, thenWith(then, begun, stateOf(row)), further);
  };
  let runs = chain.rules.length === 0 ? 0 : await countRuns(tx, workspaceId, chain.cascade);
  let stopped = false;

  return {
    async consider(trigger, happened) {
      if (stopped) return;
      const plan = planTrigger(
        trigger,
        happened,
        await facts(trigger),
        { rules: chain.rules, runs },
        { registry, now, zone, me: null },
      );
      if (plan.kind === "apart") return;
      const { id: rule, name } = trigger;
      if (plan.kind === "skipped") {
        await report({ kind: "automation.skipped", data: { what: "trigger", reason: plan.reason, rule, name } });
        await log(trigger, happened, { result: "skipped", reason: plan.reason, actions: [] });
      } else if (plan.kind === "stopped") {
        stopped = true;
        await report({ kind: "automation.stopped", data: { rule, name, depth: plan.depth } });
        await log(trigger, happened, { result: "stopped", reason: "too-deep-chain", actions: [] });
      } else {
        runs += 1;
        const runId = newId();
        const actions = await act(trigger, happened, plan.actions, plan.why, runId);
        await log(trigger, happened, { id: runId, result: resultOf(actions), actions });
      }
    },
  };

  async function act(
    trigger: Trigger,
    happened: Happened,
    actions: readonly Action[],
    why: Reason[],
    runId: string,
  ): Promise<ActionRun[]> {
    const actor: Actor = { kind: "system", id: null, why };
    const doer: Doer = { actor, now, fill };
    const done: ActionRun[] = [];
    const within: RunningChain = { cascade: chain.cascade, rules: [...chain.rules, trigger.id] };
    for (const [index, action] of actions.entries()) {
      // What a constraint refuses would lose the whole transaction: an action alone is taken back.
      await sql`savepoint action`.execute(tx);
      try {
        const one = await inChain(within, () => doOne(action, doer, { trigger, happened, runId, index }));
        row = one.row;
        done.push(one.run);
      } catch (error) {
        const reason = reasonOf(error);
        if (reason === null) throw error;
        await sql`rollback to savepoint action`.execute(tx);
        const { id: rule, name } = trigger;
        await report({ kind: "automation.skipped", data: { what: action.do, reason, rule, name } }, why);
        done.push({ do: action.do, state: "skipped", reason });
      }
    }
    return done;
  }

  function doOne(
    action: Action,
    doer: Doer,
    at: { trigger: Trigger; happened: Happened; runId: string; index: number },
  ): Promise<Done> {
    if (action.do === "notify" || action.do === "open" || action.do === "webhook") {
      return doOutside(tx, deps, row, action, { ...doer, ...at });
    }
    return doAction(tx, row, action, doer);
  }

  async function report(told: AutomationReport, why?: Reason[]): Promise<void> {
    const actor: Actor = why ? { kind: "system", id: null, why } : SYSTEM;
    row = (await run(tx, row, stateOf(row), { kind: "report", report: told }, actor, now)).row;
  }

  async function log(
    trigger: Trigger,
    happened: Happened,
    { id = newId(), result, reason, actions }: { id?: string; result: string; reason?: string; actions: ActionRun[] },
  ): Promise<void> {
    await tx
      .insertInto("rule_run")
      .values({
        workspace_id: workspaceId,
        id,
        rule_id: trigger.id,
        ticket_id: ticketId,
        at: now,
        event: happened.kind,
        cascade: chain.cascade,
        depth: chain.rules.length,
        result,
        reason: reason ?? null,
        actions: JSON.stringify(actions),
      })
      .execute();
  }
}

async function countRuns(tx: Tx, workspaceId: string, cascade: string): Promise<number> {
  const { count } = await tx
    .selectFrom("rule_run")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("workspace_id", "=", workspaceId)
    .where("cascade", "=", cascade)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function resultOf(actions: readonly ActionRun[]): string {
  const skipped = actions.filter(({ state }) => state === "skipped").length;
  if (skipped === 0) return "done";
  return skipped === actions.length ? "failed" : "partly";
}

/** Why an action could not be done, as a code; null for a fault of ours. Class 23 are constraints: what it names is gone. */
function reasonOf(error: unknown): string | null {
  if (error instanceof Problem) return error.refusals[0]?.code ?? error.code;
  return sqlState(error).startsWith("23") ? "unknown-id" : null;
}
