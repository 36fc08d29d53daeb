import type { Case, CommandOf } from "./case.ts";
import { needsPermission, tooLong, trimmed } from "./case.ts";
import type { Refusal } from "./commands.ts";
import type { Draft } from "./draft.ts";
import { enter, react } from "./enter.ts";
import { guardRefusals } from "./guards.ts";
import { LIMITS } from "./limits.ts";
import { refuse, refuseIf } from "./refuse.ts";
import type { Approval, ApprovalStage } from "./state.ts";

/** An approver agrees, asks the author back, or refuses. */
export function decideApprove(draft: Draft, command: CommandOf<"approve">): Refusal[] {
  const { process, state, actor } = draft;
  const comment = trimmed(command.comment);
  const refusals = [
    ...mayApprove(draft),
    ...refuseIf(command.answer !== "agreed" && !comment, "comment-required", "comment"),
    ...tooLong(comment, LIMITS.comment, "comment"),
  ];
  if (refusals.length > 0 || !state.approval || !process.approval || actor.kind !== "employee") return refusals;
  const { stage } = state.approval;
  const next = command.answer === "agreed" ? afterAgreement(state.approval, actor.id) : state.approval;
  draft.record({
    kind: "approval.given",
    data: { approver: actor.id, stage, answer: command.answer, ...(comment && { comment }) },
    set: { approval: next },
  });
  const why = [{ rule: `approval.${command.answer}`, facts: { approver: actor.id, stage } }];
  if (command.answer === "clarify") enter(draft, { to: process.approval.clarify, cause: "approval", comment, why });
  else if (command.answer === "refused")
    enter(draft, { to: process.approval.refused, cause: "approval", comment, why });
  else if (next.stage !== stage) passStage(draft, next);
  return [];
}

/** Only in the status of approval, only an approver of the stage that decides now, and only once. */
export function mayApprove(c: Case): Refusal[] {
  const { process, state, actor } = c;
  const isAsked = state.approval !== null && state.status === process.approval?.status;
  const hasAgreed = actor.id !== null && (state.approval?.agreed ?? []).includes(actor.id);
  return [
    ...(actor.kind === "system" ? [refuse("permission-missing")] : needsPermission(c, "ticket.approve")),
    ...(isAsked ? guardRefusals(c, { actor: "employee", is: "approver" }) : [refuse("nothing-to-approve")]),
    ...refuseIf(isAsked && hasAgreed, "already-agreed"),
  ];
}

/** Next stage, or the end of approval: the decision has its date when all stages have agreed [H-APP-03]. */
function passStage(draft: Draft, approval: Approval): void {
  const next = approval.stages[approval.stage];
  if (next) {
    draft.tell("approval-asked", { to: next.approvers });
    return;
  }
  draft.record({
    kind: "approval.done",
    data: { stages: approval.stages.length },
    set: { approvedAt: draft.at },
    why: [{ rule: "approval.stages", facts: { stages: approval.stages.map(({ name, rule }) => ({ name, rule })) } }],
  });
  draft.tell("approved");
  react(draft, "approval.done", "approval");
}

function afterAgreement(approval: Approval, approver: string): Approval {
  const agreed = [...approval.agreed, approver];
  const stage = approval.stages[approval.stage];
  if (stage && !isDecided(stage, agreed)) return { ...approval, agreed };
  return { ...approval, stage: approval.stage + 1, agreed: [] };
}

function isDecided({ approvers, rule }: ApprovalStage, agreed: readonly string[]): boolean {
  return rule === "any" || approvers.every((id) => agreed.includes(id));
}
