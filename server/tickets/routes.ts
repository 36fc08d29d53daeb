import type { Doors } from "../platform/http/doors.ts";
import { assignTicket } from "./assign-ticket.ts";
import { changeTicket, editTicket } from "./change-ticket.ts";
import { countTickets } from "./count-tickets.ts";
import { createTicket } from "./create-ticket.ts";
import { listFormulaRuns, startRunAnew } from "./formulas/list-formula-runs.ts";
import { tryFormula } from "./formulas/try-formula.ts";
import { getCard } from "./get-card.ts";
import { holdTicket, leaveTicket } from "./hold-ticket.ts";
import { incidentDoors } from "./incidents/routes.ts";
import { listActivity, listContactActivity, listPlaceActivity } from "./list-activity.ts";
import { listCandidates } from "./list-candidates.ts";
import { listEvents } from "./list-events.ts";
import { listSimilar } from "./list-similar.ts";
import { listTickets } from "./list-tickets.ts";
import { mendCondition } from "./mend-condition.ts";
import { migrationDoors } from "./migration/routes.ts";
import { getTicketAt } from "./past-ticket.ts";
import { previewCondition } from "./preview-condition.ts";
import { slaDoors } from "./recount/routes.ts";
import { searchAll } from "./search-all.ts";
import { markUnread, seeTicket } from "./see-ticket.ts";
import { splitDoors } from "./split/routes.ts";
import { getTicket } from "./view-ticket.ts";

/** Connects the routes of tickets with their use-cases. */
export function ticketDoors(doors: Doors): void {
  const { openKnown: open } = doors;
  migrationDoors(doors);
  slaDoors(doors);
  splitDoors(doors);
  incidentDoors(doors);
  open("createTicket", (ctx, { body }) => ctx.write((tx) => createTicket(tx, ctx, body)));
  open("listTickets", (ctx, { query }) => ctx.read((tx) => listTickets(tx, ctx, query)));
  open("countTickets", (ctx) => ctx.read((tx) => countTickets(tx, ctx)));
  open("getTicket", (ctx, { params }) => ctx.read((tx) => getTicket(tx, ctx, params.id)));
  open("editTicket", (ctx, { params, body }) => ctx.write((tx) => editTicket(tx, ctx, params.id, body)));
  open("moveTicket", (ctx, { params, body }) =>
    ctx.write((tx) =>
      changeTicket(tx, ctx, params.id, { kind: "move", ...body }, { status: body.to, statusComment: body.comment }),
    ),
  );
  open("rescheduleTicket", (ctx, { params, body }) =>
    ctx.write((tx) => changeTicket(tx, ctx, params.id, { kind: "reschedule", ...body }, body)),
  );
  open("assignTicket", (ctx, { params, body }) => ctx.write((tx) => assignTicket(tx, ctx, params.id, body)));
  open("handOverTicket", (ctx, { params, body }) =>
    ctx.write((tx) => changeTicket(tx, ctx, params.id, { kind: "hand-over", ...body })),
  );
  open("acceptTicket", (ctx, { params }) => ctx.write((tx) => changeTicket(tx, ctx, params.id, { kind: "accept" })));
  open("approveTicket", (ctx, { params, body }) =>
    ctx.write((tx) => changeTicket(tx, ctx, params.id, { kind: "approve", ...body })),
  );
  open("cancelTicket", (ctx, { params, body }) =>
    ctx.write((tx) => changeTicket(tx, ctx, params.id, { kind: "cancel", ...body })),
  );
  open("reopenTicket", (ctx, { params, body }) =>
    ctx.write((tx) => changeTicket(tx, ctx, params.id, { kind: "reopen", ...body })),
  );
  open("rateTicket", (ctx, { params, body }) =>
    ctx.write((tx) => changeTicket(tx, ctx, params.id, { kind: "rate", ...body })),
  );
  open("seeTicket", (ctx, { params, body }) => ctx.write((tx) => seeTicket(tx, ctx, params.id, body.tab)));
  open("holdTicket", (ctx, { params, body }) => ctx.write((tx) => holdTicket(tx, ctx, params.id, body)));
  open("leaveTicket", (ctx, { params, body }) => ctx.write((tx) => leaveTicket(tx, ctx, params.id, body.window)));
  open("markUnread", (ctx, { params }) => ctx.write((tx) => markUnread(tx, ctx, params.id)));
  open("listCandidates", (ctx, { params, query }) => ctx.read((tx) => listCandidates(tx, ctx, params.id, query)));
  open("listActivity", (ctx, { params, query }) => ctx.read((tx) => listActivity(tx, ctx, params.id, query)));
  open("listSimilar", (ctx, { params }) => ctx.read((tx) => listSimilar(tx, ctx, params.id)));
  open("listContactActivity", (ctx, { params, query }) =>
    ctx.read((tx) => listContactActivity(tx, ctx, params.id, query)),
  );
  open("listPlaceActivity", (ctx, { params, query }) => ctx.read((tx) => listPlaceActivity(tx, ctx, params.id, query)));
  open("listEvents", (ctx, { params, query }) => ctx.read((tx) => listEvents(tx, ctx, params.id, query)));
  open("checkFormula", (ctx, { body }) => tryFormula(ctx, body));
  open("listFormulaRuns", (ctx, { query }) => listFormulaRuns(ctx, query));
  open("startFormulaRun", (ctx, { query }) => startRunAnew(ctx, query));
  open("getCard", (ctx, { params }) => ctx.read((tx) => getCard(tx, ctx, params.id)));
  open("getTicketAt", (ctx, { params }) => ctx.read((tx) => getTicketAt(tx, ctx, params.id, params.moment)));
  open("mendCondition", (ctx, { body }) => ctx.read((tx) => mendCondition(tx, ctx, body.where)));
  open("previewCondition", (ctx, { body }) => ctx.read((tx) => previewCondition(tx, ctx, body)));
  open("searchAll", (ctx, { query }) => ctx.read((tx) => searchAll(tx, ctx, query.q)));
}
