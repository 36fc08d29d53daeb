import { sql } from "kysely";
import type { LastChange } from "../../../contract/shape.ts";

/** Tables whose rows say who changed them last. */
export type SaysWho = "service_type" | "service_category" | "mail_address" | "custom_field" | "workspace";

/** Who changed a row of the table last, and when; null: nobody has since it was made. For the list of what is selected. */
export const lastChange = (table: SaysWho, called: string = table) =>
  sql<LastChange | null>`(select json_build_object(
      'at', to_char(${sql.ref(called)}.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'by', json_build_object('id', e.id, 'name', e.name))
    from employee e where e.workspace_id = ${sql.ref(called)}.${sql.ref(table === "workspace" ? "id" : "workspace_id")}
      and e.id = ${sql.ref(called)}.updated_by)`.as("changed");
