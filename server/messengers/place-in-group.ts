import { findService } from "../catalog/load-service.ts";
import type { Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import { checkOpening } from "../tickets/check-opening.ts";
import { insertTicket } from "../tickets/open-ticket.ts";
import { type AnswerCode, answer } from "./answer.ts";
import type { MessengerDeps } from "./deps.ts";
import { readCommand } from "./pieces.ts";
import { ignored, type Outcome, type Placing, type Said } from "./placing.ts";

const LONGEST_SUBJECT = 500;

/**
 * A group is listened to for commands alone: `/task name` makes a ticket of the kind that the chat is bound to
 * ([C-GEN-06], [C-GEN-07]). Its company is left to be set by hand ([C-ONS-05]); where the name has to hold one and does
 * not, the chat is told what to write ([C-DEL-06], [C-ONS-04], [C-REM-06]).
 */
export async function placeInGroup(tx: Tx, deps: MessengerDeps, at: Placing, said: Said): Promise<Outcome> {
  const command = readCommand(said.text);
  const { messenger, chat, now } = at;
  if (command?.to && `@${command.to}`.toLowerCase() !== messenger.name.toLowerCase()) return ignored("other-account");
  if (command?.name !== "task") return ignored("no-command");
  const to = said.id;
  const { workspace_id: workspaceId, kind } = messenger;
  const service = chat.service_id ? await findService(tx, workspaceId, chat.service_id) : undefined;
  const refused = async (code: AnswerCode, facts: Record<string, string> = {}) => {
    await answer(tx, deps, at, code, { to, facts });
    return ignored(code);
  };
  if (!service?.active) return refused("chat-unbound", { chat: chat.title });
  const [name = "", ...more] = command.rest.split("\n");
  const subject = name.trim().slice(0, LONGEST_SUBJECT).toWellFormed();
  const namesCompany = service.options.companyInSubject === true || chat.names_company;
  if (subject === "") return refused(namesCompany ? "task-how-company" : "task-how");
  try {
    const options = { ...service.options, companyInSubject: namesCompany };
    await checkOpening(tx, workspaceId, options, { way: kind, subject, companyId: null });
    const row = await insertTicket(
      tx,
      workspaceId,
      {
        subject,
        description: more.join("\n").trim(),
        channel: kind,
        serviceId: service.id,
        serviceTypeId: service.typeId,
        teamId: service.teamId,
        client: { name: said.from?.name ?? chat.title },
        processKey: service.processKey,
        why: [{ rule: "messenger-chat", facts: { chat: chat.title, service: service.name } }],
      },
      { kind: "client", id: null },
      now,
    );
    const facts = { number: row.number, subject, service: service.name };
    await answer(tx, deps, at, "task-opened", { to, facts, ticketId: row.id });
    return { state: "done", reason: null, ticketId: row.id, messageId: null };
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return refused(codeOf(error), { why: wordsOf(error) });
  }
}

function codeOf({ refusals }: Problem): "task-company" | "way-closed" | "task-refused" {
  const [first] = refusals;
  if (first?.code === "company-not-in-subject") return "task-company";
  return first?.code === "channel-closed" ? "way-closed" : "task-refused";
}

const wordsOf = ({ refusals, message }: Problem): string => refusals.map((one) => one.message).join(" ") || message;
