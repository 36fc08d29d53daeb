import assert from "node:assert/strict";
import type { Response } from "../contract/routes.ts";
import { pollMessenger } from "../server/messengers/poll-messenger.ts";
import type { TestApp } from "./app.ts";
import { type TelegramDouble, telegramDouble } from "./doubles/telegram.ts";

type Messenger = Response<"createMessenger">;

/** An account of the workspace of the cast, as `body` connects it. */
export async function messengerDesk(app: TestApp, body: object) {
  const boss = app.as("boss");
  const { id }: Messenger = (await boss.post("/messengers", body)).body;
  const poll = (me = "one") =>
    pollMessenger(app.messengers, { workspaceId: app.cast.workspaceId, id, me }, new AbortController().signal);
  return {
    id,
    poll,
    /** Takes in what was written there, does what comes of it, and sends what has to go out. */
    async settle(): Promise<void> {
      await poll();
      await app.work();
    },
    get: async (): Promise<Messenger> => {
      const found = (await boss.get("/messengers")).body.items.find((one) => one.id === id);
      assert.ok(found);
      return found;
    },
    bind: (chat: number, more: object) => boss.patch(`/messengers/${id}/chats/${chat}`, more),
    remove: () => boss.delete(`/messengers/${id}`),
    /** The ticket that was made last, and what is said in one. */
    newest: async () => {
      const { items } = (await app.as("dina").get("/tickets?sort=-number&limit=1")).body;
      return (await app.as("dina").get(`/tickets/${items[0]?.number}`)).body;
    },
    talk: async (number: number) => (await app.as("dina").get(`/tickets/${number}/messages`)).body.items,
    async reply(number: number, more: object) {
      const answer = await app.as("dina").post(`/tickets/${number}/messages`, more);
      await app.work();
      return answer;
    },
  };
}

/** A bot of Telegram, with the server that stands in for it. */
export async function telegramDesk(app: TestApp, more: object = {}) {
  const telegram: TelegramDouble = await telegramDouble();
  const account = { kind: "telegram", token: telegram.token, apiRoot: telegram.root, ...more };
  const desk = await messengerDesk(app, account);
  return {
    ...desk,
    telegram,
    /** What the bot has said in a chat since the last look, oldest first. */
    said: (chat: number) => {
      const texts = telegram.sent.filter((one) => one.chat === String(chat)).map(({ text }) => text);
      for (const one of telegram.sent.splice(0)) if (one.chat !== String(chat)) telegram.sent.push(one);
      return texts;
    },
    close: async () => {
      await desk.remove();
      await telegram.close();
    },
  };
}
export type TelegramDesk = Awaited<ReturnType<typeof telegramDesk>>;
