import type { RouteName } from "../contract/paths.ts";
import { newId } from "../server/platform/ids.ts";
import type { Caller } from "./matrix-callers.ts";
import type { Case } from "./matrix-cases.ts";
import type { World } from "./matrix-world.ts";

const ticket = ({ tickets }: World, caller: Caller) => ({ id: tickets[caller] });
const done = ({ done }: World, caller: Caller) => ({ id: done[caller] });
const message = (world: World, caller: Caller) => ({ ...ticket(world, caller), messageId: world.messages[caller] });
const picture = ({ picture }: World) => ({ id: picture });
const view = ({ view }: World) => ({ id: view });
const draft = () => ({ key: "reply" });
const held =
  (what: "recall" | "send") =>
  ({ tickets, held }: World) => ({ id: tickets.boss, heldId: held[what] });
const exported = ({ exported }: World) => ({ id: exported });

const PERIOD = "from=2026-10-01&to=2026-10-31";

export const ticketCases = {
  createTicket: {
    needs: "ticket.write",
    body: ({ app: { cast } }) => ({
      subject: "Кран",
      service: cast.services.plumbing,
      place: cast.places.flat12,
      form: { room: "Кухня" },
    }),
  },
  listTickets: {},
  countTickets: {},
  mendCondition: { body: () => ({ where: "category:new" }) },
  previewCondition: { body: () => ({ where: "category:new" }) },
  getTicket: { params: ticket, seen: "ticket" },
  editTicket: { params: ticket, seen: "ticket", needs: "ticket.write", body: () => ({ subject: "Кран течёт" }) },
  // Residents move nothing by hand: they cancel, rate and reopen.
  moveTicket: {
    params: ticket,
    seen: "ticket",
    needs: "ticket.move",
    body: () => ({ to: "in_progress" }),
    but: { ada: 403 },
  },
  rescheduleTicket: { params: ticket, seen: "ticket", needs: "ticket.move", body: () => ({ resumeAt: null }) },
  assignTicket: {
    params: ticket,
    seen: "ticket",
    needs: "ticket.assign",
    body: ({ app }) => ({ observers: [app.cast.people.dina.id] }),
  },
  // The residents' process has no stages: everybody who sees the ticket is refused the step itself.
  handOverTicket: { params: ticket, seen: "ticket", body: () => ({ to: "escalate" }) },
  acceptTicket: { params: ticket, seen: "ticket", needs: "ticket.write" },
  approveTicket: { params: ticket, seen: "ticket", needs: "ticket.approve", body: () => ({ answer: "agreed" }) },
  cancelTicket: { params: ticket, seen: "ticket", body: () => ({ reasons: ["Уже не нужно"] }) },
  reopenTicket: { params: done, seen: "ticket", needs: "ticket.reopen", body: () => ({ reason: "Снова капает" }) },
  seeTicket: { params: ticket, seen: "ticket", body: () => ({}) },
  markUnread: { params: ticket, seen: "ticket" },
  lookAtTicket: { params: ticket, seen: "ticket", body: () => ({}) },
  // The cast's process has no such window: who may come in is told so.
  holdTicket: { params: ticket, seen: "ticket", body: () => ({ window: newId() }) },
  leaveTicket: { params: ticket, seen: "ticket", body: () => ({ window: newId() }) },
  rateTicket: { params: done, seen: "ticket", body: () => ({ score: 5 }) },
  splitTicket: { params: ticket, seen: "ticket", needs: "ticket.write", body: () => ({ messages: [newId()] }) },
  listSplits: { params: ticket, seen: "ticket" },
  undoSplit: {
    params: ({ tickets, split }) => ({ id: tickets.boss, splitId: split }),
    seen: "ticket",
    needs: "ticket.write",
  },
  listIncidents: {},
  setIncident: { params: ticket, seen: "ticket", needs: "ticket.incident", body: () => ({ incident: null }) },
  listAttached: { params: ticket, seen: "ticket" },
  listCandidates: { params: ticket, seen: "ticket", query: "part=assignee" },
  listActivity: { params: ticket, seen: "ticket" },
  listSimilar: { params: ticket, seen: "ticket" },
  listEvents: { params: ticket, seen: "ticket" },
  getCard: { params: ticket, seen: "ticket" },
  getTicketAt: {
    params: ({ app, tickets }, caller) => ({ id: tickets[caller], moment: app.clock.now().toISOString() }),
    seen: "ticket",
  },

  listMessages: { params: ticket, seen: "ticket" },
  listTicketChannels: { params: ticket, seen: "ticket" },
  sayMessage: { params: ticket, seen: "ticket", needs: "message.send", body: () => ({ text: "Добрый день" }) },
  editMessage: { params: message, seen: "ticket", needs: "message.send", body: () => ({ text: "Едем" }) },
  deleteMessage: { params: message, seen: "ticket", needs: "message.send" },
  resendMessage: { params: message, seen: "ticket", needs: "message.send" },
  holdMessage: { params: ticket, seen: "ticket", needs: "message.send", body: () => ({ text: "Добрый день" }) },
  listHeldMessages: { params: ticket, seen: "ticket" },
  recallMessage: { params: held("recall"), seen: "boss" },
  sendHeldMessage: { params: held("send"), seen: "boss" },
  listReminders: {},
  setReminder: { params: ticket, seen: "ticket", body: () => ({ at: "2026-10-20T06:00:00Z", hides: true }) },
  dropReminder: { params: ticket, seen: "ticket" },
  getChecklist: { params: ticket, seen: "ticket", but: { ada: 403 } },
  changeChecklist: {
    params: ticket,
    seen: "ticket",
    needs: "ticket.write",
    body: () => ({ add: "Перекрыть стояк" }),
    but: { ada: 403 },
  },
  reportWork: {
    seen: "ticket",
    needs: "ticket.write",
    body: ({ tickets }, caller) => ({ ticket: tickets[caller], minutes: 30, text: "Сменил прокладку" }),
    but: { ada: 403 },
  },
  listTimeEntries: { params: ticket, seen: "ticket", but: { ada: 403 } },
  removeTimeEntry: { params: ({ tickets, work }) => ({ id: tickets.boss, entryId: work }), seen: "boss" },
  getWorkingDay: {},
  startWorkingDay: {},
  endWorkingDay: { body: () => ({}) },
  listWorkingTime: {},
  sumWorkingTime: {},
  getWorkingTimeFile: { query: "format=csv" },
  correctWorkingTime: { params: ({ worked }) => ({ id: worked }), seen: "desk", body: () => ({}) },
  listNotes: { params: ticket, seen: "ticket" },
  sayNote: { params: ticket, seen: "ticket", needs: "ticket.write", body: () => ({ text: "Ключи у консьержа" }) },
  listMentionable: { params: ticket, seen: "ticket", query: "thread=notes" },
  listDocuments: { params: ticket, seen: "ticket" },
  attachDocuments: {
    params: ticket,
    seen: "ticket",
    needs: "ticket.write",
    body: ({ uploads }, caller) => ({ files: [uploads[caller]] }),
  },
  markDocument: {
    params: ({ tickets, documents }, caller) => ({ id: tickets[caller], fileId: documents[caller] }),
    seen: "ticket",
    needs: "ticket.write",
    body: () => ({ public: true }),
  },
  detachDocument: {
    params: ({ tickets, documents }, caller) => ({ id: tickets[caller], fileId: documents[caller] }),
    seen: "ticket",
    needs: "ticket.write",
  },
  getFile: { params: picture, seen: "ticket" },
  getPreview: { params: picture, seen: "ticket" },

  listExportFields: {},
  startExport: { body: () => ({ format: "csv", fields: ["number"] }), needs: "ticket.read" },
  listExports: {},
  getExport: { params: exported, seen: "boss" },
  cancelExport: { params: exported, seen: "boss" },
  getExportFile: { params: exported, seen: "boss" },
  getSummary: { query: PERIOD },
  getSummaryFile: { query: `${PERIOD}&format=csv`, needs: "section.reports" },
  listDrafts: {},
  putDraft: { params: draft, body: () => ({ body: { text: "Добрый" } }) },
  deleteDraft: { params: draft },
  listViews: {},
  countViews: {},
  createView: { body: () => ({ name: "Мои", condition: "status:waiting" }) },
  updateView: { params: view, seen: "boss", body: () => ({ name: "Моё" }) },
  deleteView: { params: view, seen: "boss" },
  pinView: { params: view, seen: "boss", body: () => ({ pinned: true }) },
  searchAll: { query: "q=tap" },
  followLive: {},
} satisfies Partial<Record<RouteName, Case>>;
