import type { FileStorage } from "../files/storage.ts";
import type { Db } from "../platform/database.ts";
import type { Translator } from "../platform/i18n.ts";

/** What writing files of a list takes; `publicUrl` without a slash at the end. */
export type ExportDeps = { db: Db; storage: FileStorage; now: () => Date; texts: Translator; publicUrl: string };
