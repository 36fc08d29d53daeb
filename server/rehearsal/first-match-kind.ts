import { sql } from "kysely";
import type { TicketFacts } from "../../core/fields/ticket-facts.ts";
import { apply } from "../../core/process/events.ts";
import { same } from "../../core/process/same.ts";
import type { TicketState } from "../../core/process/state.ts";
import { otherwise } from "../../core/rehearsal/rehearse.ts";
import type { Match } from "../../core/rules/match.ts";
import type { Tx } from "../platform/database.ts";
import type { Result } from "../rules/kinds.ts";
import { pastFacts } from "../rules/rule-facts.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { asksElsewhere } from "../tickets/elsewhere.ts";
import type { KindOfRehearsal, Looked, Row, Told } from "./kind.ts";
import { listsOf, proposeRules } from "./proposed-rules.ts";

/** A ticket with the state in which it came in. */
export type Opened = Looked & { opened: TicketState };
/** What follows for a ticket of the batch from the rule that matched. */
export type Tell = (ticket: Opened, match: Match<Result>, facts: TicketFacts) => Told;

/** Rules of which the first that holds says what follows, asked of tickets as they came in. */
export const firstMatchKind = (
  kind: "routing" | "sla",
  prepare: (tx: Tx, row: Row, tickets: readonly Opened[]) => Promise<Tell>,
): KindOfRehearsal => ({
  propose: (tx, ctx, asked) => proposeRules(tx, ctx, kind, asked),
  about: () => sql`true`,
  async begin(tx, row, looked) {
    const tickets = await asTheyCameIn(tx, row.workspace_id, looked);
    const { zone } = await loadSettings(tx, row.workspace_id);
    const registry = await loadWholeRegistry(tx, row.workspace_id);
    const { passedOver, ...lists } = await listsOf(tx, row, kind);
    const rules = [...(lists.before ?? []), ...(lists.after ?? [])];
    const further = asksElsewhere(
      rules.map(({ read }) => read),
      registry,
    );
    const factsOf = await pastFacts(
      tx,
      row.workspace_id,
      [...tickets.values()].map((ticket) => ({ row: ticket, states: [ticket.opened] })),
      further,
    );
    const tell = await prepare(tx, row, [...tickets.values()]);
    return {
      passedOver,
      look({ id }) {
        const ticket = tickets.get(id);
        if (!ticket) return null;
        const context = { registry, zone, now: ticket.created_at };
        const facts = factsOf(ticket, ticket.opened);
        const differs = otherwise(lists, facts, context);
        if (!differs) return null;
        const [before, after] = [tell(ticket, differs.before, facts), tell(ticket, differs.after, facts)];
        if (same(before.outcome, after.outcome)) return null;
        return { before: byRule(before, differs.before), after: byRule(after, differs.after) };
      },
    };
  },
});

async function asTheyCameIn(tx: Tx, workspaceId: string, tickets: readonly Looked[]): Promise<Map<string, Opened>> {
  const ids = tickets.map(({ id }) => id);
  const { rows } = await sql<{ id: string; set: Partial<TicketState> }>`select ticket_id as id, patch as set from event
    where workspace_id = ${workspaceId} and ticket_id = any(${ids}::uuid[]) and ticket_seq = 1`.execute(tx);
  const states = new Map(rows.map(({ id, set }) => [id, apply(null, { set })]));
  return new Map(
    tickets.flatMap((ticket) => {
      const opened = states.get(ticket.id);
      return opened ? [[ticket.id, { ...ticket, opened }] as const] : [];
    }),
  );
}

const byRule = (told: Told, { rule }: Match<Result>): Told =>
  rule ? { ...told, rule: { id: rule.id, name: rule.name } } : told;
