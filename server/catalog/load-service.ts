import { sql } from "kysely";
import type { FormElement, ServiceOptions } from "../../contract/catalog.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";

/** A service as the use-cases of tickets need it. */
export type LoadedService = {
  id: string;
  name: string;
  internalName: string;
  typeId: string;
  processKey: string;
  teamId: string | null;
  form: FormElement[];
  options: ServiceOptions;
  maxAssignees: number;
  active: boolean;
  /** Clients can order it: active, on the portal, of no internal or common type. */
  forClients: boolean;
};

/**
 * The service, if it is active and this person's role may work with it (clients: if they may order it); otherwise the
 * field `service` is refused. `any` takes what a ticket already has, whatever has become of it since.
 */
export async function loadService(tx: Tx, ctx: Ctx, id: string, { any = false } = {}): Promise<LoadedService> {
  const { person, workspaceId } = ctx;
  const row = await findService(tx, workspaceId, id);
  const isOpen = row?.active && (person.kind === "contact" || !person.closedServices.includes(id));
  if (!row || (!any && !isOpen)) {
    throw badField(
      "service",
      "unknown-service",
      "There is no such service, or you have no access to it.",
      "Choose a service from the list.",
    );
  }
  return row;
}

/** The service for the system itself, offered or not. */
export const findService = (tx: Tx, workspaceId: string, id: string): Promise<LoadedService | undefined> =>
  perConfiguration(tx, workspaceId, `service ${id}`, () => readService(tx, workspaceId, id));

async function readService(tx: Tx, workspaceId: string, id: string): Promise<LoadedService | undefined> {
  const { rows } = await sql<LoadedService>`
    select s.id, s.name, s.internal_name as "internalName", s.type_id as "typeId", coalesce(s.process_key, st.process_key) as "processKey",
      s.team_id as "teamId", s.form, s.options, s.max_assignees as "maxAssignees", s.active,
      s.active and s.portal and st.active and not st.internal and not st.common as "forClients"
    from service s join service_type st on st.workspace_id = s.workspace_id and st.id = s.type_id
    where s.workspace_id = ${workspaceId} and s.id = ${id}`.execute(tx);
  return rows[0];
}
