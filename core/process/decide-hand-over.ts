import type { Case, CommandOf } from "./case.ts";
import { hasEnded, needsPermission } from "./case.ts";
import type { HandOver, Refusal } from "./commands.ts";
import { unmet } from "./demands.ts";
import type { Draft } from "./draft.ts";
import { guardRefusals } from "./guards.ts";
import { changePeople, onlyPossible, peopleRefusals, settle, type Wanted } from "./people.ts";
import type { Handover } from "./process.ts";
import { refuse, refuseIf } from "./refuse.ts";
import { goToStage } from "./stages.ts";

/** The ways out of the ticket's stage, whether this actor may take them or not. Employees hand over, nobody else. */
export function handoversOf({ process, state, actor }: Case): Handover[] {
  if (actor.kind !== "employee" || state.stage === null) return [];
  const { stage } = state;
  return (process.handovers ?? []).filter(({ from }) => from.includes(stage));
}

/** The way that a command names: one of the ticket's, or for a rule any other stage by its key [P-ROUTE-03]. */
function wayTo(c: Case, to: string): Handover | undefined {
  const { process, state, actor } = c;
  if (actor.kind !== "system") return handoversOf(c).find(({ key }) => key === to);
  const stage = process.stages?.[to];
  if (!stage || stage.ended || state.stage === null || state.stage === to) return undefined;
  return { key: to, from: [state.stage], to, label: stage.name };
}

/** Why a handover is not offered. */
export function handoverBarriers(c: Case, handover: Handover): Refusal[] {
  return [
    ...needsPermission(c, handover.permission),
    ...refuseIf(hasEnded(c.state.category), "locked", "stage", { mend: "refusal.locked-by-status" }),
    ...(handover.when ?? []).flatMap((guard) => guardRefusals(c, guard)),
  ];
}

/** The ticket goes on to another team [P-ESC-01]. The status stays as it is [P-STAT-01]. */
export function decideHandOver(draft: Draft, command: CommandOf<"hand-over"> | HandOver): Refusal[] {
  const handover = wayTo(draft, command.to);
  if (!handover) return [refuse("no-such-handover", "handOver", { params: { stage: draft.state.stage ?? "" } })];
  const wanted = nextPeople(draft, handover, command.assignees);
  const next = { ...draft.state, assignees: wanted.assignees ?? draft.state.assignees };
  const refusals = [
    ...handoverBarriers(draft, handover),
    ...unmet({ ...draft, state: next }, handover.needs ?? [], {}),
    ...(command.assignees ? peopleRefusals(draft, wanted) : []),
  ];
  if (refusals.length > 0) return refusals;
  goToStage(draft, handover.to, draft.actor.kind === "system" ? "rule" : "person");
  const why =
    command.assignees || draft.actor.kind === "system" ? undefined : [{ rule: "stage", facts: { stage: handover.to } }];
  changePeople(draft, onlyPossible(draft, wanted).wanted, why);
  return [];
}

/**
 * Who answers in the next stage: its team; of people those who were named, else those who had the ticket there before,
 * else those of now who are of that team [P-STG-03, P-L2-04].
 */
function nextPeople(draft: Draft, { to }: Handover, named: readonly string[] | undefined): Wanted {
  const { process, state, facts } = draft;
  const before = state.stageTrail.find(({ stage }) => stage === to);
  const team = process.stages?.[to]?.team ?? before?.teamId ?? state.teamId;
  const works = (id: string) => facts.people.get(id)?.active ?? false;
  const isOfTeam = (id: string) => team === null || (facts.people.get(id)?.teams.includes(team) ?? false);
  const had = (before?.assignees ?? []).filter((id) => works(id) && isOfTeam(id));
  const assignees = named ?? (had.length > 0 ? had : state.assignees.filter((id) => works(id) && isOfTeam(id)));
  return settle(draft, {
    team: process.responsible === "either" && assignees.length > 0 ? null : team,
    assignees: [...assignees],
  });
}
