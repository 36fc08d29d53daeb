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
import { mayOpen } from "./rule-readers.ts";

type Tell = Extract<Effect, { kind: "tell-employees" }>;
type Reader = { name: string; email: string; language: string | null };

/**
 * Writes to employees what happened to a ticket of theirs, if their role or their own profile asks for letters of this
 * kind ([H-NOT-20], [H-SUSP-09]).
 */
export async function tellEmployees(deps: MailDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, ticketId, about, ...tell } = payload as JobPayload & { ticketId: string } & Tell;
  await inWorkspace(deps.db, workspaceId, async (tx) => {
    const readers = await readersOf(tx, { workspaceId, ticketId }, about, tell);
    if (readers.length === 0) return;
    const ticket = await tx
      .selectFrom("ticket")
      .select(["number", "subject", "address", "resume_at"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", ticketId)
      .executeTakeFirst();
    if (!ticket) return;
    const desk = await loadSettings(tx, workspaceId);
    const firm = await firmAddress(tx, workspaceId);
    for (const reader of readers) {
      const { t, texts, language } = letterTexts(deps.texts, reader.language ?? desk.locale);
      const resume = ticket.resume_at?.toLocaleString(language, {
        timeZone: desk.zone,
        dateStyle: "long",
        timeStyle: "short",
      });
      const composed = composeLetter(
        {
          id: nameOfJob(job),
          at: deps.now(),
          workspaceId,
          firm,
          author: null,
          recipient: { address: reader.email, name: reader.name },
          ticket,
          words: t(`letters:employee.${about}`, {
            number: ticket.number,
            subject: ticket.subject,
            resume: resume ?? "",
          }),
          facts: [`#${ticket.number}`, ticket.address].filter(Boolean).join(" · "),
          link: `${deps.publicUrl}/tickets/${ticket.number}`,
          thread: [],
          automatic: "generated",
        },
        texts,
        deps.secret,
      );
      await promiseLetter(tx, deps, workspaceId, outgoing(composed, { kind: `employee-${about}`, ticketId }));
    }
  });
}

/**
 * Who gets a letter: those named, and of the teams those on their lists for notices ([O-ASG-08]), who want letters about
 * this and who may open the ticket.
 */
async function readersOf(
  tx: Tx,
  of: { workspaceId: string; ticketId: string },
  about: Tell["about"],
  { to, teams = [], but = null, lastWriter }: Pick<Tell, "to" | "teams" | "lastWriter"> & { but?: string | null },
): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select e.name, e.email, e.preferences ->> 'language' as language from ticket t
    join employee e on e.workspace_id = t.workspace_id and e.active
    join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
    where t.workspace_id = ${of.workspaceId} and t.id = ${of.ticketId}
      and (e.id = any(${[...to]}::uuid[]) or (e.id is distinct from ${but}::uuid and exists (
        select from team_member m where m.workspace_id = e.workspace_id and m.employee_id = e.id
          and m.notified and m.team_id = any(${[...teams]}::uuid[])))
        ${lastWriter ? sql`or e.id = ${writerOf(of)}` : sql``})
      and coalesce((e.notices -> ${about}::text ->> 'email')::boolean, (r.notices -> ${about}::text ->> 'email')::boolean, false)
      and ${mayOpen}
    order by e.name, e.id`.execute(tx);
  return rows;
}

/** The employee who wrote to the client last ([C-CLI-07]). */
const writerOf = ({ workspaceId, ticketId }: { workspaceId: string; ticketId: string }) => sql`(
  select author_id from message where workspace_id = ${workspaceId} and ticket_id = ${ticketId}
    and thread = 'client' and author_kind = 'employee' and deleted_at is null order by created_at desc limit 1)`;
