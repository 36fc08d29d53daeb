import { Client, type ClientConfig } from "pg";

/**
 * Opens one connection for somebody's own use, who ends it. One that is lost is told by the statement that runs on it, or
 * by the next; its event of the same, which comes besides, would end the process if nobody heard it.
 */
export async function openConnection(url: string, settings: Omit<ClientConfig, "connectionString"> = {}) {
  const client = new Client({ connectionString: url, ...settings });
  client.on("error", () => {});
  await client.connect();
  return client;
}
