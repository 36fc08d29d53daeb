import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Db, ownerDatabase } from "../../server/platform/database.ts";
import { findPostgres, startPostgres, stopPostgres } from "../../server/platform/embedded-postgres.ts";
import { freePort } from "../../server/platform/free-port.ts";
import { migrate } from "../../server/platform/migrate.ts";
import { type Cast, makeCast } from "../cast.ts";
import { type DeskProcess, type ProcessOptions, startProcess } from "./desk-process.ts";
import { openSink, type Sink } from "./sink.ts";

export const MAILBOX = "desk@firm.example";

/** A desk with the cast in a data folder of its own, a place where its letters go, and its processes. */
export type World = {
  readonly folder: string;
  readonly cast: Cast;
  readonly sink: Sink;
  /** The address of PostgreSQL, which runs; null while it does not. */
  readonly databaseUrl: () => Promise<string | null>;
  /** Starts a process of the desk; with `start` of what it answers it comes up again on the same ports. */
  readonly run: (name: string, more?: Partial<Omit<ProcessOptions, "name" | "folder">>) => Promise<DeskProcess>;
  /** Looks into the database past the walls. */
  readonly look: <T>(work: (owner: Db, url: string) => Promise<T>) => Promise<T>;
  /** Ends all processes and PostgreSQL, and removes the folder. */
  readonly close: () => Promise<void>;
};

/** Makes the desk: PostgreSQL as the product runs it, with fsync; it is left running for the processes to take over. */
export async function makeWorld(settings: Readonly<Record<string, string>> = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "pult-faults-"));
  // PostgreSQL may run as another user, who passes through.
  await chmod(folder, 0o711);
  const server = await startPostgres({ folder, settings, owned: false });
  await migrate(server.url);
  const owner = ownerDatabase(server.url, { connections: 1 });
  const cast = await makeCast(owner, new Date(Date.now() - 24 * 3_600_000));
  await owner
    .insertInto("mail_address")
    .values({
      workspace_id: cast.workspaceId,
      id: crypto.randomUUID(),
      address: MAILBOX,
      name: "Диспетчерская",
      active: true,
      is_default: true,
    })
    .execute();
  await owner.destroy();
  const sink = await openSink();
  const processes: DeskProcess[] = [];
  const databaseUrl = () => findPostgres(folder);

  return {
    folder,
    cast,
    sink,
    databaseUrl,
    async run(name, more = {}) {
      const { kind = "server", port = await freePort(), smtpPort = await freePort(), env = {}, ...rest } = more;
      const process = await startProcess({
        ...rest,
        name,
        kind,
        folder,
        port,
        smtpPort,
        env: { PULT_SMTP_URL: sink.url, ...env },
      });
      processes.push(process);
      return process;
    },
    async look(work) {
      const url = await databaseUrl();
      if (url === null) throw new Error("PostgreSQL does not run");
      const db = ownerDatabase(url, { connections: 2 });
      try {
        return await work(db, url);
      } finally {
        await db.destroy();
      }
    },
    async close() {
      for (const process of processes) await process.kill();
      await sink.close();
      await stopPostgres(folder);
      if (!process.env.PULT_FAULTS_KEEP) await rm(folder, { recursive: true, force: true });
    },
  };
}
