import { sql } from "kysely";
import type { Effect } from "../../core/process/events.ts";
import { composeLetter } from "../channels/email/compose-letter.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { type JobPayload, type JobRun, nameOfJob } from "../platform/jobs.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { MailDeps } from "./deps.ts";
import { firmAddress } from "./firm-address.ts";
import { because, keepNotice, type Told } from "./keep-notice.ts";
import { letterTexts } from "./letter-texts.ts";
import { outgoing, promiseLetter } from "./promise-letter.ts";
import { mayOpen } from "./rule-readers.ts";

type Tell = Extract<Effect, { kind: "tell-employees" }>;
/** Somebody who is to hear it, with all that decides whether he gets a letter. */
type Hearer = {
  id: string;
  name: string;
  email: string;
  language: string | null;
  active: boolean;
  role_id: string;
  /** What his own profile says about letters of this kind, before his role. */
  own: boolean | null;
  by_role: boolean;
  opens: boolean;
  named: boolean;
  /** A team whose list for notices he is on. */
  team: string | null;
  wrote: boolean;
  acts: boolean;
};
/** So many are kept with a notice. */
const MOST = 500;

/**
 * Writes to employees what happened to a ticket of theirs, if their role or their own profile asks for letters of this
 * kind ([H-NOT-20], [H-SUSP-09]). Who gets one and who does not is kept with the event ([B-EXPL-01]).
 */
export async function tellEmployees(deps: MailDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, ticketId, about, seq, ...tell } = payload as JobPayload & {
    ticketId: string;
    seq?: number;
  } & Tell;
  await inWorkspace(deps.db, workspaceId, async (tx) => {
    const hearers = await hearersOf(tx, { workspaceId, ticketId }, about, tell);
    if (hearers.length === 0) return;
    const told: Told[] = [];
    const ticket = await tx
      .selectFrom("ticket")
      .select(["number", "subject", "address", "resume_at"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", ticketId)
      .executeTakeFirst();
    if (!ticket) return;
    const desk = await loadSettings(tx, workspaceId);
    const firm = await firmAddress(tx, workspaceId);
    for (const reader of hearers) {
      const { gets, why } = judge(reader, about);
      if (!gets) {
        told.push({ kind: "employee", id: reader.id, letter: null, why });
        continue;
      }
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
      const letter = outgoing(composed, { kind: `employee-${about}`, ticketId });
      told.push({ kind: "employee", id: reader.id, letter: await promiseLetter(tx, deps, workspaceId, letter), why });
    }
    const notice = { workspaceId, ticketId, seq, kind: `employee-${about}`, job: nameOfJob(job), at: deps.now() };
    await keepNotice(tx, { ...notice, told });
  });
}

/** Whether he gets the letter: what called him in and what lets it go out, or everything that keeps it back. */
function judge(one: Hearer, about: Tell["about"]): { gets: boolean; why: Told["why"] } {
  if (one.acts) return { gets: false, why: [because("own-action")] };
  const setting = { about, role: one.role_id };
  const wants = one.own ?? one.by_role;
  const not = [
    ...(one.active ? [] : [because("blocked")]),
    ...(one.opens ? [] : [because("not-seen")]),
    ...(wants ? [] : [because(one.own === null ? "off-role" : "off-own", setting)]),
  ];
  if (not.length > 0) return { gets: false, why: not };
  return { gets: true, why: [calledBy(one), because(one.own === null ? "on-role" : "on-own", setting)] };
}

function calledBy({ named, team }: Hearer): Told["why"][number] {
  if (named) return because("named");
  return team === null ? because("wrote-last") : because("of-team", { team });
}

/** Who is to hear it: those named, and of the teams those on their lists for notices ([O-ASG-08]); and who acts himself. */
async function hearersOf(
  tx: Tx,
  of: { workspaceId: string; ticketId: string },
  about: Tell["about"],
  {
    to,
    teams = [],
    but = null,
    own = null,
    lastWriter,
  }: Pick<Tell, "to" | "teams" | "lastWriter"> & { but?: string | null; own?: string | null },
): Promise<Hearer[]> {
  const { rows } = await sql<Hearer>`
    select * from (
      select e.id, e.name, e.email, e.preferences ->> 'language' as language, e.active, e.role_id,
        (e.notices -> ${about}::text ->> 'email')::boolean as own,
        coalesce((r.notices -> ${about}::text ->> 'email')::boolean, false) as by_role, ${mayOpen} as opens,
        e.id = any(${[...to]}::uuid[]) as named,
        (select m.team_id from team_member m where m.workspace_id = e.workspace_id and m.employee_id = e.id
          and m.notified and m.team_id = any(${[...teams]}::uuid[]) limit 1) as team,
        coalesce(${lastWriter ? sql`e.id = ${writerOf(of)}` : sql`false`}, false) as wrote,
        coalesce(e.id in (${own}::uuid, ${but}::uuid), false) as acts
      from ticket t
      join employee e on e.workspace_id = t.workspace_id
      join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
      where t.workspace_id = ${of.workspaceId} and t.id = ${of.ticketId}) h
    where h.named or h.team is not null or h.wrote or h.id = ${own}::uuid
    order by h.name, h.id limit ${MOST}`.execute(tx);
  return rows;
}

/** The employee who wrote to the client last ([C-CLI-07]). */
const writerOf = ({ workspaceId, ticketId }: { workspaceId: string; ticketId: string }) => sql`(
  select author_id from message where workspace_id = ${workspaceId} and ticket_id = ${ticketId}
    and thread = 'client' and author_kind = 'employee' and deleted_at is null order by created_at desc limit 1)`;
