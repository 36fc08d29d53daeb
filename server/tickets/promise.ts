import type { Reason } from "../../core/process/events.ts";
import { same } from "../../core/process/same.ts";
import type { TicketState } from "../../core/process/state.ts";
import { firstMatch } from "../../core/rules/match.ts";
import type { ReadRule } from "../../core/rules/rule.ts";
import type { SlaFacts, SlaTerms } from "../../core/sla/terms.ts";
import { addWorking } from "../../core/sla/working-time.ts";
import type { Tx } from "../platform/database.ts";
import type { Result } from "../rules/kinds.ts";
import { loadRules } from "../rules/load-rules.ts";
import { type BesideState, ruleFacts } from "../rules/rule-facts.ts";
import { loadSlaFacts } from "../settings/load-calendars.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { stateOf, type TicketRowFull } from "./columns.ts";
import { readLinks } from "./derived.ts";
import { asksElsewhere } from "./elsewhere.ts";

/** What the SLA rules say of a ticket: the terms of the first that holds, or null, and the reasons. */
export type Said = { terms: SlaTerms | null; why: Reason[]; broken: { id: string; name: string; reason: string }[] };

/**
 * Asks the SLA rules about a ticket that is there, or about to be opened ([O-SLA-18]). Undefined when there are none.
 * `beside` is what the row knows; it is read where it is left out.
 */
export async function askSlaRules(
  tx: Tx,
  workspaceId: string,
  state: TicketState,
  now: Date,
  beside?: BesideState,
): Promise<Said | undefined> {
  const ask = await slaRules(tx, workspaceId, now);
  if (!ask) return undefined;
  const links = beside && !ask.further ? {} : await readLinks(tx, workspaceId, state);
  return ask.says(state, { number: 0, ...beside, ...links });
}

/** `further`: some rule asks for what stands in other rows than the ticket's. */
type SlaRules = { further: boolean; says: (state: TicketState, beside: BesideState) => Said };

/** The SLA rules read once, to be asked about many tickets; undefined when there are none. */
export async function slaRules(tx: Tx, workspaceId: string, now: Date): Promise<SlaRules | undefined> {
  const rules = await slaRulesFor(tx, workspaceId, now);
  if (rules.length === 0) return undefined;
  const { zone } = await loadSettings(tx, workspaceId);
  const registry = await loadWholeRegistry(tx, workspaceId);
  const says = (state: TicketState, beside: BesideState) => {
    const { rule, reasons, broken } = firstMatch(rules, ruleFacts(state, beside), { registry, now, zone });
    return {
      terms: rule && termsOf(rule.id, rule.result),
      why: reasons,
      broken: broken.map(({ id, name, unasked }) => ({
        ...{ id, name },
        reason: unasked ? "calendar-without-hours" : "condition-broken",
      })),
    };
  };
  const further = asksElsewhere(
    rules.map(({ read }) => read),
    registry,
  );
  return { further, says };
}

/**
 * The SLA rules as they can be asked: one that counts by a calendar in which nobody works any more would promise nothing,
 * and is passed over like one whose condition is out of date.
 */
async function slaRulesFor(tx: Tx, workspaceId: string, now: Date): Promise<ReadRule<Result>[]> {
  const rules = await loadRules(tx, workspaceId, "sla");
  return rules.length === 0 ? [] : promising(rules, await loadSlaFacts(tx, workspaceId), now);
}

/** The same of rules that are at hand. */
export const promising = (rules: readonly ReadRule<Result>[], { calendars }: SlaFacts, now: Date): ReadRule<Result>[] =>
  rules.map((rule) => {
    const calendar = calendars.get(termsOf(rule.id, rule.result).calendar);
    const isWorked = calendar && addWorking(calendar, Math.floor(now.getTime() / 1000), 1) !== null;
    return isWorked ? rule : { ...rule, asked: null, unasked: "no-hours" };
  });

/** The result of an SLA rule as it stands on a ticket. It holds what the rule's kind has let through. */
export function termsOf(rule: string, result: Result): SlaTerms {
  const { calendar, reaction, resolution } = result as { calendar: string; reaction?: number; resolution?: number };
  return { rule, calendar, reaction: reaction ?? null, resolution: resolution ?? null };
}

/**
 * What an edit changes about the promise: undefined when the rules say of the ticket what they would have said before
 * it, so that rules that were changed since do not come in by the way.
 */
export async function askAfterEdit(
  tx: Tx,
  before: TicketRowFull,
  after: TicketRowFull,
  now: Date,
): Promise<Said | undefined> {
  const workspaceId = after.workspace_id;
  const said = await askSlaRules(tx, workspaceId, stateOf(after), now, after);
  if (!said || same(said.terms, stateOf(after).sla)) return undefined;
  const earlier = await askSlaRules(tx, workspaceId, stateOf(before), now, before);
  return same(earlier?.terms, said.terms) ? undefined : said;
}
