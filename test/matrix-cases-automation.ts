import type { RouteName } from "../contract/paths.ts";
import type { Caller } from "./matrix-callers.ts";
import type { Case } from "./matrix-cases.ts";
import type { World } from "./matrix-world.ts";

const group = ({ cannedGroups }: World, caller: Caller) => ({ id: cannedGroups[caller] });
const reply = ({ cannedReplies }: World, caller: Caller) => ({ id: cannedReplies[caller] });
const named = (_world: World, caller: Caller) => ({ name: `Новое ${caller}` });
const seen = "desk";

export const automationCases = {
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
