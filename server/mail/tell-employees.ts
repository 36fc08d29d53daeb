import { type RawBuilder, sql } from "kysely";
import type { NoticeChannel } from "../../contract/notice-templates.ts";
import type { Effect } from "../../core/process/events.ts";
import { dialled } from "../../core/sms/phone.ts";
import { composeLetter } from "../channels/email/compose-letter.ts";
import { employeeWords } from "../notices/employee-words.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { type JobPayload, type JobRun, nameOfJob } from "../platform/jobs.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { promiseSms, sendsSms } from "../sms/promise-sms.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import type { MailDeps } from "./deps.ts";
import { firmAddress } from "./firm-address.ts";
import { because, keepNotice, type NoticeReason, type Told } from "./keep-notice.ts";
import { letterTexts } from "./letter-texts.ts";
import { outgoing, promiseLetter } from "./promise-letter.ts";
import { mayOpen } from "./rule-readers.ts";

type Tell = Extract<Effect, { kind: "tell-employees" }>;
type Wishes = { email?: boolean; sms?: boolean };
/** Somebody who is to hear it, with all that decides whether he gets a letter or an SMS. */
type Hearer = {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  language: string | null;
  active: boolean;
  role_id: string;
  /** What his own profile says about notices of this kind, before his role. */
  own: Wishes | null;
  by_role: Wishes | null;
  opens: boolean;
  named: boolean;
  /** He follows the ticket, himself or with a team, and does not answer for it. */
  follows: boolean;
  /** A team whose list for notices he is on. */
  team: string | null;
  wrote: boolean;
  acts: boolean;
};
/** So many are kept with a notice. */
const MOST = 500;

/**
 * Writes to employees what happened to a ticket of theirs, if their role or their own profile asks for letters of this
 * kind ([H-NOT-20], [H-SUSP-09]), and SMS where the desk sends them ([O-OBS-05]). Who gets one and who does not is kept
 * with the event ([B-EXPL-01]).
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
    const row = await tx
      .selectFrom("ticket")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", ticketId)
      .executeTakeFirst();
    if (!row) return;
    const teller = await tellerOf(tx, deps, { row, about, job });
    for (const hearer of hearers) {
      const kept = keptBack(hearer, about);
      if (kept) told.push({ kind: "employee", id: hearer.id, letter: null, why: kept });
      else for (const tellBy of teller) told.push({ kind: "employee", id: hearer.id, ...(await tellBy(hearer)) });
    }
    const notice = { workspaceId, ticketId, seq, kind: `employee-${about}`, job: nameOfJob(job), at: deps.now() };
    await keepNotice(tx, { ...notice, told });
  });
}

type Way = (hearer: Hearer) => Promise<Omit<Told, "kind" | "id">>;

/** The ways by which the desk tells employees of an event: letters, and SMS where a gateway is set. */
async function tellerOf(
  tx: Tx,
  deps: MailDeps,
  { row, about, job }: { row: TicketRowFull; about: Tell["about"]; job: JobRun },
): Promise<Way[]> {
  const { workspace_id: workspaceId, id: ticketId, number, subject } = row;
  const desk = await loadSettings(tx, workspaceId);
  const firm = await firmAddress(tx, workspaceId);
  const link = `${deps.publicUrl}/tickets/${number}`;
  const words = employeeWords(tx, row, about, link);
  const wordsBy = (channel: NoticeChannel, hearer: Hearer) => {
    const spoken = letterTexts(deps.texts, hearer.language ?? desk.locale);
    const reader = hearer.follows ? "observer" : "responsible";
    return { ...spoken, said: words(channel, { ...spoken, reader, roleId: hearer.role_id }) } as const;
  };
  const letter: Way = async (hearer) => {
    const { gets, why } = judge(hearer, about, "email");
    if (!gets) return { letter: null, why };
    const { t: _, texts, said } = wordsBy("email", hearer);
    const composed = composeLetter(
      {
        id: nameOfJob(job),
        at: deps.now(),
        workspaceId,
        firm,
        author: null,
        recipient: { address: hearer.email, name: hearer.name },
        ticket: { number, subject },
        words: await said,
        facts: [`#${number}`, row.address].filter(Boolean).join(" · "),
        link,
        thread: [],
        automatic: "generated",
      },
      texts,
      deps.secret,
    );
    const out = outgoing(composed, { kind: `employee-${about}`, ticketId });
    return { letter: await promiseLetter(tx, deps, workspaceId, out), why };
  };
  const sms: Way = async (hearer) => {
    const { gets, why } = judge(hearer, about, "sms");
    const phone = gets && hearer.phone ? dialled(hearer.phone, desk.locale) : null;
    if (phone === null) return { channel: "sms", letter: null, why: gets ? [because("no-phone")] : why };
    const promised = {
      kind: `employee-${about}`,
      ticketId,
      employeeId: hearer.id,
      to: { phone, name: hearer.name },
      text: await wordsBy("sms", hearer).said,
      once: `${nameOfJob(job)}/${hearer.id}`,
    };
    return { channel: "sms", letter: await promiseSms(tx, workspaceId, promised, deps.now()), why };
  };
  return (await sendsSms(tx, workspaceId)) ? [letter, sms] : [letter];
}

/** Everything that keeps every notice from him, whatever the channel; null: nothing does. */
function keptBack(hearer: Hearer, about: Tell["about"]): Told["why"] | null {
  if (hearer.acts) return [because("own-action")];
  const why = [...(hearer.active ? [] : [because("blocked")]), ...(hearer.opens ? [] : [because("not-seen")])];
  if (why.length === 0) return null;
  const wish = judge(hearer, about, "email");
  return wish.gets ? why : [...why, ...wish.why];
}

const SWITCHED = {
  email: { role: ["off-role", "on-role"], own: ["off-own", "on-own"] },
  sms: { role: ["sms-off-role", "sms-on-role"], own: ["sms-off-own", "sms-on-own"] },
} as const satisfies Record<NoticeChannel, Record<"role" | "own", readonly [NoticeReason, NoticeReason]>>;

/** Whether he wants it by this channel: what called him in and the setting that lets it go out, or keeps it back. */
function judge(one: Hearer, about: Tell["about"], channel: NoticeChannel): { gets: boolean; why: Told["why"] } {
  const own = one.own?.[channel];
  const gets = own ?? one.by_role?.[channel] ?? false;
  const [off, on] = SWITCHED[channel][own === undefined ? "role" : "own"];
  const setting = because(gets ? on : off, { about, role: one.role_id });
  return { gets, why: gets ? [calledBy(one), setting] : [setting] };
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
  // Of the few who can be meant the rest is asked, not of all employees.
  const called = sql`select unnest(${[...to]}::uuid[]) union all select ${own}::uuid
    union all select m.employee_id from team_member m
      where m.workspace_id = ${of.workspaceId} and m.notified and m.team_id = any(${[...teams]}::uuid[])
    ${lastWriter ? sql`union all select ${writerOf(of)}` : sql``}`;
  const { rows } = await sql<Hearer>`
    select * from (
      select e.id, e.name, e.email, e.phone, e.preferences ->> 'language' as language, e.active, e.role_id,
        e.notices -> ${about}::text as own, r.notices -> ${about}::text as by_role, ${mayOpen} as opens,
        e.id = any(${[...to]}::uuid[]) as named,
        (select m.team_id from team_member m where m.workspace_id = e.workspace_id and m.employee_id = e.id
          and m.notified and m.team_id = any(${[...teams]}::uuid[])
          order by m.team_id is distinct from t.team_id, m.team_id limit 1) as team,
        not (e.id = any(t.assignee_ids || t.controller_ids) or ${memberOf(sql`m.team_id = t.team_id`)})
          and (e.id = any(t.observer_ids) or ${memberOf(sql`m.notified and m.team_id = any(t.observer_team_ids)`)}) as follows,
        coalesce(${lastWriter ? sql`e.id = ${writerOf(of)}` : sql`false`}, false) as wrote,
        coalesce(e.id in (${own}::uuid, ${but}::uuid), false) as acts
      from ticket t
      join employee e on e.workspace_id = t.workspace_id and e.id in (${called})
      join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
      where t.workspace_id = ${of.workspaceId} and t.id = ${of.ticketId}) h
    where h.named or h.team is not null or h.wrote or h.id = ${own}::uuid
    order by h.name, h.id limit ${MOST}`.execute(tx);
  return rows;
}

/** Over `employee e`: he belongs to a team of which this holds. */
const memberOf = (which: RawBuilder<unknown>): RawBuilder<unknown> => sql`exists (select from team_member m
  where m.workspace_id = e.workspace_id and m.employee_id = e.id and ${which})`;

/** The employee who wrote to the client last ([C-CLI-07]). */
const writerOf = ({ workspaceId, ticketId }: { workspaceId: string; ticketId: string }) => sql`(
  select author_id from message where workspace_id = ${workspaceId} and ticket_id = ${ticketId}
    and thread = 'client' and author_kind = 'employee' and deleted_at is null order by created_at desc limit 1)`;
