import type { Case, CommandOf } from "./case.ts";
import { hasEnded, needsPermission, tooLong } from "./case.ts";
import type { Refusal, WrittenMessage } from "./commands.ts";
import { decideHandOver } from "./decide-hand-over.ts";
import { decideMove } from "./decide-move.ts";
import type { Draft } from "./draft.ts";
import { react, reactionTo, stopReaction } from "./enter.ts";
import type { Effect, TicketEvent } from "./events.ts";
import { LIMITS } from "./limits.ts";
import { refuse, refuseIf } from "./refuse.ts";
import type { TicketState } from "./state.ts";

/** A message in the client thread, by the client or by an employee to him. */
export function decideSay(draft: Draft, command: CommandOf<"say">): Refusal[] {
  const reaction = reactionTo(draft, draft.actor.kind === "client" ? "client.said" : "employee.said");
  const refusals = [
    ...maySay(draft, reaction !== undefined),
    ...refuseIf(command.text.trim() === "" && command.files === 0, "text-required", "text"),
    ...tooLong(command.text, LIMITS.text, "text"),
    ...refuseIf(command.move !== undefined && draft.actor.kind !== "employee", "not-for-clients", "move"),
  ];
  if (refusals.length > 0) return refusals;
  if (reaction && "open" in reaction.do) {
    draft.effects.push({ kind: "open-linked", text: command.text, message: command.message });
    return [];
  }
  if (draft.actor.kind === "client") sayAsClient(draft, command);
  else sayToClient(draft, command);
  return command.move ? moveToo(draft, command.move) : [];
}

/** The move that goes with the message: one decision, and one letter to the client [P-REP-04]. */
function moveToo(draft: Draft, move: NonNullable<CommandOf<"say">["move"]>): Refusal[] {
  const told = draft.effects.length;
  const refusals = decideMove(draft, { kind: "move", ...move });
  const isRepeated = (effect: Effect, at: number) =>
    at >= told && effect.kind === "tell-client" && effect.about === "status";
  draft.effects.splice(0, draft.effects.length, ...draft.effects.filter((effect, at) => !isRepeated(effect, at)));
  return refusals;
}

/** Whether the thread is open to the actor. A process that answers a late message by itself keeps it open. */
export function maySay(c: Case, isAnswered: boolean): Refusal[] {
  if (c.actor.kind !== "client") return needsPermission(c, "message.send");
  const isClosed = c.facts.settings.chatClosedWhenEnded && hasEnded(c.state.category) && !isAnswered;
  return refuseIf(isClosed, "chat-closed");
}

function sayAsClient(draft: Draft, { message, files }: CommandOf<"say">): void {
  const { messages, unseen, clientFiles } = draft.state;
  draft.record({
    kind: "message.said",
    data: { message, by: "client", files },
    set: { messages: messages + 1, unseen: unseen + 1, clientFiles: clientFiles + files, lastMessageBy: "client" },
  });
  draft.tell("message", { ...draft.everybody, lastWriter: true });
  react(draft, "client.said", "message");
}

function sayToClient(draft: Draft, { message, files, mentions, replied }: CommandOf<"say">): void {
  const { messages, clientUnread, unseen, firstReply } = draft.state;
  const own = draft.actor.kind === "employee" ? { at: draft.at, by: draft.actor.id } : null;
  const first = firstReply ?? replied ?? own;
  const answers = draft.actor.kind === "employee" && draft.facts.settings.unseenCleared === "replied";
  draft.record({
    kind: "message.said",
    data: { message, by: "employee", files, ...(mentions && { mentions }) },
    set: {
      messages: messages + 1,
      clientUnread: clientUnread + 1,
      lastMessageBy: "employee",
      ...(first === firstReply ? {} : { firstReply: first }),
      ...invitedBy(draft, []),
      ...(answers && unseen > 0 ? { unseen: 0 } : {}),
    },
  });
  draft.effects.push({ kind: "tell-client", about: "message", message });
  if (mentions) draft.effects.push({ kind: "tell-mentioned", message, ...mentions });
  if (draft.actor.kind !== "employee") return;
  if (draft.process.clocks.reaction.stops.includes("employee.replied")) stopReaction(draft);
  react(draft, "employee.said", "message");
}

/** Another text for a message of one's own. */
export function decideEditMessage(draft: Draft, command: CommandOf<"edit-message">): Refusal[] {
  const refusals = [
    ...mayTakeBack(draft, command),
    ...refuseIf(command.text.trim() === "" && (command.files ?? 0) === 0, "text-required", "text"),
    ...tooLong(command.text, LIMITS.text, "text"),
  ];
  if (refusals.length > 0) return refusals;
  if (command.text === command.before) return [];
  draft.record({ kind: "message.edited", data: { message: command.message, before: command.before }, set: {} });
  return [];
}

/** Takes a message back: one's own in time, or any of an employee with the permission for it [H-CHAT-08]. */
export function decideDeleteMessage(draft: Draft, command: CommandOf<"delete-message">): Refusal[] {
  const { actor } = draft;
  const mayAny = actor.kind === "employee" && actor.permissions.has("message.delete.any") && command.by === "employee";
  const refusals = mayAny ? [] : mayTakeBack(draft, command);
  if (refusals.length > 0) return refusals;
  const { message, before } = command;
  const event: TicketEvent = {
    kind: "message.deleted",
    data: { message, before },
    set: withoutMessage(draft.state, command),
  };
  draft.record(event);
  return [];
}

/** Only one's own, within the hour, and while the other side has not read it [H-CHAT-07, H-RCHT-04]. */
export function mayTakeBack(c: Case, written: WrittenMessage): Refusal[] {
  const age = c.now.getTime() - Date.parse(written.writtenAt);
  return [
    ...(c.actor.kind === "employee" ? needsPermission(c, "message.send") : []),
    ...refuseIf(written.author !== c.actor.id, "not-the-author"),
    ...refuseIf(age > LIMITS.takeBackMs, "too-late", undefined, { params: { minutes: LIMITS.takeBackMs / 60_000 } }),
    ...refuseIf(written.readAt !== null, "already-read"),
  ];
}

/** The counters of the thread with one message less. */
function withoutMessage(state: TicketState, { by, readAt, files = 0 }: WrittenMessage): Partial<TicketState> {
  const less = (count: number, by: number) => Math.max(0, count - by);
  const wasUnread = readAt === null ? 1 : 0;
  const messages = less(state.messages, 1);
  if (by === "employee") return { messages, clientUnread: less(state.clientUnread, wasUnread) };
  return { messages, unseen: less(state.unseen, wasUnread), clientFiles: less(state.clientFiles, files) };
}

/** A word to colleagues, which the client never sees and nobody can change afterwards [H-COMM-01, H-COMM-10]. */
export function decideNote(draft: Draft, command: CommandOf<"note">): Refusal[] {
  const { handOver } = command;
  const refusals = [
    ...mayWrite(draft),
    ...(command.text.trim() === "" ? [refuse("text-required", "text")] : []),
    ...tooLong(command.text, LIMITS.text, "text"),
  ];
  if (refusals.length > 0) return refusals;
  sayNote(draft, command);
  return handOver ? decideHandOver(draft, handOver) : [];
}

function sayNote(draft: Draft, { message, important, text, mentions }: CommandOf<"note">): void {
  const called = mentions?.employees ?? [];
  draft.record({
    kind: "note.said",
    data: { message, important, ...(mentions && { mentions }) },
    set: {
      notes: draft.state.notes + 1,
      ...invitedBy(draft, called),
      ...(important ? { important: text.trim() } : {}),
    },
  });
  const { to, teams } = draft.everybody;
  // Whoever is called by name is told so, and not a second time that there is a note.
  draft.tell("note", { to: to.filter((id) => !called.includes(id)), teams });
  if (mentions) draft.effects.push({ kind: "tell-mentioned", message, ...mentions });
  if (draft.actor.kind === "employee") react(draft, "employee.noted", "message");
}

/** Who is called by name is asked in until he answers; whoever writes has answered [P-INT-02]. */
function invitedBy({ state, actor }: Draft, called: readonly string[]): Partial<TicketState> {
  const invited = [...new Set([...state.invited, ...called])].filter((id) => id !== actor.id);
  return invited.length === state.invited.length && invited.every((id) => state.invited.includes(id))
    ? {}
    : { invited };
}

/** The permission to create and update, which notes, documents and base data share [H-ACC-06]. */
export function mayWrite(c: Case): Refusal[] {
  return needsPermission(c, "ticket.write");
}
