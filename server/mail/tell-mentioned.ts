import { sql } from "kysely";
import type { Effect } from "../../core/process/events.ts";
import { composeLetter } from "../channels/email/compose-letter.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { type JobPayload, type JobRun, nameOfJob } from "../platform/jobs.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { MailDeps } from "./deps.ts";
import { firmAddress } from "./firm-address.ts";
import { because, keepNotice, type NoticeReason, type Told } from "./keep-notice.ts";
import { letterTexts } from "./letter-texts.ts";
import { outgoing, promiseLetter } from "./promise-letter.ts";

type Tell = Extract<Effect, { kind: "tell-mentioned" }>;
type About = { number: number; subject: string; text: string; author: string; file_ids: string[] };
type Called = {
  id: string;
  name: string;
  email: string | null;
  locale: string | null;
  is_employee: boolean;
  active: boolean;
  /** The ticket's own contact. */
  is_client: boolean;
};

/**
 * Sends the words of a message or a note to those whom they call by name, with a link to the ticket ([O-COM-08]). The
 * ticket's own contact gets every message to him anyway.
 */
export async function tellMentioned(deps: MailDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const {
    workspaceId,
    ticketId,
    seq,
    message: messageId,
    ...to
  } = payload as JobPayload & {
    ticketId: string;
    seq?: number;
  } & Tell;
  await inWorkspace(deps.db, workspaceId, async (tx) => {
    const about = await loadAbout(tx, workspaceId, messageId);
    if (!about) return;
    const desk = await loadSettings(tx, workspaceId);
    const firm = await firmAddress(tx, workspaceId);
    const told: Told[] = [];
    for (const called of await loadCalled(tx, workspaceId, ticketId, to)) {
      const person = { kind: called.is_employee ? "employee" : "contact", id: called.id } as const;
      const not = whyNot(called);
      if (not !== null || called.email === null) {
        told.push({ ...person, letter: null, why: [because(not ?? "no-address")] });
        continue;
      }
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
      const letter = outgoing(composed, { kind: "mention", ticketId, ...files });
      const why = [because("called", { author: about.author })];
      told.push({ ...person, letter: await promiseLetter(tx, deps, workspaceId, letter), why });
    }
    const notice = { workspaceId, ticketId, seq, kind: "mention", job: nameOfJob(job), at: deps.now() };
    await keepNotice(tx, { ...notice, told });
  });
}

/** Why somebody who is called by name gets no letter. */
function whyNot({ active, is_client: isClient, email }: Called): NoticeReason | null {
  if (!active) return "blocked";
  if (isClient) return "hears-anyway";
  return email === null ? "no-address" : null;
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
    select id, name, email, preferences ->> 'language' as locale, true as is_employee, active, false as is_client
      from employee where workspace_id = ${workspaceId} and id = any(${employees}::uuid[])
    union all
    select c.id, c.name, c.email, c.locale, false, true, exists (select from ticket t
        where t.workspace_id = c.workspace_id and t.id = ${ticketId} and t.contact_id = c.id)
      from contact c where c.workspace_id = ${workspaceId} and c.id = any(${contacts}::uuid[])
    order by name`.execute(tx);
  return rows;
}
