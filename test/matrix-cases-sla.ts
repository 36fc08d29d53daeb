import type { RouteName } from "../contract/paths.ts";
import type { Caller } from "./matrix-callers.ts";
import type { Case } from "./matrix-cases.ts";
import type { World } from "./matrix-world.ts";

const ticket = ({ tickets }: World, caller: Caller) => ({ id: tickets[caller] });

export const slaCases = {
  getTicketClocks: { params: ticket, seen: "ticket" },
  getTicketWhy: { params: ticket, seen: "ticket" },
  getTicketSight: { params: ticket, seen: "ticket" },
  planTicket: { params: ticket, seen: "ticket", needs: "ticket.write", body: () => ({ dueAt: "2030-01-01" }) },
  previewPromise: { body: () => ({ priority: "high" }) },
  previewRecount: { body: () => ({}) },
  startRecount: { body: () => ({ from: null }) },
  listRecounts: {},
  listFormulaRuns: {},
  startFormulaRun: {},
} satisfies Partial<Record<RouteName, Case>>;
