import type { Case } from "./case.ts";
import { hasOption } from "./case.ts";
import type { Refusal } from "./commands.ts";
import { later } from "./dates.ts";
import type { Guard, ServiceOption } from "./process.ts";
import { refuse } from "./refuse.ts";

/** Why a guard does not hold, or nothing when it does. */
export function guardRefusals(c: Case, guard: Guard): Refusal[] {
  if ("option" in guard) {
    return hasOption(c, guard.option) === guard.is ? [] : [optionRefusal(guard.option, guard.is)];
  }
  if ("withinDays" in guard) {
    const days = c.facts.settings[guard.withinDays];
    const since = c.state[guard.of];
    if (typeof days !== "number" || since === null) return [];
    // Exactly so many days later is too late already.
    const inTime = c.now < later(new Date(since), { days }, c.facts.zone);
    return inTime ? [] : [refuse("reopen-too-late", undefined, { params: { days } })];
  }
  if ("invoicesAtMost" in guard) {
    return c.facts.invoices <= guard.invoicesAtMost ? [] : [refuse("several-invoices")];
  }
  if ("unassigned" in guard) return c.state.assignees.length === 0 ? [] : [refuse("already-accepted")];
  if ("not" in guard) {
    return c.actor.kind === guard.not.actor && stands(c, guard.not.is) ? [refuse("permission-missing")] : [];
  }
  return c.actor.kind !== guard.actor || stands(c, guard.is) ? [] : [refuse(NOT_STANDING[guard.is])];
}

type Role = "assignee" | "controller" | "approver" | "author" | "holder";

const NOT_STANDING = {
  assignee: "not-assignee",
  controller: "not-controller",
  approver: "not-approver",
  author: "not-the-author",
  holder: "not-holder",
} as const;

function stands(c: Case, role: Role): boolean {
  const { state, actor } = c;
  if (role === "author") return actor.kind === state.createdBy.kind && actor.id === state.createdBy.id;
  if (actor.id === null) return false;
  // A ticket that came into the status without a window (its process was changed) must not be stuck there.
  if (role === "holder") return state.lease === null || state.lease.by === actor.id;
  if (role === "assignee") return state.assignees.includes(actor.id);
  if (role === "approver") return (state.approval?.stages[state.approval.stage]?.approvers ?? []).includes(actor.id);
  // A service that uses no controllers has nobody whom to wait for; without this its tickets would be stuck.
  return state.controllers.includes(actor.id) || !hasOption(c, "useControllers");
}

function optionRefusal(option: ServiceOption, wanted: boolean): Refusal {
  if (option === "clientMayReopen") return refuse("reopen-forbidden");
  if (option === "qualityControl" && !wanted) {
    return refuse("no-such-move", "to", { mend: "refusal.quality-control-first" });
  }
  if (option === "acceptFirst" && !wanted) return refuse("no-such-move", "to", { mend: "refusal.accept-first" });
  return refuse("no-such-move", "to", { params: { option }, mend: "refusal.option-off" });
}
