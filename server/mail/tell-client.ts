import { sql } from "kysely";
import type { Effect } from "../../core/process/events.ts";
import type { Process } from "../../core/process/process.ts";
import { composeLetter } from "../channels/email/compose-letter.ts";
import { isMessenger } from "../channels/messenger.ts";
import { messengerFor } from "../messengers/reach.ts";
import { writeToClient } from "../messengers/write-to-client.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { type JobPayload, type JobRun, nameOfJob } from "../platform/jobs.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { loadNamedProcess } from "../settings/renamed.ts";
import type { MailDeps } from "./deps.ts";
import { firmAddress } from "./firm-address.ts";
import { because, keepNotice, type NoticeReason, type Told } from "./keep-notice.ts";
import { letterTexts } from "./letter-texts.ts";
import { linkedMove, moveButton } from "./move-link.ts";
import { outgoing, promiseLetter } from "./promise-letter.ts";

type Tell = Extract<Effect, { kind: "tell-client" }>;
type About = {
  id: string;
  number: number;
  subject: string;
  status: string;
  process_key: string;
  process_version: number;
  internal: boolean | null;
  contact_id: string | null;
  name: string;
  email: string | null;
  copy_email: string | null;
  locale: string | null;
  registered: boolean;
  /** The client is this employee. */
  employee: string | null;
  author_id: string | null;
  message_text: string | null;
  message_deleted: boolean | null;
  /** By which way the message is to go, where its author has said so. */
  message_channel: string | null;
  file_ids: string[] | null;
  author: string | null;
  /** Names of those who answer for the ticket. */
  assignees: string[];
};

/**
 * Writes to the client what happened to his ticket: an employee's words, a new status, the request to rate, or who has it
 * now: by the messenger that was chosen or that he writes by, else each of his addresses gets its own letter with its own
 * reply token ([P-REP-02]). Nothing goes out for internal tickets
 * ([O-TYPE-07]). What went out, or why nothing did, is kept with the event ([B-EXPL-01]).
 */
export async function tellClient(deps: MailDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, ticketId, seq, ...tell } = payload as JobPayload & { ticketId: string; seq?: number } & Tell;
  const kind = tell.about === "message" ? "message" : `notice-${tell.about}`;
  await inWorkspace(deps.db, workspaceId, async (tx) => {
    const about = await loadAbout(tx, workspaceId, ticketId, tell.message ?? null);
    if (!about) return;
    const client = {
      kind: about.employee === null ? "client" : "employee",
      id: about.employee ?? about.contact_id,
    } as const;
    const keep = (told: readonly Omit<Told, "kind" | "id">[]) =>
      keepNotice(tx, {
        workspaceId,
        ticketId,
        seq,
        kind,
        job: nameOfJob(job),
        at: deps.now(),
        told: told.map((one) => ({ ...client, ...one })),
      });
    const chosen = (tell.about === "message" ? about.message_channel : null) ?? "";
    const by = await messengerFor(tx, workspaceId, about, chosen);
    const untold = whyNot(about, tell, by ? "messenger" : isMessenger(chosen) ? "nothing" : "email");
    if (untold) return keep([{ letter: null, why: [because(untold)] }]);
    const addresses = [about.email, about.copy_email].filter((address) => address !== null);
    const sent: Omit<Told, "kind" | "id">[] = [];
    const desk = await loadSettings(tx, workspaceId);
    const process = await loadNamedProcess(tx, workspaceId, about.process_key, about.process_version);
    const { t, texts, language } = letterTexts(deps.texts, about.locale ?? desk.locale);
    const thread = await threadIds(tx, workspaceId, about.id, addresses);
    const firm = await firmAddress(tx, workspaceId, thread.mailbox);
    const status = statusName(process, tell.status ?? about.status, language);
    const move = linkedMove(process, about.status);
    const told = { status, number: about.number, name: about.name };
    const own = tell.about === "status" ? desk.settings.statusLetter[language]?.trim() : undefined;
    const usual = () => t(`letters:${tell.about === "rate" ? "rate" : "status"}.text`, told);
    const assigned = () => {
      const people = desk.settings.showAssignee ? about.assignees.join(", ") : "";
      return t(people === "" ? "letters:assigned.text" : "letters:assigned.named", { ...told, people });
    };
    const said = { message: () => about.message_text ?? "", assigned, rate: usual, status: usual };
    const words = own ? filled(own, told) : said[tell.about]();
    if (by) {
      const fileIds = tell.about === "message" ? (about.file_ids ?? []) : [];
      const link = move ? moveButton(deps, { workspaceId, ticketId: about.id }, move, language) : null;
      const text = [words, ...(link ? [`${link.label}: ${link.url}`] : [])].join("\n\n");
      const out = { ticket: about, messageId: tell.message ?? null, text, fileIds, key: `tell/${nameOfJob(job)}` };
      const letter = await writeToClient(tx, deps, { workspaceId, to: by, language }, out);
      const why = [because(`client-${tell.about}`, { status: tell.status ?? about.status })];
      return keep([{ channel: by.kind, letter, why }]);
    }
    for (const address of addresses) {
      const composed = composeLetter(
        {
          id: nameOfJob(job),
          at: deps.now(),
          workspaceId,
          firm,
          author: tell.about === "message" ? about.author : null,
          recipient: { address, name: about.name },
          ticket: { number: about.number, subject: about.subject },
          words,
          facts: t("letters:facts", { number: about.number, status }),
          link: linkFor(deps, about),
          ...(move ? { act: moveButton(deps, { workspaceId, ticketId: about.id }, move, language) } : {}),
          thread: thread.ids.get(address.toLowerCase()) ?? [],
          automatic: tell.about === "message" ? null : "generated",
        },
        texts,
        deps.secret,
      );
      const letter = await promiseLetter(
        tx,
        deps,
        workspaceId,
        outgoing(composed, {
          kind,
          ticketId: about.id,
          ...(tell.message ? { messageId: tell.message } : {}),
          fileIds: tell.about === "message" ? (about.file_ids ?? []) : [],
        }),
      );
      sent.push({ letter, why: [because(`client-${tell.about}`, { status: tell.status ?? about.status })] });
    }
    await keep(sent);
  });
}

/** Why the client gets no letter of this. */
function whyNot(about: About, tell: Pick<Tell, "about">, by: "messenger" | "email" | "nothing"): NoticeReason | null {
  if (about.internal) return "internal";
  if (tell.about === "message" && (about.message_text === null || about.message_deleted)) return "taken-back";
  if (tell.about === "assigned" && about.assignees.length === 0) return "nobody-assigned";
  if (about.employee !== null && about.author_id === about.employee) return "own-action";
  if (by === "nothing") return "no-channel";
  return by === "email" && about.email === null && about.copy_email === null ? "no-address" : null;
}

/** Where this client can open the ticket: in the portal, a colleague at his desk, others nowhere. */
function linkFor(deps: MailDeps, { registered, employee, number }: About): string | null {
  if (employee !== null) return `${deps.publicUrl}/tickets/${number}`;
  return registered ? `${deps.publicUrl}/portal/tickets/${number}` : null;
}

/** What the letter is about. A message may have gone to another ticket meanwhile: then its letter is of that one. */
async function loadAbout(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
  messageId: string | null,
): Promise<About | undefined> {
  const { rows } = await sql<About>`
    select t.id, t.number, t.subject, t.status, t.process_key, t.process_version, st.internal, t.contact_id,
      coalesce(c.name, t.client ->> 'name', '') as name, coalesce(c.email, t.client ->> 'email') as email, c.copy_email,
      c.locale, coalesce(c.portal_access, false) as registered,
      t.client ->> 'employee' as employee, m.author_id, m.text as message_text, m.deleted_at is not null as message_deleted,
      case when m.letter_in_id is null then m.channel end as message_channel, m.file_ids, e.name as author,
      array(select a.name from employee a where a.workspace_id = t.workspace_id and a.id = any(t.assignee_ids) order by a.name) as assignees
    from ticket t
      left join service_type st on st.workspace_id = t.workspace_id and st.id = t.service_type_id
      left join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
      left join message m on m.workspace_id = t.workspace_id and m.id = ${messageId}
      left join employee e on e.workspace_id = t.workspace_id and m.author_kind = 'employee' and e.id = m.author_id
    where t.workspace_id = ${workspaceId} and t.id = coalesce(
      (select s.ticket_id from message s where s.workspace_id = ${workspaceId} and s.id = ${messageId}), ${ticketId})`.execute(
    tx,
  );
  return rows[0];
}

/**
 * Message-IDs of the letters that went between this ticket and each address, oldest first, so that the client's program
 * shows one conversation; and the address of ours that the client wrote to last.
 */
async function threadIds(tx: Tx, workspaceId: string, ticketId: string, addresses: readonly string[]) {
  const { rows } = await sql<{ address: string; id: string | null; mailbox: string | null }>`
    select lower(to_address) as address, header_message_id as id, null as mailbox, created_at as at from letter_out
      where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and lower(to_address) = any(${addresses.map((a) => a.toLowerCase())})
    union all
    select lower(from_address), message_id, envelope_to[1], received_at from letter_in
      where workspace_id = ${workspaceId} and ticket_id = ${ticketId}
        and lower(from_address) = any(${addresses.map((a) => a.toLowerCase())})
    order by at limit 200`.execute(tx);
  const ids = new Map<string, string[]>();
  for (const { address, id } of rows) if (id !== null) ids.set(address, [...(ids.get(address) ?? []), id]);
  const written = rows.findLast(({ mailbox }) => mailbox !== null)?.mailbox ?? null;
  // A reply went to the address with its token; letters go on from the address itself.
  return { ids, mailbox: written?.replace(/\+[a-z2-7]{32}(?=@)/i, "") };
}

function statusName(process: Process, key: string, language: "ru" | "en" | "id" | "fa"): string {
  const status = process.statuses[key];
  const name = status?.clientName ?? status?.name;
  return name?.[language] ?? name?.en ?? key;
}

/** The workspace's own words with the facts in them ([U-NOT-03]); names that it does not know stay as they are. */
const filled = (text: string, facts: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => String(facts[name] ?? whole));
