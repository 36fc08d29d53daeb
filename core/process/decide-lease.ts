import type { Case, CommandOf } from "./case.ts";
import { needsPermission, statusOf } from "./case.ts";
import type { Refusal } from "./commands.ts";
import type { Draft } from "./draft.ts";
import { enter } from "./enter.ts";
import type { Reason } from "./events.ts";
import { holderOf, isFree } from "./lease.ts";
import { LIMITS } from "./limits.ts";
import { changePeople, onlyPossible, settle } from "./people.ts";
import { refuse, refuseIf } from "./refuse.ts";

/** The processing window was opened: the ticket is in the hands of this employee until it closes [L-PROC-01]. */
export function takeLease(draft: Draft, hold: NonNullable<CommandOf<"open-on-screen">["hold"]>): Refusal[] {
  const refusals = mayHold(draft);
  const { actor, state } = draft;
  const { lease } = draft.process;
  if (refusals.length > 0 || !lease || actor.kind !== "employee" || state.lease) return refusals;
  const { status, resumeAt, processing } = state;
  const also = {
    lease: { by: actor.id, status, resumeAt, processing },
    processing: { by: actor.id, startedAt: draft.at, endedAt: null, seconds: null },
  };
  const why = [{ rule: "process.lease", facts: { from: status } }];
  enter(draft, { to: lease.status, cause: "window", quiet: true, also, why });
  const at = hold.until ?? new Date(draft.now.getTime() + LIMITS.leaseMs).toISOString();
  draft.setTimers([{ key: "lease", at, event: { kind: "lease" } }]);
  return [];
}

/** Whether this employee may open the processing window, or has it open already. */
export function mayHold(c: Case): Refusal[] {
  const { lease } = c.process;
  if (!lease) return [refuse("nothing-to-hold")];
  const holder = holderOf(c.state);
  if (c.actor.kind === "system") return [refuse("permission-missing")];
  return [
    ...needsPermission(c, lease.permission),
    ...refuseIf(holder !== null && holder !== c.actor.id, "held-by-other", undefined, {
      params: { employee: holder ?? "" },
    }),
    ...refuseIf(holder === null && !isFree(c), "nothing-to-hold"),
  ];
}

/** The window was closed without saving [L-NEW-07, L-DONE-02]. Of one that is not his own nobody can say so. */
export function leaveLease(draft: Draft): void {
  if (holderOf(draft.state) === draft.actor.id) giveBack(draft, "window", [{ rule: "lease.left", facts: {} }]);
}

/** The page of the window was not heard of in time: its employee has gone, or the server was down. */
export function leaseRunsOut(draft: Draft, alive: string | null | undefined): void {
  if (!draft.state.lease) return;
  if (alive && new Date(alive) > draft.now) {
    draft.setTimers([{ key: "lease", at: alive, event: { kind: "lease" } }]);
    return;
  }
  const facts = { employee: draft.state.lease.by, alive: alive ?? null };
  giveBack(draft, "timer", [{ rule: "lease.lost", facts }]);
}

/** Who saved in the window answers for the ticket from now on, as far as rules allow him to. */
export function assignHolder(draft: Draft, from: string): void {
  const { lease } = draft.process;
  const { actor } = draft;
  if (!lease?.assigns || from !== lease.status || actor.kind !== "employee") return;
  const { wanted } = onlyPossible(draft, settle(draft, { assignees: [actor.id] }));
  if ((wanted.assignees ?? []).length > 0) {
    changePeople(draft, wanted, [{ rule: "lease.assigns", facts: { employee: actor.id } }]);
  }
}

/** Back to the status from before; where its date has come meanwhile, to where the date would have led. */
function giveBack(draft: Draft, cause: "window" | "timer", why: Reason[]): void {
  const { lease } = draft.state;
  if (!lease) return;
  const { status, resumeAt, processing } = lease;
  const known = draft.process.statuses[status] ? status : draft.process.start;
  const { resume } = statusOf(draft.process, known);
  const isDue = resume !== undefined && resumeAt !== null && new Date(resumeAt) <= draft.now;
  const also = { lease: null, processing };
  if (isDue) enter(draft, { to: resume.to, cause, also, why: [...why, { rule: "resume", facts: { resumeAt } }] });
  else enter(draft, { to: known, resumeAt: resume ? resumeAt : null, cause, quiet: true, also, why });
}
