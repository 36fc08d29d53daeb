import type { JobLog } from "./jobs.ts";

/**
 * What the queue's library says when its connections break at a bad moment: it has tried to give back the jobs that it
 * holds while the database is away, or to give back a connection twice that broke while it began to listen.
 */
const SAID = /^(Error occurred whilst returning jobs from local queue|Release called on client which has already been)/;

/**
 * Hears what the queue's library throws where nobody can hear it, which would end the process. Nothing is lost by it:
 * what its workers held is freed, and they begin anew, as soon as the database is back. Whatever else nobody hears ends
 * the process as ever. Returns what ends this.
 */
export function bearQueueFaults(log: JobLog | undefined): () => void {
  const heard = (reason: unknown) => {
    const isTheirs = reason instanceof Error && (reason.stack ?? "").includes("graphile-worker");
    if (!isTheirs || !SAID.test(reason.message)) throw reason;
    log?.warn({ err: reason }, "The queue broke off; its workers begin anew when the database is there again");
  };
  process.on("unhandledRejection", heard);
  return () => process.off("unhandledRejection", heard);
}
