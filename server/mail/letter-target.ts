import { sql } from "kysely";
import type { ServiceOptions } from "../../contract/catalog.ts";
import type { Reason } from "../../core/process/events.ts";
import { bearsSurname, readAssigneeMark } from "../../core/text/assignee-mark.ts";
import { findService } from "../catalog/load-service.ts";
import { reason } from "../channels/email/letter-reason.ts";
import type { LetterDecision } from "../channels/email/match-letter.ts";
import type { Tx } from "../platform/database.ts";
import { isOpenTo } from "../tickets/check-opening.ts";
import { loadAddresses, type MailAddress } from "./load-addresses.ts";

/** What letters to an address of ours become, with the options of the service that it names. */
export async function targetOf(
  tx: Tx,
  workspaceId: string,
  mailbox: string,
): Promise<{ target: MailAddress | undefined; options: ServiceOptions }> {
  const target = (await loadAddresses(tx, workspaceId)).find(({ address }) => address === mailbox);
  const service = target?.serviceId ? await findService(tx, workspaceId, target.serviceId) : undefined;
  return { target, options: service?.options ?? {} };
}

/**
 * What the address of ours adds to the decision: whose service and team its tickets are of, by its settings; or, where a
 * letter would become a ticket of a service which takes none by letter, that it is put aside ([C-DEL-07], [C-ONS-06]).
 */
export async function withTarget(tx: Tx, workspaceId: string, decision: LetterDecision): Promise<LetterDecision> {
  if (decision.do !== "open") return decision;
  const { mailbox } = decision;
  const { target, options } = await targetOf(tx, workspaceId, mailbox);
  const gives = [
    ...(target?.serviceName ? [reason("address-service", { mailbox, name: target.serviceName })] : []),
    ...(target?.teamName ? [reason("address-team", { mailbox, name: target.teamName })] : []),
  ];
  if (isOpenTo(options, "email")) return { ...decision, why: [...decision.why, ...gives] };
  return { do: "quarantine", reason: "channel_closed", why: [...decision.why, reason("channel-closed")] };
}

/** Whom the surname at the end of the subject means, and the subject without it ([C-REM-09]). */
export type Marked = { assignee: string | null; subject: string; why: Reason[] };

/** Reads the mark; of several who bear the surname it means the one of the team, and nobody where it says too little. */
export async function readMark(
  tx: Tx,
  workspaceId: string,
  subject: string,
  teamId: string | null,
): Promise<Marked | null> {
  const mark = readAssigneeMark(subject);
  if (!mark) return null;
  const { rows } = await sql<{ id: string; name: string; member: boolean }>`
    select e.id, e.name, exists (select from team_member m where m.workspace_id = e.workspace_id
      and m.employee_id = e.id and m.team_id = ${teamId}) as member
    from employee e where e.workspace_id = ${workspaceId} and e.active order by e.name limit 5000`.execute(tx);
  const named = rows.filter(({ name }) => bearsSurname(name, mark.surname));
  const members = named.filter(({ member }) => member);
  const [one, other] = members.length > 0 ? members : named;
  const assignee = one && !other ? one.id : null;
  return {
    assignee,
    subject: mark.subject,
    why: [{ rule: "assignee-mark", facts: { surname: mark.surname, assignee } }],
  };
}
