import type { TestApp } from "./app.ts";

/** A plain ticket of ada's flat, opened by the dispatcher for the service Plumbing; `more` changes the body. */
export async function ticketOf(app: TestApp, more: Record<string, unknown> = {}) {
  const { cast } = app;
  const answer = await app.as("dina").post("/tickets", {
    subject: "Протекает кран",
    description: "На кухне капает кран",
    channel: "call",
    contact: cast.people.ada.id,
    place: cast.places.flat12,
    service: cast.services.plumbing,
    form: { room: "Кухня" },
    ...more,
  });
  return answer.body;
}

/** The same, taken into work by `ben`. */
export async function ticketInWork(app: TestApp, more: Record<string, unknown> = {}) {
  const ticket = await ticketOf(app, { assignees: [app.cast.people.ben.id], ...more });
  return (await app.as("dina").post(`/tickets/${ticket.number}/move`, { to: "in_progress" })).body;
}

/** The same, done. */
export async function ticketDone(app: TestApp, more: Record<string, unknown> = {}) {
  const ticket = await ticketInWork(app, more);
  return (await app.as("dina").post(`/tickets/${ticket.number}/move`, { to: "done" })).body;
}
