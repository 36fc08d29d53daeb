import { type Happened, isOccasion } from "../automation/happened.ts";
import { planTrigger } from "../automation/plan-trigger.ts";
import type { Action, Trigger } from "../automation/trigger.ts";
import type { Facts } from "../condition/evaluate.ts";
import type { Context } from "../condition/plan.ts";
import type { Reason } from "../process/events.ts";
import type { Process } from "../process/process.ts";
import type { TicketState } from "../process/state.ts";
import { missed } from "../rules/match.ts";
import type { Change } from "./changes.ts";
import { effectsOf, type Tried } from "./effects.ts";
import { type Look, looksOf } from "./waiting.ts";

/** One time that a trigger would have acted: when, on what, and what would have become of each action. */
export type Fire = { at: string; on: string; rule: { id: string; name: string }; actions: Tried[]; why: Reason[] };
/** A trigger that looked at the ticket and left it alone. */
type Passed = { trigger: Trigger; at: Date; on: string; facts: Facts };
export type Replayed = { fires: Fire[]; passed: Passed[] };

/** What lists of triggers are tried on: the changes of one ticket until a moment, and the process that it runs. */
export type Life = {
  changes: readonly Change[];
  process: Process;
  until: Date;
  factsOf: (state: TicketState) => Facts;
  context: Omit<Context, "now">;
  /** Actions that name what is gone by now, with the word for it. */
  broken?: ReadonlyMap<Action, string>;
};
type Moment = { state: TicketState; happened: readonly Happened[]; at: Date };

/**
 * What triggers would have done to a ticket of the past: pure ([B-REH-01]). Its changes are taken as they were, but what
 * triggers did to it then: that is left out and lived through anew, with those that set each other off. What they would
 * have changed reaches the triggers behind them, and nothing that people did later.
 */
export function replayTriggers(triggers: readonly Trigger[], life: Life): Replayed {
  const replayed: Replayed = { fires: [], passed: [] };
  const looks = new Map<Trigger, Look[]>(
    triggers.map((one) => [one, looksOf(one.on, life.changes, { until: life.until, zone: life.context.zone })]),
  );
  const waited = new Map<Trigger, string>();
  for (const [index, { at, after: state, events }] of life.changes.entries()) {
    const happened = events.flatMap(({ kind, data, actor, why }) =>
      why?.rule === "trigger" ? [] : [{ kind, data, by: actor.kind }],
    );
    liveThrough(triggers, life, { state, happened, at }, replayed);
    for (const [trigger, all] of looks) {
      for (const look of all.filter((one) => one.index === index && waited.get(trigger) !== one.since)) {
        const isFired = liveThrough([trigger], life, { state, happened: [WAITED], at: look.at }, replayed);
        if (isFired) waited.set(trigger, look.since);
      }
    }
  }
  return replayed;
}

const WAITED: Happened = { kind: "waited", data: {}, by: "system" };

/** What happened at one moment, and all that would have come of it, as the jobs would. True when anything would. */
function liveThrough(triggers: readonly Trigger[], life: Life, moment: Moment, { fires, passed }: Replayed): boolean {
  const { at } = moment;
  const context = { ...life.context, now: at };
  const jobs: { rules: string[]; happened: readonly Happened[] }[] = [{ rules: [], happened: moment.happened }];
  let { state } = moment;
  let facts: Facts | undefined;
  let runs = 0;
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    for (const happened of job.happened) {
      for (const trigger of triggers) {
        if (!trigger.on.some((on) => isOccasion(on, happened, context.registry))) continue;
        facts ??= life.factsOf(state);
        const plan = planTrigger(trigger, happened, facts, { rules: job.rules, runs }, context);
        if (plan.kind === "stopped") return runs > 0;
        if (plan.kind === "apart") passed.push({ trigger, at, on: happened.kind, facts });
        if (plan.kind !== "act") continue;
        runs += 1;
        const effects = effectsOf(plan.actions, state, life.process, life.broken);
        const { id, name } = trigger;
        fires.push({
          at: at.toISOString(),
          on: happened.kind,
          rule: { id, name },
          actions: effects.tried,
          why: plan.why,
        });
        if (effects.state !== state) facts = undefined;
        state = effects.state;
        if (effects.happened.length > 0) jobs.push({ rules: [...job.rules, id], happened: effects.happened });
      }
    }
  }
  return runs > 0;
}

/** What would have been done, without who says so: two lists that do the same differ in nothing. */
export const deedsOf = ({ fires }: Replayed) =>
  fires.map(({ at, on, rule, actions }) => ({ at, on, id: rule.id, actions }));

/**
 * The reasons of one side beside the other: of what it does, and of what only the other does the first part of the
 * condition that failed here ([B-EXPL-02]).
 */
export function reasonsBeside({ fires, passed }: Replayed, other: Replayed, context: Omit<Context, "now">): Reason[] {
  const done = new Set(fires.map(placeOf));
  const undone = new Map(other.fires.filter((fire) => !done.has(placeOf(fire))).map((fire) => [placeOf(fire), fire]));
  const misses = passed.flatMap(({ trigger, at, on, facts }): Reason[] => {
    const { id, name, version, read, asked } = trigger;
    if (!undone.has(placeOf({ at: at.toISOString(), on, rule: { id } }))) return [];
    const miss = missed({ id, name, read, asked }, facts, { ...context, now: at });
    return miss ? [{ rule: "trigger", facts: { id: null, name: null, version, read: {}, above: [miss] } }] : [];
  });
  return [...fires.flatMap(({ why }) => why), ...misses];
}

const placeOf = ({ at, on, rule }: { at: string; on: string; rule: { id: string } }): string =>
  `${at} ${on} ${rule.id}`;
