import assert from "node:assert/strict";
import type { Response } from "../contract/routes.ts";
import { pollMessenger } from "../server/messengers/poll-messenger.ts";
import type { TestApp } from "./app.ts";
import { type TelegramDouble, telegramDouble } from "./doubles/telegram.ts";

type Messenger = Response<"createMessenger">;

/** A bot of the workspace of the cast, with the server that stands in for Telegram. */
export async function telegramDesk(app: TestApp, more: object = {}) {
  const telegram: TelegramDouble = await telegramDouble();
  const boss = app.as("boss");
  const created = await boss.post("/messengers", {
    ...{ kind: "telegram", token: telegram.token, apiRoot: telegram.root },
    ...more,
  });
  const { id }: Messenger = created.body;
  const poll = (me = "one") =>
    pollMessenger(app.messengers, { workspaceId: app.cast.workspaceId, id, me }, new AbortController().signal);
  return {
    id,
    telegram,
    poll,
    /** Takes in what was written there, does what comes of it, and sends what has to go out. */
    async settle(): Promise<void> {
      await poll();
      await app.work();
    },
    /** What the bot has said in a chat since the last look, oldest first. */
    said: (chat: number) => {
      const texts = telegram.sent.filter((one) => one.chat === String(chat)).map(({ text }) => text);
      for (const one of telegram.sent.splice(0)) if (one.chat !== String(chat)) telegram.sent.push(one);
      return texts;
    },
    get: async (): Promise<Messenger> => {
      const found = (await boss.get("/messengers")).body.items.find((one) => one.id === id);
      assert.ok(found);
      return found;
    },
    bind: (chat: number, body: object) => boss.patch(`/messengers/${id}/chats/${chat}`, body),
    close: async () => {
      await boss.delete(`/messengers/${id}`);
      await telegram.close();
    },
  };
}
export type TelegramDesk = Awaited<ReturnType<typeof telegramDesk>>;
