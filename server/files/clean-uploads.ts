import type { Db } from "../platform/database.ts";
import type { ScheduledTask } from "../platform/jobs.ts";
import type { FileStorage } from "./storage.ts";
import { removeBytes } from "./upload.ts";

/** An upload that nothing was made of is kept for so long, ms. */
const KEPT_MS = 24 * 3_600_000;
const BATCH = 200;

/** Deletes uploads that were not attached to anything within a day. As the owner; answers how many. */
export async function cleanUploads(owner: Db, storage: FileStorage, now: Date): Promise<number> {
  for (let count = 0; ; ) {
    // Deleted by one statement: an upload that is being attached in this moment is waited for and then spared.
    const gone = await owner
      .deleteFrom("file")
      .where((eb) =>
        eb(
          eb.refTuple("workspace_id", "id"),
          "in",
          eb
            .selectFrom("file")
            .select(["workspace_id", "id"])
            .where("ticket_id", "is", null)
            .where("purpose", "=", "upload")
            .where("created_at", "<", new Date(now.getTime() - KEPT_MS))
            .limit(BATCH)
            .$asTuple("workspace_id", "id"),
        ),
      )
      .where("ticket_id", "is", null)
      .where("purpose", "=", "upload")
      .returning(["workspace_id as workspaceId", "id"])
      .execute();
    for (const key of gone) await removeBytes(storage, key);
    count += gone.length;
    if (gone.length < BATCH) return count;
  }
}

/** The hourly job. */
export function cleanUploadsHourly(owner: Db, storage: FileStorage): Record<string, ScheduledTask> {
  return { "clean-uploads": { cron: "17 * * * *", run: async (at) => void (await cleanUploads(owner, storage, at)) } };
}
