import type { NewTicket } from "../../server/tickets/open-ticket.ts";
import { DAY } from "./plans.ts";
import type { Telling } from "./telling.ts";

/** Labels stay on tickets that are younger. */
const FRESH_MS = 1.5 * DAY;

/**
 * Nobody leaves a ticket unread for months: some hours after the last that happened, those who answer for it and its
 * client have looked at everything. What is young keeps its labels.
 */
export function tidy({ desk, story, random, client, dispatcher }: Telling, ticket: NewTicket): void {
  const last = story.acts.at(-1)?.at ?? story.at;
  if (desk.base.getTime() - last.getTime() < FRESH_MS) return;
  const assigned = story.acts.map(({ command }) => (command.kind === "assign" ? command.assignees : undefined));
  const assignees = assigned.findLast((ids) => ids !== undefined) ?? ticket.assignees ?? [];
  story.to(last).pass(60, 900);
  story.see(dispatcher, "notes");
  for (const worker of desk.staff.filter(({ id }) => assignees.includes(id))) story.pass(1, 30).see(worker, "notes");
  if (client?.portal && random.chance(0.85)) story.pass(10, 300).see(client);
}
