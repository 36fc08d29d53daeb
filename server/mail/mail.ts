import { buffer } from "node:stream/consumers";
import type { SMTPServer } from "smtp-server";
import { TELL_BY_RULE } from "../automation/tasks.ts";
import { listNoticeTemplates, setNoticeTemplate } from "../notices/notice-templates.ts";
import type { Doors } from "../platform/http/doors.ts";
import { RAW } from "../platform/http/doors.ts";
import { notFound } from "../platform/http/problem.ts";
import type { Task } from "../platform/jobs.ts";
import type { SendLetter } from "../platform/letters.ts";
import { TELL_CLIENT, TELL_EMPLOYEES, TELL_MENTIONED } from "../tickets/save-decision.ts";
import { createAddress, deleteAddress, listAddresses, updateAddress } from "./addresses.ts";
import { checkMailbox, testMailbox } from "./check-mailbox.ts";
import { deliverLetter } from "./deliver-letter.ts";
import { DELIVER_LETTER, FETCH_MAILBOX, type MailDeps, TAKE_LETTER } from "./deps.ts";
import { fetchMailbox } from "./fetch-mailbox.ts";
import { firmAddress } from "./firm-address.ts";
import { listLettersIn, readLetterIn, retryLetter, viewLetterIn } from "./letters-in.ts";
import { getLetterOut, listLettersOut, resendLetter } from "./letters-out.ts";
import { createMailbox, deleteMailbox, listMailboxes, updateMailbox } from "./mailboxes.ts";
import { getMoveLink, useMoveLink } from "./move-link.ts";
import { sendAccountLetter } from "./promise-letter.ts";
import { makeSmtpIntake } from "./smtp-intake.ts";
import { makeTransports } from "./smtp-transport.ts";
import { takeLetter } from "./take-letter.ts";
import { tellByRule } from "./tell-by-rule.ts";
import { tellClient } from "./tell-client.ts";
import { tellEmployees } from "./tell-employees.ts";
import { tellMentioned } from "./tell-mentioned.ts";

/** Mail of one server: what it does for the others, its jobs, its doors and its way in. */
export type Mail = {
  /** Letters about accounts. */
  send: SendLetter;
  tasks: Record<string, Task>;
  open: (doors: Doors) => void;
  intake: (log: { error(details: object, message: string): void }) => SMTPServer;
  /** Closes the connections to the mail server. */
  close: () => void;
};

export function makeMail(deps: MailDeps): Mail {
  const transports = deps.smtpUrl === null ? null : makeTransports(deps.smtpUrl);
  const sending = transports !== null;
  return {
    send: async (tx, letter) => sendAccountLetter(tx, deps, await firmAddress(tx, letter.workspaceId), letter),
    tasks: {
      [TAKE_LETTER]: (payload, job) => takeLetter(deps, payload, job),
      [FETCH_MAILBOX]: (payload, job) => fetchMailbox(deps, payload, job),
      [TELL_CLIENT]: (payload, job) => tellClient(deps, payload, job),
      [TELL_EMPLOYEES]: (payload, job) => tellEmployees(deps, payload, job),
      [TELL_BY_RULE]: (payload, job) => tellByRule(deps, payload, job),
      [TELL_MENTIONED]: (payload, job) => tellMentioned(deps, payload, job),
      // Letters that were promised while a server was set wait for it when it is not.
      ...(transports ? { [DELIVER_LETTER]: (payload, job) => deliverLetter(deps, transports, payload, job) } : {}),
    },
    open: ({ open, openPublic }) => {
      openPublic("getMoveLink", (_ctx, { params }) => getMoveLink(deps, params.token));
      openPublic("useMoveLink", (_ctx, { params }) => useMoveLink(deps, params.token));
      open("listMailAddresses", (ctx) => ctx.read((tx) => listAddresses(tx, ctx)));
      open("createMailAddress", (ctx, { body }) => ctx.write((tx) => createAddress(tx, ctx, body)));
      open("updateMailAddress", (ctx, { params, body }) => ctx.write((tx) => updateAddress(tx, ctx, params.id, body)));
      open("deleteMailAddress", (ctx, { params }) => ctx.write((tx) => deleteAddress(tx, ctx, params.id)));
      open("listMailboxes", (ctx) => ctx.read((tx) => listMailboxes(tx, ctx)));
      open("createMailbox", (ctx, { body }) => ctx.write((tx) => createMailbox(tx, deps, ctx, body)));
      open("updateMailbox", (ctx, { params, body }) =>
        ctx.write((tx) => updateMailbox(tx, deps, ctx, { id: params.id, change: body })),
      );
      open("deleteMailbox", (ctx, { params }) => ctx.write((tx) => deleteMailbox(tx, ctx, params.id)));
      open("checkMailbox", (ctx, { params }) => checkMailbox(deps, ctx, params.id));
      open("testMailbox", (ctx, { body }) => testMailbox(deps, ctx, body));
      open("listNoticeTemplates", (ctx, { query }) =>
        ctx.read((tx) => listNoticeTemplates(tx, deps.texts, ctx, query.channel)),
      );
      open("setNoticeTemplate", (ctx, sent) => ctx.write((tx) => setNoticeTemplate(tx, deps.texts, ctx, sent)));
      open("listLettersIn", (ctx, { query }) => ctx.read((tx) => listLettersIn(tx, ctx, query)));
      open("getLetterIn", async (ctx, { params }) => {
        const row = await ctx.read((tx) => readLetterIn(tx, ctx, params.id));
        const raw = await deps.storage.open({ workspaceId: ctx.workspaceId, id: row.raw_file_id });
        return viewLetterIn(row, raw ? await buffer(raw.stream) : null);
      });
      open("getRawLetter", async (ctx, { params }, { reply }) => {
        const row = await ctx.read((tx) => readLetterIn(tx, ctx, params.id));
        const raw = await deps.storage.open({ workspaceId: ctx.workspaceId, id: row.raw_file_id });
        if (!raw) throw notFound("letter");
        reply.header("content-disposition", 'attachment; filename="letter.eml"').type("application/octet-stream");
        reply.send(raw.stream);
        return RAW;
      });
      open("retryLetter", (ctx, { params, body }) => ctx.write((tx) => retryLetter(tx, ctx, params.id, body.ticket)));
      open("listLettersOut", (ctx, { query }) => ctx.read((tx) => listLettersOut(tx, ctx, query, sending)));
      open("getLetterOut", (ctx, { params }) => ctx.read((tx) => getLetterOut(tx, ctx, params.id)));
      open("resendLetter", (ctx, { params }) => ctx.write((tx) => resendLetter(tx, ctx, params.id, sending)));
    },
    intake: (log) => makeSmtpIntake(deps, log),
    close: () => transports?.close(),
  };
}
