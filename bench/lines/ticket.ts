import { bare } from "../bare.ts";
import { openTicketBare } from "../bare-ticket.ts";
import { drive, round } from "../drive.ts";
import { compared, type Line } from "../figure.ts";
import type { Act } from "../load.ts";
import { longTickets } from "../long-tickets.ts";

/** What the card asks when it is opened: the ticket, the conversation, the comments, the history, in one answer. */
export const openCard = (number: number, headers: Record<string, string>): Act => [
  { kind: "card", method: "GET", path: `/api/v1/tickets/${number}/card`, headers },
];

export const ticket: Line = {
  name: "ticket",
  about: "opening a ticket with 200 events: itself, conversation, comments, history",
  needs: "size",
  async run(stage) {
    const tickets = await longTickets(stage.owner, stage.workspaceId);
    const headers = await stage.signIn(stage.people.administrator.email);
    const driven = await drive(
      stage,
      tickets.map(({ number }) => openCard(number, headers)),
    );
    const without = await bare(stage, async (ask, turn) => {
      const chosen = tickets[turn % tickets.length];
      if (chosen) await openTicketBare(ask, stage.workspaceId, chosen.id, chosen.number);
    });
    const events = Math.min(...tickets.map((one) => one.events));
    const parts = { ...driven.parts, events, "bare p50": round(without.p50), "bare p95": round(without.p95) };
    const must = { p95: 40, ratio: 0.5 };
    return [compared("ticket", `${events} events`, stage.size, { ...driven, bare: without.rate, parts }, must)];
  },
};
