import type { RouteName } from "../contract/paths.ts";
import type { Caller } from "./matrix-callers.ts";
import type { Case } from "./matrix-cases.ts";
import type { World } from "./matrix-world.ts";

const group = ({ cannedGroups }: World, caller: Caller) => ({ id: cannedGroups[caller] });
const reply = ({ cannedReplies }: World, caller: Caller) => ({ id: cannedReplies[caller] });
const named = (_world: World, caller: Caller) => ({ name: `Новое ${caller}` });
const seen = "desk";

const rehearsal = ({ rehearsal: id }: World) => ({ id });
const bulk = ({ bulk: id }: World) => ({ id });
const many = ({ tickets }: World, caller: Caller) => ({
  action: { do: "set", fields: { priority: null } },
  tickets: [tickets[caller]],
});
const macro = ({ macros }: World, caller: Caller) => ({ id: macros[caller] });

export const automationCases = {
  previewBulk: { needs: "ticket.write", body: many },
  startBulk: { needs: "ticket.write", body: many },
  listBulks: {},
  getBulk: { params: bulk, seen: "boss" },
  runBulk: { params: bulk, seen: "boss" },
  cancelBulk: { params: bulk, seen: "boss" },
  undoBulk: { params: bulk, seen: "boss" },
  listBulkTickets: { params: bulk, seen: "boss" },
  startRehearsal: { body: () => ({ kind: "routing", days: 1, rules: [] }) },
  getRehearsal: { params: rehearsal, seen },
  listRehearsed: { params: rehearsal, seen },
  cancelRehearsal: { params: rehearsal, seen },
  listRuns: { params: ({ trigger }) => ({ id: trigger }), seen },
  getWebhookKey: {},
  listMacros: {},
  createMacro: { body: (world, caller) => ({ ...named(world, caller), actions: [{ do: "note", text: "Звонил" }] }) },
  // Those for everybody; they take the settings to be changed.
  updateMacro: { params: macro, seen, body: named, needs: "section.settings" },
  deleteMacro: { params: macro, seen, needs: "section.settings" },
  applyMacro: {
    params: ({ tickets, macros }, caller) => ({ id: tickets[caller], macroId: macros.nobody }),
    seen: "ticket",
    needs: "ticket.write",
  },
  listCannedReplies: {},
  createCannedGroup: { body: named },
  updateCannedGroup: { params: group, seen, body: named },
  deleteCannedGroup: { params: group, seen },
  createCannedReply: {
    body: ({ cannedGroups }, caller) => ({ group: cannedGroups.nobody, name: `Ответ ${caller}`, text: "Уже едем" }),
  },
  updateCannedReply: { params: reply, seen, body: () => ({ text: "Едем" }) },
  deleteCannedReply: { params: reply, seen },
  fillCannedReply: {
    params: ({ tickets, cannedReplies }, caller) => ({ id: tickets[caller], replyId: cannedReplies.nobody }),
    seen: "ticket",
  },
} satisfies Partial<Record<RouteName, Case>>;
