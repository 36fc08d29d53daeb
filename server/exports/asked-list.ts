import type { Ctx } from "../platform/http/context.ts";
import type { ExportMode } from "./modes.ts";
import type { ExportLine } from "./writers.ts";

/** What a file is asked for by: the list as it stands. */
export type AskedList = {
  mode: ExportMode;
  where?: string | undefined;
  sort?: string | undefined;
  search?: string | undefined;
  company?: string | undefined;
  category?: string | undefined;
};
export type Lister = Pick<Ctx, "workspaceId" | "person" | "now">;
/** How many rows the list has, and they themselves as lines of a file, `batch` at a time, in the order of the list. */
export type Listed = { total: () => Promise<number>; lines: (batch: number) => AsyncGenerator<ExportLine[]> };
