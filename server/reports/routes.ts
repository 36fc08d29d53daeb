import type { FileStorage } from "../files/storage.ts";
import type { Doors } from "../platform/http/doors.ts";
import type { Translator } from "../platform/i18n.ts";
import { getSummary } from "./get-summary.ts";
import { getSummaryFile } from "./get-summary-file.ts";

/** Counts and sums over tickets. */
export function reportDoors({ open }: Doors, deps: { texts: Translator; storage: FileStorage }): void {
  open("getSummary", (ctx, { query }) => getSummary(ctx, query));
  open("getSummaryFile", (ctx, { query }, http) => getSummaryFile(deps, ctx, query, http));
}
