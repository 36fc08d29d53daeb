import { tellPerson } from "../live/tell-person.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";

/** Tells the screens of all employees that fields, statuses or priorities are others now: columns, filters and forms have them at once. */
export const tellOfFields = (tx: Tx, { workspaceId }: Ctx): Promise<void> =>
  tellPerson(tx, { workspaceId, event: "fields", data: {} });
