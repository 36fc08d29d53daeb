import type { ActionRun } from "../../contract/automation.ts";
import type { Action } from "../../core/automation/trigger.ts";
import type { Actor, Command } from "../../core/process/commands.ts";
import { later } from "../../core/process/dates.ts";
import { say, storeMessage } from "../conversation/say-message.ts";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { run } from "../tickets/act.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { assignCommand } from "./assign-command.ts";
import { setCommand, tagCommand } from "./set-command.ts";

/** The ticket after an action, and what became of it. */
export type Done = { row: TicketRowFull; run: ActionRun };

/** Fills texts about a ticket in; `hidden`: fields, by key without `custom.`, that the reader may not see. */
export type Fill = (row: TicketRowFull, hidden?: ReadonlySet<string>) => Promise<(template: string) => string>;

/** On whose behalf an action is done, and how its texts are filled in. `person`: whose rights over fields hold. */
export type Doer = { actor: Actor; now: Date; person?: Person; fill: Fill };

/** What people and rules alike can do to a ticket. */
export type TicketAction = Exclude<Action, { do: "notify" | "open" | "webhook" }>;
type Of<Name extends Action["do"]> = Extract<Action, { do: Name }>;

/**
 * Does one action to a ticket whose row is locked, by the rules of its process. Throws the `Problem` of what refuses it;
 * then nothing was written.
 */
export async function doAction(tx: Tx, row: TicketRowFull, action: TicketAction, doer: Doer): Promise<Done> {
  switch (action.do) {
    case "move":
      return command(tx, row, action, await moveCommand(tx, row, action, doer), doer);
    case "assign":
      return command(tx, row, action, await assignCommand(tx, row, action, doer.now), doer);
    case "handOver":
      return command(tx, row, action, handOverCommand(action), doer);
    case "set":
      return command(tx, row, action, await setCommand(tx, row, action, doer.person), doer);
    case "tag":
      return command(tx, row, action, await tagCommand(tx, row, action, doer.person), doer);
    case "note":
      return writeNote(tx, row, action, doer);
    case "say":
      return writeToClient(tx, row, action, doer);
  }
}

async function command(
  tx: Tx,
  row: TicketRowFull,
  action: TicketAction,
  given: Command,
  { actor, now }: Doer,
): Promise<Done> {
  const done = await run(tx, row, stateOf(row), given, actor, now);
  const isDone = done.decision.events.some(({ kind }) => kind !== "automation.skipped");
  return { row: done.row, run: { do: action.do, state: isDone ? "done" : "nothing" } };
}

const handOverCommand = ({ to, assignees }: Of<"handOver">): Command => ({
  kind: "hand-over",
  to,
  ...(assignees ? { assignees } : {}),
});

async function moveCommand(tx: Tx, row: TicketRowFull, action: Of<"move">, doer: Doer): Promise<Command> {
  const { to, comment, resumeIn, reasons } = action;
  const { zone } = await loadSettings(tx, row.workspace_id);
  return {
    kind: "move",
    to,
    ...(comment ? { comment: (await doer.fill(row))(comment) } : {}),
    ...(resumeIn ? { resumeAt: later(doer.now, resumeIn, zone).toISOString() } : {}),
    ...(reasons ? { reasons } : {}),
  };
}

async function writeNote(tx: Tx, row: TicketRowFull, action: Of<"note">, doer: Doer): Promise<Done> {
  const { actor, now } = doer;
  const id = newId();
  const text = filled(await doer.fill(row), action.text);
  const important = action.important ?? false;
  const done = await run(tx, row, stateOf(row), { kind: "note", message: id, text, important }, actor, now);
  const note = { text, channel: "console", fileIds: [], thread: "internal", important } as const;
  await storeMessage(tx, row, id, note, actor, now);
  return { row: done.row, run: { do: "note", state: "done" } };
}

async function writeToClient(tx: Tx, row: TicketRowFull, action: Of<"say">, doer: Doer): Promise<Done> {
  const { actor, now } = doer;
  const text = filled(await doer.fill(row), action.text);
  const { organisation } = await loadSettings(tx, row.workspace_id);
  const authorName = actor.kind === "system" ? organisation.name : "";
  const { ticket } = await say(tx, row, { text, channel: "console", fileIds: [], authorName }, actor, now);
  // Where the process answers on a closed ticket with a new one, the message is there and this one goes on as it was.
  return { row: ticket.id === row.id ? ticket : row, run: { do: "say", state: "done" } };
}

/** A text of nothing but variables may turn out empty for a ticket. */
function filled(fill: (template: string) => string, template: string): string {
  const text = fill(template).trim();
  if (text === "") throw badField("text", "text-required", "The text is empty for this ticket.", "Give some words.");
  return text;
}
