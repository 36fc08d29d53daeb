import type { Selectable } from "kysely";
import type { Request } from "../../contract/routes.ts";
import type { RefusalView } from "../platform/http/problem.ts";
import type { HeldMessageTable } from "../platform/tables.ts";

/** The job that says a message once it cannot be recalled any more. */
export const RELEASE_MESSAGE = "release-message";
export const releaseKey = (held: string): string => `release-message:${held}`;

/** A held message; its columns of JSON are written by this capability only, in the contract's shapes. */
export type HeldRow = Omit<Selectable<HeldMessageTable>, "body" | "refusals"> & {
  body: Request<"sayMessage">["body"];
  refusals: RefusalView[] | null;
};
export const readHeld = (row: Selectable<HeldMessageTable>): HeldRow => ({
  ...row,
  body: row.body as HeldRow["body"],
  refusals: row.refusals as HeldRow["refusals"],
});
