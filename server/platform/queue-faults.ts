import type { JobLog } from "./jobs.ts";

/** How the queue's library begins what it says in that case. */
const SAID = "Error occurred whilst returning jobs from local queue";

/**
 * When workers break off while the database is away, the queue's library gives back the jobs that it holds, fails, and
 * throws where nobody can hear it: that would end the process. Nothing is lost by it, because what these workers held
 * is freed as soon as the database is back. Whatever else nobody hears ends the process as ever. Returns what ends this.
 */
export function bearQueueFaults(log: JobLog | undefined): () => void {
  const heard = (reason: unknown) => {
    if (!(reason instanceof Error && reason.message.startsWith(SAID))) throw reason;
    log?.warn({ err: reason }, "Jobs could not be given back; they are freed when the database is there again");
  };
  process.on("unhandledRejection", heard);
  return () => process.off("unhandledRejection", heard);
}
