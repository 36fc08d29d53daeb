import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { SmsDeps } from "./deps.ts";

/** So many are told at most. */
const MOST = 20;

type Reader = { name: string; email: string; language: string | null };

/** Tells those who may change it, by letter, that the limit of the day is reached: called once a day. */
export async function tellLimit(tx: Tx, deps: SmsDeps, workspaceId: string, limit: number): Promise<void> {
  const { locale } = await loadSettings(tx, workspaceId);
  const { rows } = await sql<Reader>`
    select e.name, e.email, e.preferences ->> 'language' as language from employee e
    join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
    where e.workspace_id = ${workspaceId} and e.active and 'section.settings' = any(r.permissions)
    order by e.id limit ${MOST}`.execute(tx);
  for (const { name, email, language } of rows) {
    const t = deps.texts(language ?? locale);
    const facts = { limit, link: `${deps.publicUrl}/settings/sms-notices` };
    await deps.send(tx, {
      workspaceId,
      kind: "sms-limit",
      to: email,
      toName: name,
      subject: t("letters:smsLimit.subject"),
      text: t("letters:smsLimit.text", facts),
    });
  }
}
