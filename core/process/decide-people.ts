import type { Case, CommandOf } from "./case.ts";
import { needsPermission, statusOf } from "./case.ts";
import type { Refusal } from "./commands.ts";
import type { Draft } from "./draft.ts";
import { changePeople, onlyPossible, PEOPLE, peopleRefusals, settle, type Wanted } from "./people.ts";
import { refuse } from "./refuse.ts";

/** Other people or another team answer for the ticket or follow it. */
export function decideAssign(draft: Draft, command: CommandOf<"assign">): Refusal[] {
  const wanted = settle(draft, {
    team: command.team,
    assignees: command.assignees,
    controllers: command.controllers,
    observers: command.observers,
    observerTeams: command.observerTeams,
  });
  if (draft.actor.kind === "system" && draft.actor.why) return assignByRule(draft, wanted);
  const refusals = [
    ...(onlySubscribes(draft, wanted) ? mayObserve(draft) : mayAssign(draft, wanted)),
    ...peopleRefusals(draft, wanted),
  ];
  if (refusals.length > 0) return refusals;
  if (changePeople(draft, wanted)) tellOf(draft, command);
  return [];
}

/** Many tickets are given to somebody in silence, or with a word to the clients [H-NOT-24]. */
function tellOf(draft: Draft, { tells, assignees }: CommandOf<"assign">): void {
  if (tells?.employees === false) draft.tellNobody();
  if (tells?.client && assignees) draft.effects.push({ kind: "tell-client", about: "assigned" });
}

/** A rule names whom it can: somebody who was dismissed is left out, with a word; nobody is taken off for that. */
function assignByRule(draft: Draft, wanted: Wanted): Refusal[] {
  const { wanted: possible, skipped } = onlyPossible(draft, wanted);
  const [first] = skipped;
  const emptied = PEOPLE.filter((role) => wanted[role]?.length && possible[role]?.length === 0);
  for (const role of emptied) delete possible[role];
  const isLeft = possible.team !== undefined || PEOPLE.some((role) => possible[role] !== undefined);
  const refusals = [
    ...mayAssign(draft, possible),
    ...peopleRefusals(draft, possible),
    ...(first && !isLeft ? [refuse(first.code, "people", { params: { employee: first.who } })] : []),
  ];
  if (refusals.length > 0) return refusals;
  for (const { who, code } of skipped) {
    draft.recordQuietly({ kind: "automation.skipped", data: { what: `people:${who}`, reason: code }, set: {} });
  }
  changePeople(draft, possible);
  return [];
}

/**
 * One who leaves gives his place to another on every ticket that is not over [H-ASG-08, H-CTRL-10]. Team, site and
 * numbers do not hold it up: a substitute of another team is better than nobody. A blocked one is no substitute.
 */
export function decideReplace(draft: Draft, { from, to }: CommandOf<"replace">): Refusal[] {
  const { state, facts } = draft;
  const refusals = [
    ...needsPermission(draft, "section.employees"),
    ...(facts.people.get(to)?.active === false ? [refuse("employee-blocked", "to", { params: { employee: to } })] : []),
  ];
  if (refusals.length > 0 || state.closedAt !== null) return refusals;
  const replaced = (list: string[]) => [...new Set(list.map((id) => (id === from ? to : id)))];
  const wanted: Wanted = { assignees: replaced(state.assignees), controllers: replaced(state.controllers) };
  changePeople(draft, wanted, [{ rule: "employee.replaced", facts: { from, to } }]);
  return [];
}

/** Nobody is put to work on a ticket that cannot be left any more; observers may come and go. */
export function mayAssign(c: Case, wanted?: Wanted): Refusal[] {
  const isWork = !wanted || wanted.assignees || wanted.controllers || wanted.team !== undefined;
  const isOver = statusOf(c.process, c.state.status).final === true;
  return [
    ...needsPermission(c, "ticket.assign"),
    ...(isWork && isOver ? [refuse("locked", "assignees", { mend: "refusal.locked-by-status" })] : []),
  ];
}

/** To follow a ticket it is enough to see it [O-OBS-03]. */
export function mayObserve(c: Case): Refusal[] {
  return needsPermission(c, "ticket.read");
}

/** Nothing but the actor himself comes to the observers or goes. */
function onlySubscribes({ state, actor }: Case, wanted: Wanted): boolean {
  if (wanted.assignees || wanted.controllers || wanted.observerTeams || wanted.team !== undefined) return false;
  const next = wanted.observers ?? [];
  const others = (list: readonly string[]) => list.filter((id) => id !== actor.id).join();
  return wanted.observers !== undefined && others(next) === others(state.observers);
}
