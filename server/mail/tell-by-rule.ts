import { sql } from "kysely";
import { composeLetter } from "../channels/email/compose-letter.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { type JobPayload, type JobRun, nameOfJob } from "../platform/jobs.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { MailDeps } from "./deps.ts";
import { firmAddress } from "./firm-address.ts";
import { because, keepNotice, type Told } from "./keep-notice.ts";
import { letterTexts } from "./letter-texts.ts";
import { outgoing, promiseLetter } from "./promise-letter.ts";

/** What a rule tells, filled in already, whom, and whom not; `ruleReaders` has seen to it that they may be told. */
type Tell = {
  ticketId: string;
  client: boolean;
  employees: string[];
  subject: string;
  text: string;
  /** The event that says so, the rule, and those who are left out; jobs of earlier versions do not name them. */
  seq?: number;
  rule?: { id: string; name: string };
  leftOut?: Told[];
};
type Reader = {
  employee: string | null;
  contact: string | null;
  name: string;
  address: string;
  language: string | null;
  link: string | null;
};

/** Letters of a rule by its own template ([U-NOT-02]): one for each reader's address. */
export async function tellByRule(deps: MailDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, ticketId, subject, text, seq, rule, leftOut = [], ...to } = payload as JobPayload & Tell;
  await inWorkspace(deps.db, workspaceId, async (tx) => {
    const ticket = await tx
      .selectFrom("ticket")
      .select(["number", "subject"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", ticketId)
      .executeTakeFirst();
    if (!ticket) return;
    const desk = await loadSettings(tx, workspaceId);
    const firm = await firmAddress(tx, workspaceId);
    const told: Told[] = [];
    for (const reader of await readersOf(tx, { workspaceId, ticketId }, to)) {
      const { texts } = letterTexts(deps.texts, reader.language ?? desk.locale);
      const composed = composeLetter(
        {
          id: nameOfJob(job),
          at: deps.now(),
          workspaceId,
          firm,
          author: null,
          recipient: { address: reader.address, name: reader.name },
          ticket: { number: ticket.number, subject: subject || ticket.subject },
          words: text,
          facts: `#${ticket.number}`,
          link: reader.link === null ? null : `${deps.publicUrl}${reader.link}${ticket.number}`,
          thread: [],
          automatic: "generated",
        },
        texts,
        deps.secret,
      );
      const letter = await promiseLetter(tx, deps, workspaceId, outgoing(composed, { kind: "rule", ticketId }));
      const { employee, contact } = reader;
      const person = { kind: employee === null ? "client" : "employee", id: employee ?? contact } as const;
      told.push({ ...person, letter, why: [because("rule", { ...rule })] });
    }
    const notice = { workspaceId, ticketId, seq, kind: "rule", job: nameOfJob(job), at: deps.now() };
    await keepNotice(tx, { ...notice, told: [...told, ...leftOut] });
  });
}

async function readersOf(
  tx: Tx,
  of: { workspaceId: string; ticketId: string },
  to: Pick<Tell, "client" | "employees">,
): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select e.id as employee, null::uuid as contact, e.name, e.email as address, e.preferences ->> 'language' as language, '/tickets/' as link from employee e
      where e.workspace_id = ${of.workspaceId} and e.id = any(${to.employees}::uuid[]) and e.active
    union all
    select null, t.contact_id, coalesce(c.name, t.client ->> 'name', ''), a.address, c.locale,
        case when c.portal_access then '/portal/tickets/' end
      from ticket t left join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
      cross join lateral (select distinct address from unnest(
        array[coalesce(c.email, t.client ->> 'email'), c.copy_email]) as address where address is not null) a
      where ${to.client}::boolean and t.workspace_id = ${of.workspaceId} and t.id = ${of.ticketId}`.execute(tx);
  return rows;
}
