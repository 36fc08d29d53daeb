import type { Ticket } from "./collisions.ts";

/** A ticket as the API answers it, with little in it. */
export function sampleTicket(part: Partial<Ticket> = {}): Ticket {
  const name = { en: "Waiting", ru: "Ожидание" };
  return {
    id: "00000000-0000-4000-8000-000000000001",
    number: 1,
    version: 3,
    status: "waiting",
    statusView: { key: "waiting", name, colour: "red", category: "new" },
    category: "new",
    subject: "",
    service: null,
    address: "",
    place: null,
    assignees: [],
    createdAt: "2026-11-21T10:00:00.000Z",
    updatedAt: "2026-11-21T10:00:00.000Z",
    rating: null,
    process: "desk",
    description: "",
    placeView: null,
    form: [],
    reopened: false,
    resolvedAt: null,
    closedAt: null,
    ratingComment: "",
    ratedAt: null,
    linked: [],
    moves: [],
    filesPerMessage: 15,
    can: {},
    ...part,
  };
}
