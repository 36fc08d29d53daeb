import { sql } from "kysely";
import type { ServiceOptions, WayIn } from "../../contract/catalog.ts";
import { namesCompany } from "../../core/text/company-name.ts";
import { isMessenger } from "../channels/messenger.ts";
import type { Tx } from "../platform/database.ts";
import { badField } from "../platform/http/problem.ts";

/** Whether tickets of a service with these options may come by this way ([C-GEN-05]). */
export const isOpenTo = ({ channels = [] }: Pick<ServiceOptions, "channels">, way: WayIn): boolean =>
  channels.length === 0 || channels.includes(way);

/**
 * Refuses a new ticket that its service does not take: one that comes by a way it is closed to, or whose subject does
 * not name the company ([C-DEL-05], [C-ONS-03]). What comes from a chat has no company yet, so any known one will do
 * ([C-DEL-06], [C-ONS-04], [C-REM-06]).
 */
export async function checkOpening(
  tx: Tx,
  workspaceId: string,
  options: ServiceOptions,
  ticket: { way: WayIn; subject: string; companyId: string | null },
): Promise<void> {
  const { way, subject, companyId } = ticket;
  if (!isOpenTo(options, way)) {
    const message = "Tickets of this service are not taken by this way.";
    throw badField("service", "channel-closed", message, "Choose another service.");
  }
  if (!options.companyInSubject) return;
  if (companyId === null && !isMessenger(way)) {
    throw badField("company", "company-required", "The ticket needs a company.", "Choose the company.");
  }
  const { rows } = await sql<{ name: string }>`
    select name from company where workspace_id = ${workspaceId}
      ${companyId === null ? sql`` : sql`and id = ${companyId}`} order by name limit 20000`.execute(tx);
  if (rows.some(({ name }) => namesCompany(subject, name))) return;
  const name = companyId === null ? "" : (rows[0]?.name ?? "");
  const message = "The subject does not name the company.";
  throw badField("subject", "company-not-in-subject", message, "Put the company's name into the subject.", { name });
}
