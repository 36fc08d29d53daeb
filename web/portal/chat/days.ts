/** What a thread is drawn from: days between messages, and messages that stand close to the one before. */
export type Line<M> = { kind: "day"; at: string } | { kind: "message"; message: M; follows: boolean };

type Said = { at: string; mine: boolean; author: { id: string | null; kind: string } };

/** Messages of one author within this time stand together, ms. */
const TOGETHER = 5 * 60_000;

/** Puts days between messages, oldest first. `dayOf` names the day of a moment in the zone of the workspace. */
export function linesOf<M extends Said>(messages: readonly M[], dayOf: (at: string) => string): Line<M>[] {
  return messages.flatMap((message, at): Line<M>[] => {
    const before = messages[at - 1];
    const isNewDay = !before || dayOf(before.at) !== dayOf(message.at);
    const follows =
      !isNewDay &&
      before.mine === message.mine &&
      before.author.id === message.author.id &&
      before.author.kind === message.author.kind &&
      Date.parse(message.at) - Date.parse(before.at) < TOGETHER;
    const line: Line<M> = { kind: "message", message, follows };
    return isNewDay ? [{ kind: "day", at: message.at }, line] : [line];
  });
}
