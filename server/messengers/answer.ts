import type { Tx } from "../platform/database.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { MessengerDeps } from "./deps.ts";
import type { Placing } from "./placing.ts";
import { promiseOut } from "./promise-out.ts";

/** What the account answers by itself; each has its text in `messengers:answer`. */
export type AnswerCode =
  | "start"
  | "opened"
  | "task-opened"
  | "task-how"
  | "task-how-company"
  | "task-company"
  | "chat-unbound"
  | "way-closed"
  | "task-refused";

/** Answers what was written, in the language of the workspace or of the client; once, however often it is taken. */
export async function answer(
  tx: Tx,
  deps: MessengerDeps,
  { messenger, chat, keptId }: Placing,
  code: AnswerCode,
  {
    to,
    facts = {},
    locale,
    ticketId,
  }: {
    to: string;
    facts?: Record<string, string | number>;
    locale?: string | null;
    ticketId?: string;
  },
): Promise<void> {
  const { workspace_id: workspaceId } = messenger;
  const desk = await loadSettings(tx, workspaceId);
  const t = deps.texts(locale ?? desk.locale);
  await promiseOut(tx, deps, workspaceId, {
    messengerId: messenger.id,
    chat: chat.chat,
    key: `answer/${keptId}`,
    text: t(`messengers:answer.${code}`, { desk: desk.name, ...facts }),
    replyTo: to,
    ...(ticketId ? { ticketId } : {}),
  });
}
