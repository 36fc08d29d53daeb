import { sql } from "kysely";
import type { Effect } from "../../core/process/events.ts";
import { composeLetter } from "../channels/email/compose-letter.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { type JobPayload, type JobRun, nameOfJob } from "../platform/jobs.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { MailDeps } from "./deps.ts";
import { firmAddress } from "./firm-address.ts";
import { letterTexts } from "./letter-texts.ts";
import { outgoing, promiseLetter } from "./promise-letter.ts";

type Tell = Extract<Effect, { kind: "tell-mentioned" }>;
type About = { number: number; subject: string; text: string; author: string; file_ids: string[] };
type Called = { name: string; email: string; locale: string | null; is_employee: boolean };

/**
 * Sends the words of a message or a note to those whom they call by name, with a link to the ticket ([O-COM-08]). The
 * ticket's own contact gets every message to him anyway.
 */
export async function tellMentioned(deps: MailDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, ticketId, message: messageId, ...to } = payload as JobPayload & { ticketId: string } & Tell;
  await inWorkspace(deps.db, workspaceId, async (tx) => {
    const about = await loadAbout(tx, workspaceId, messageId);
    if (!about) return;
    const desk = await loadSettings(tx, workspaceId);
    const firm = await firmAddress(tx, workspaceId);
    for (const called of await loadCalled(tx, workspaceId, ticketId, to)) {
      const { t, texts } = letterTexts(deps.texts, called.locale ?? desk.locale);
      const { number, subject } = about;
      const composed = composeLetter(
        {
          id: nameOfJob(job),
          at: deps.now(),
          workspaceId,
          firm,
          author: about.author,
          recipient: { address: called.email, name: called.name },
          ticket: { number, subject },
          words: about.text,
          facts: t("letters:mentioned", { number, subject }),
          link: `${deps.publicUrl}${called.is_employee ? "" : "/portal"}/tickets/${number}`,
          thread: [],
          automatic: null,
        },
        texts,
        deps.secret,
      );
      const files = { messageId, fileIds: about.file_ids };
      await promiseLetter(tx, deps, workspaceId, outgoing(composed, { kind: "mention", ticketId, ...files }));
    }
  });
}

async function loadAbout(tx: Tx, workspaceId: string, messageId: string): Promise<About | undefined> {
  const { rows } = await sql<About>`
    select t.number, t.subject, m.text, m.file_ids, e.name as author from message m
    join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
    join employee e on e.workspace_id = m.workspace_id and e.id = m.author_id
    where m.workspace_id = ${workspaceId} and m.id = ${messageId} and m.deleted_at is null`.execute(tx);
  return rows[0];
}

async function loadCalled(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
  { employees, contacts }: Pick<Tell, "employees" | "contacts">,
): Promise<Called[]> {
  const { rows } = await sql<Called>`
    select name, email, preferences ->> 'language' as locale, true as is_employee from employee
      where workspace_id = ${workspaceId} and id = any(${employees}::uuid[]) and active
    union all
    select c.name, c.email, c.locale, false from contact c
      where c.workspace_id = ${workspaceId} and c.id = any(${contacts}::uuid[]) and c.email is not null
        and c.id is distinct from (select t.contact_id from ticket t where t.workspace_id = ${workspaceId} and t.id = ${ticketId})
    order by name`.execute(tx);
  return rows;
}
