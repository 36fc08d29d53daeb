import type { Draft } from "./draft.ts";
import type { Process, Status } from "./process.ts";
import type { TicketState } from "./state.ts";

/** The stage in which a ticket of the process begins; null for a process without stages. */
export function firstStage(process: Process): string | null {
  return Object.keys(process.stages ?? {})[0] ?? null;
}

/** The stage of closed tickets, if the process has one. */
function lastStage(process: Process): string | undefined {
  return Object.entries(process.stages ?? {}).find(([, stage]) => stage.ended)?.[0];
}

/** Where a ticket stands in another version of its process: in the same stage, or in the first where that is gone. */
export function stageIn(process: Process, { stage, stageTrail }: TicketState): Partial<TicketState> {
  const { stages = {} } = process;
  if (stage !== null && stages[stage]) return {};
  const first = firstStage(process);
  return stage === first ? {} : { stage: first, stageTrail: stageTrail.filter((left) => stages[left.stage]) };
}

/** Brings the ticket into a stage; who answered in the one that it leaves is remembered. */
export function goToStage(draft: Draft, to: string, cause: "person" | "status" | "rule"): void {
  const { stage: from, stageTrail, teamId, assignees } = draft.state;
  if (from === to) return;
  const left = stageTrail.filter(({ stage }) => stage !== from && stage !== to);
  const set: Partial<TicketState> = {
    stage: to,
    stageTrail: from === null ? left : [...left, { stage: from, teamId, assignees }],
  };
  draft.record({
    kind: "stage.changed",
    data: { from, to, cause },
    set,
    ...(cause === "status" ? { why: [{ rule: "stage.status", facts: { status: draft.state.status } }] } : {}),
  });
}

/** A ticket that is closed goes to the stage of closed ones, and back to where it was when it is taken up again. */
export function stageOnEntry(draft: Draft, before: Status, after: Status): void {
  const last = lastStage(draft.process);
  if (last === undefined) return;
  const [was, is] = [isOver(before), isOver(after)];
  if (!was && is) goToStage(draft, last, "status");
  if (!was || is || draft.state.stage !== last) return;
  const back = draft.state.stageTrail.at(-1)?.stage ?? firstStage(draft.process);
  if (back !== null && draft.process.stages?.[back]) goToStage(draft, back, "status");
}

const isOver = ({ category }: Status): boolean => category === "closed" || category === "cancelled";
