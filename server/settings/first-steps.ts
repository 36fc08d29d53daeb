import { sql } from "kysely";
import type { FirstStep } from "../../contract/first-steps.ts";
import type { Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";

/**
 * What a fresh desk needs before it works, in the order in which it is best done, each with whether it is there already:
 * an address that letters can reach, a second employee, a site or a company, a service, a ticket.
 */
export const getFirstSteps = ({ read, workspaceId: id }: Ctx): Promise<Response<"getFirstSteps">> =>
  read(async (tx) => {
    const { rows } = await sql<Record<FirstStep, boolean>>`select
      exists (select from mail_address where workspace_id = ${id} and active and address not like '%@localhost') as mail,
      (select count(*) from (select from employee where workspace_id = ${id} and active limit 2) e) > 1 as people,
      exists (select from place where workspace_id = ${id} and kind = 'site')
        or exists (select from company where workspace_id = ${id}) as clients,
      exists (select from service where workspace_id = ${id} and active) as services,
      exists (select from ticket where workspace_id = ${id}) as ticket`.execute(tx);
    return { steps: { mail: false, people: false, clients: false, services: false, ticket: false, ...rows[0] } };
  });
