import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";

/** An address of ours, and what becomes of letters to it. `address` is lower case. */
export type MailAddress = {
  address: string;
  name: string;
  active: boolean;
  teamId: string | null;
  serviceId: string | null;
  serviceTypeId: string | null;
  processKey: string | null;
  /** Names of the service and of the team that the address itself gives its tickets to. */
  serviceName: string | null;
  teamName: string | null;
  /** Its letters go out whatever certificate the mail server shows. */
  anyCertificate: boolean;
};

/** The addresses of a workspace, the default one first, then the oldest. The answer is shared: nobody may change it. */
export const loadAddresses = (tx: Tx, workspaceId: string): Promise<readonly MailAddress[]> =>
  perConfiguration(tx, workspaceId, "mail-addresses", () => readAddresses(tx, workspaceId));

async function readAddresses(tx: Tx, workspaceId: string): Promise<MailAddress[]> {
  const rows = await tx
    .selectFrom("mail_address as m")
    .leftJoin("service as s", (join) =>
      join.onRef("s.workspace_id", "=", "m.workspace_id").onRef("s.id", "=", "m.service_id"),
    )
    .leftJoin("service_type as st", (join) =>
      join.onRef("st.workspace_id", "=", "s.workspace_id").onRef("st.id", "=", "s.type_id"),
    )
    .leftJoin("team as t", (join) =>
      join.onRef("t.workspace_id", "=", "m.workspace_id").onRef("t.id", "=", "m.team_id"),
    )
    .select(["m.address", "m.name", "m.active", "m.team_id", "m.service_id", "m.any_certificate"])
    .select(["s.name as service_name", "t.name as team_name"])
    .select(["s.team_id as service_team", "s.type_id", "st.process_key", "s.process_key as own_process"])
    .where("m.workspace_id", "=", workspaceId)
    .orderBy("m.is_default", "desc")
    .orderBy("m.created_at")
    .execute();
  return rows.map((row) => ({
    address: row.address.toLowerCase(),
    name: row.name,
    active: row.active,
    teamId: row.team_id ?? row.service_team,
    serviceId: row.service_id,
    serviceTypeId: row.type_id,
    processKey: row.own_process ?? row.process_key,
    serviceName: row.service_name,
    teamName: row.team_name,
    anyCertificate: row.any_certificate,
  }));
}
