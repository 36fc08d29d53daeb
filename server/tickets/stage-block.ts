import type { Ticket } from "../../contract/ticket-view.ts";
import type { Case } from "../../core/process/case.ts";
import { handoverOffers } from "../../core/process/moves.ts";

/** The way from team to team as the card shows it, and where this employee can hand the ticket over to. */
export function stageBlock(c: Case): Pick<Ticket, "stages" | "handovers"> {
  const { stages } = c.process;
  if (!stages) return {};
  return {
    stages: Object.entries(stages).map(([key, { name }]) => ({ key, name, current: key === c.state.stage })),
    handovers: handoverOffers(c).map(({ key, to, label, withNote, demands }) => ({
      to: key,
      stage: to,
      team: stages[to]?.team ?? null,
      label,
      withNote,
      demands: demands.map(({ demand, required, fulfilled }) => ({
        kind: demand.kind,
        ...("field" in demand ? { field: demand.field } : {}),
        required,
        met: fulfilled,
      })),
    })),
  };
}
