import { sql } from "kysely";
import type { Effect } from "../../core/process/events.ts";
import { composeLetter } from "../channels/email/compose-letter.ts";
import { inWorkspace } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { JobPayload } from "../platform/jobs.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { MailDeps } from "./deps.ts";
import { firmAddress } from "./firm-address.ts";
import { letterTexts } from "./letter-texts.ts";
import { outgoing, promiseLetter } from "./promise-letter.ts";

type Tell = Extract<Effect, { kind: "tell-employees" }>;
type Reader = { name: string; email: string; language: string | null };

/**
 * Writes to employees what happened to a ticket of theirs, if their role or their own profile asks for letters of this
 * kind ([H-NOT-20], [H-SUSP-09]).
 */
export async function tellEmployees(deps: MailDeps, payload: JobPayload): Promise<void> {
  const { workspaceId, ticketId, about, to } = payload as JobPayload & { ticketId: string } & Tell;
  await inWorkspace(deps.db, workspaceId, async (tx) => {
    const { rows: readers } = await sql<Reader>`
      select e.name, e.email, e.preferences ->> 'language' as language from employee e
      join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
      where e.workspace_id = ${workspaceId} and e.id = any(${[...to]}::uuid[]) and e.active
        and coalesce((e.notices -> ${about}::text ->> 'email')::boolean, (r.notices -> ${about}::text ->> 'email')::boolean, false)`.execute(
      tx,
    );
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
          id: newId(),
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
