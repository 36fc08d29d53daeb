import { facebookWay } from "../channels/facebook/facebook.ts";
import type { Ways } from "../channels/messenger.ts";
import { telegramWay } from "../channels/telegram/telegram.ts";
import { viberWay } from "../channels/viber/viber.ts";
import { vkWay } from "../channels/vk/vk.ts";
import type { Doors } from "../platform/http/doors.ts";
import type { Task } from "../platform/jobs.ts";
import type { NetworkGuard } from "../platform/network-guard.ts";
import { checkMessenger, createMessenger, deleteMessenger, updateMessenger } from "./change-messenger.ts";
import { bindChat, listChats } from "./chats.ts";
import { deliverToChat } from "./deliver-to-chat.ts";
import { DELIVER_TO_CHAT, type MessengerDeps, TAKE_UPDATES } from "./deps.ts";
import { listMessengers } from "./messenger-view.ts";
import { listTicketChannels } from "./reach.ts";
import { resendMessage } from "./resend-message.ts";
import { getHookFile, openHook, takeHook } from "./take-hook.ts";
import { takeUpdates } from "./take-updates.ts";

/** The messengers that this desk speaks with, through the guard; `root` stands in for the servers of all of them. */
export const waysThrough = (guard: NetworkGuard, root?: string): Ways => ({
  telegram: telegramWay(guard, root),
  viber: viberWay(guard, root),
  facebook: facebookWay(guard, root),
  vk: vkWay(guard, root),
});

/** The jobs of messengers. */
export const messengerTasks = (deps: MessengerDeps): Record<string, Task> => ({
  [TAKE_UPDATES]: (payload, job) => takeUpdates(deps, payload, job),
  [DELIVER_TO_CHAT]: (payload, job) => deliverToChat(deps, payload, job),
});

/** Connects the routes of messengers with their use-cases. */
export function messengerDoors({ open, openPublic }: Doors, deps: MessengerDeps): void {
  open("listMessengers", (ctx) => ctx.read((tx) => listMessengers(tx, deps, ctx)));
  open("createMessenger", (ctx, { body }) => createMessenger(deps, ctx, body));
  open("updateMessenger", (ctx, { params, body }) => updateMessenger(deps, ctx, { id: params.id, change: body }));
  open("deleteMessenger", (ctx, { params }) => ctx.write((tx) => deleteMessenger(tx, ctx, params.id)));
  open("checkMessenger", (ctx, { params }) => checkMessenger(deps, ctx, params.id));
  open("listMessengerChats", (ctx, { params, query }) => ctx.read((tx) => listChats(tx, ctx, params.id, query)));
  open("updateMessengerChat", (ctx, { params, body }) => ctx.write((tx) => bindChat(tx, ctx, params, body)));
  open("resendMessage", (ctx, { params }) => ctx.write((tx) => resendMessage(tx, ctx, params.id, params.messageId)));
  openPublic("takeHook", (_ctx, { params }, { request }) => takeHook(deps, params, request));
  openPublic("openHook", (_ctx, { params, query }, { reply }) => openHook(deps, params, query, reply));
  openPublic("getHookFile", (_ctx, { params }, { reply }) => getHookFile(deps, params, reply));
  open("listTicketChannels", (ctx, { params }) => ctx.read((tx) => listTicketChannels(tx, ctx, params.id)));
}
