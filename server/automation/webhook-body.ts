import { createHmac } from "node:crypto";
import type { Tx } from "../platform/database.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import { fieldValues } from "../tickets/field-values.ts";
import { loadNames } from "../tickets/ticket-names.ts";
import { withElsewhere } from "../tickets/with-elsewhere.ts";
import type { AutomationDeps } from "./deps.ts";
import type { Outside } from "./do-outside.ts";

/** What a program is told: which rule, what set it off, and the ticket with all its fields as the API names them. */
export async function webhookBody(
  tx: Tx,
  deps: Pick<AutomationDeps, "publicUrl">,
  row: TicketRowFull,
  { trigger, happened, runId, now }: Outside,
): Promise<string> {
  const registry = await loadWholeRegistry(tx, row.workspace_id);
  const { zone } = await loadSettings(tx, row.workspace_id);
  const whole = await withElsewhere(tx, row, registry.fields);
  const names = await loadNames(tx, row.workspace_id, [whole], registry.fields);
  return JSON.stringify({
    id: runId,
    at: now.toISOString(),
    rule: { id: trigger.id, name: trigger.name },
    event: { kind: happened.kind, data: happened.data },
    ticket: {
      id: row.id,
      url: `${deps.publicUrl}/tickets/${row.number}`,
      description: row.description,
      fields: fieldValues(whole, registry.fields, names, zone),
    },
  });
}

/** The key by which the webhooks of a workspace are signed: made of the secret of the server, kept nowhere. */
export const webhookKey = (secret: string, workspaceId: string): string =>
  createHmac("sha256", secret).update(`webhooks of ${workspaceId}`).digest("hex");

/** `t=<seconds since 1970>,v1=<hex>`: HMAC-SHA-256 over `<t>.<body>`, so that an old call cannot be sent again. */
export function signWebhook(key: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac("sha256", key).update(`${seconds}.${body}`).digest("hex")}`;
}
