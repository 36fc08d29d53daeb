import { sql } from "kysely";
import type { Stage } from "./stage.ts";

/** Lets the numbers of tickets go on from here, as in a desk that has been at work for a while. */
export async function numbersFrom({ desk, cast }: Stage, first: number): Promise<void> {
  const sequence = `ticket_number_${cast.workspaceId.replaceAll("-", "")}`;
  await sql`select setval(${sequence}, ${first}, false)`.execute(desk.owner);
}
