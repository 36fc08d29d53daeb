import pg from "pg";

/** Connections of the workers of one process to the queue of jobs: one each, one to listen and one to spare. */
export function queueConnections({ url, concurrency }: { url: string; concurrency: number }): pg.Pool {
  const connections = new pg.Pool({
    connectionString: url,
    max: concurrency + 2,
    application_name: "pult jobs",
    connectionTimeoutMillis: 10_000,
    query_timeout: 60_000,
    keepAlive: true,
    // That a job is taken or done need not wait for the disk: when the machine goes down, at worst one that was done is
    // done again, which every job bears. What is promised is promised by other connections, and waits.
    options: "-c synchronous_commit=off",
  });
  // A connection that breaks is replaced at its next use; unheard it would end the process.
  connections.on("error", () => {});
  connections.on("connect", (client) => client.on("error", () => {}));
  return connections;
}
