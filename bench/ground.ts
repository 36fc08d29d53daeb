import { SMTPServer } from "smtp-server";
import { type Db, ownerDatabase } from "../server/platform/database.ts";
import { type EmbeddedPostgres, startPostgres } from "../server/platform/embedded-postgres.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

type Running = { postgres: EmbeddedPostgres; owner: Db; server: ServerProcess; stop: () => Promise<void> };

/** Database and server on a data folder, and the mail server of the clients. */
export type Ground = {
  /** These are others after a restart. */
  readonly postgres: EmbeddedPostgres;
  readonly owner: Db;
  readonly server: ServerProcess;
  /** Stops server and database, lets `between` do with the folder what it likes, and starts them again. */
  readonly restart: <T>(between: () => Promise<T>) => Promise<T>;
  readonly stop: () => Promise<void>;
};

export async function startGround(folder: string, env: Record<string, string>): Promise<Ground> {
  const post = await acceptAll();
  const start = () => startBoth(folder, { PULT_SMTP_URL: `smtp://127.0.0.1:${post.port}`, ...env });
  let running: Running;
  try {
    running = await start();
  } catch (error) {
    await post.close();
    throw error;
  }
  return {
    get postgres() {
      return running.postgres;
    },
    get owner() {
      return running.owner;
    },
    get server() {
      return running.server;
    },
    async restart(between) {
      await running.stop();
      try {
        return await between();
      } finally {
        running = await start();
      }
    },
    async stop() {
      await running.stop();
      await post.close();
    },
  };
}

async function startBoth(folder: string, env: Record<string, string>): Promise<Running> {
  const postgres = await startPostgres({ folder });
  const owner = ownerDatabase(postgres.url, { connections: 4 });
  try {
    const server = await startServer(folder, env);
    const stop = async () => {
      await server.stop();
      await owner.destroy();
      await postgres.stop();
    };
    return { postgres, owner, server, stop };
  } catch (error) {
    await owner.destroy();
    await postgres.stop();
    throw error;
  }
}

/** Takes every letter and forgets it. */
async function acceptAll(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, _session, done) => stream.resume().once("end", () => done()),
  });
  // A sender that is stopped in the middle of a letter breaks its connection.
  server.on("error", () => {});
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  const address = server.server.address();
  if (!address || typeof address !== "object") throw new Error("The mail server has no port");
  return { port: address.port, close: () => new Promise((done) => server.close(() => done())) };
}
