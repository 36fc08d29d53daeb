import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseError } from "pg";
import { openConnection } from "./open-connection.ts";
import { type Account, canEnter, giveTo, runAs, unprivilegedUser } from "./postgres-account.ts";
import { copyBinaries, findBinaries, type PostgresBinaries } from "./postgres-binaries.ts";
import { endOfLog, launchPostgres } from "./postgres-launch.ts";
import { recallMemory } from "./postgres-memory.ts";
import { aliveProcess, type Postmaster, readPostmaster } from "./postgres-process.ts";

/** A PostgreSQL server that runs on a data folder. */
export interface EmbeddedPostgres {
  /** Connection string of the database, as the owner of its tables. */
  readonly url: string;
  /** True when another living process started it: `stop` then leaves it running. */
  readonly alreadyRunning: boolean;
  /** Reads into its memory what was asked most before it ended, beside what it is asked. Throws when it cannot be reached. */
  recall(): Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
}

/** Where and how to run it. */
export interface StartOptions {
  /** The data folder (`PULT_DATA`); the server lives in its subfolder `postgres`. */
  readonly folder: string;
  /** Database that must exist, made when missing. */
  readonly database?: string;
  /** Server settings over the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where it listens; any free port when not given. */
  readonly port?: number;
  /** False: nobody owns the server, it runs until somebody stops it by `stopPostgres`. */
  readonly owned?: boolean;
  /** Called when its process is there; it may be long before it answers. */
  readonly launched?: () => void;
}

const USER = "pult";
/** Long, because a server that was cut off first replays its log. */
const READY_WITHIN_MS = 300_000;
const LAUNCH_AGAIN_MS = 250;
/** How long the server may take to take a connection that asks for nothing, ms. */
const ANSWERS_WITHIN_MS = 5_000;

/**
 * Starts PostgreSQL on the data folder, or joins the one that runs there already. A server left behind by a process
 * that was killed is taken over: it is ours again and stops with us. Throws with the end of the server's log.
 */
export async function startPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  const home = join(resolve(options.folder), "postgres");
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const binaries = await findBinaries();
  const { account, runnable } = await chooseAccount(home, binaries);
  await makeCluster(home, account, runnable);

  const deadline = Date.now() + READY_WITHIN_MS;
  for (let launched = false; ; ) {
    const running = await readPostmaster(join(home, "cluster"));
    if (!running) {
      // It came up and went again: its port may have been taken in that moment.
      if (launched) await sleep(LAUNCH_AGAIN_MS);
      await launchPostgres(home, { account, program: runnable.postgres, ...options }, deadline);
      launched = true;
      options.launched?.();
    } else if (await answers(await urlOf(home, running, "postgres"))) {
      const database = options.database ?? "pult";
      await ensureDatabase(await urlOf(home, running, "postgres"), database);
      const ownedByOther = !(await claim(home, options.owned ?? true));
      return {
        url: await urlOf(home, running, database),
        alreadyRunning: ownedByOther,
        recall: async () => recallMemory(await urlOf(home, running, database)),
        stop: () => (ownedByOther ? Promise.resolve() : stopPostgres(options.folder)),
      };
    }
    if (Date.now() > deadline) {
      throw new Error(`PostgreSQL in ${home} does not answer. The end of its log:\n${await endOfLog(home)}`);
    }
    await sleep(20);
  }
}

/** The URL of the server that runs on this data folder, or null. For commands beside a running Pult. */
export async function findPostgres(folder: string, database = "pult"): Promise<string | null> {
  const home = join(resolve(folder), "postgres");
  const running = await readPostmaster(join(home, "cluster"));
  if (!running) return null;
  const url = await urlOf(home, running, database);
  return (await answers(url).catch(() => false)) ? url : null;
}

/** Stops the server on this data folder, whoever started it; returns when it is down. */
export async function stopPostgres(folder: string): Promise<void> {
  const home = join(resolve(folder), "postgres");
  const running = await readPostmaster(join(home, "cluster"));
  if (!running) return;
  if (process.platform === "win32") {
    const { pgCtl } = await findBinaries();
    await runAs(null, pgCtl, ["stop", "-D", join(home, "cluster"), "-m", "fast"]);
  } else {
    process.kill(running.pid, "SIGINT");
  }
  const deadline = Date.now() + READY_WITHIN_MS;
  while (await readPostmaster(join(home, "cluster"))) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${running.pid}) in ${home} does not stop.`);
    await sleep(20);
  }
  await rm(join(home, "owner.json"), { force: true });
}

/** Decides who runs the server and from where, by trying; null account = ourselves. */
async function chooseAccount(home: string, binaries: PostgresBinaries) {
  if (process.getuid?.() !== 0) return { account: null, runnable: binaries };
  const ownerOfData = await stat(join(home, "cluster")).then(
    (found) => found.uid,
    () => null,
  );
  const user = unprivilegedUser(ownerOfData);
  const data = dirname(home);
  const plain: Account = { ...user, way: "plain" };
  const capable: Account = { ...user, way: "capability" };
  for (const account of [plain, capable]) {
    if (canEnter(account, [dirname(binaries.postgres), data])) return { account, runnable: binaries };
  }
  // Root's own folders are closed by default; opened for passing through, not for looking in.
  if ((await stat(data)).uid === 0) await chmod(data, 0o711);
  if (!canEnter(plain, [data])) {
    throw new Error(
      `PostgreSQL runs as the user ${user.name}, who cannot enter ${data}. Set PULT_DATA to a folder that others ` +
        "may enter (for example /var/lib/pult), start Pult as an ordinary user, or set DATABASE_URL.",
    );
  }
  const shared = canEnter(plain, ["/var/lib"]) ? "/var/lib/pult-postgres" : join(tmpdir(), "pult-postgres");
  return { account: plain, runnable: await copyBinaries(binaries, shared) };
}

/** Makes the cluster and its password once. Renamed into place as a whole, so that two starts cannot mix. */
async function makeCluster(home: string, account: Account | null, { initdb }: PostgresBinaries): Promise<void> {
  if (await exists(join(home, "cluster", "PG_VERSION"))) return;
  const making = `${home}.making-${randomBytes(4).toString("hex")}`;
  await mkdir(making, { mode: 0o700 });
  const password = randomBytes(24).toString("base64url");
  const passwordFile = join(making, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) await giveTo(account, [making, passwordFile]);

  const base = ["-D", join(making, "cluster"), "-U", USER, `--pwfile=${passwordFile}`, "-A", "scram-sha-256"];
  // The builtin provider sorts and folds case the same on every machine. The word splitter of trigrams still asks the
  // C library, and its "C" knows no Cyrillic, so a UTF-8 character type is needed: which names exist depends on the OS.
  const locale = ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const types = process.platform === "win32" ? ["C"] : ["C.UTF-8", "en_US.UTF-8", "UTF-8", "C"];
  const failures: string[] = [];
  for (const type of types) {
    const result = await runAs(account, initdb, [...base, ...locale, `--lc-ctype=${type}`, "--no-instructions"]);
    if (result.code === 0) {
      await rename(making, home).catch(async (error) => {
        await rm(making, { recursive: true, force: true });
        if (!(await exists(join(home, "cluster", "PG_VERSION")))) throw error;
      });
      return;
    }
    failures.push(result.output);
  }
  await rm(making, { recursive: true, force: true });
  throw new Error(`initdb could not make a database in ${home}:\n${failures[0]}`);
}

/** Writes ourselves down as the owner unless a living process is. Returns whether stopping is up to us. */
async function claim(home: string, wanted: boolean): Promise<boolean> {
  const file = join(home, "owner.json");
  // What cannot be read was written by one who was cut off.
  const owner = await readFile(file, "utf8")
    .then((text): { pid: number; started: string } => JSON.parse(text))
    .catch(() => null);
  if (owner && (await aliveProcess(owner.pid)) === owner.started) return false;
  if (!wanted) return false;
  // Renamed into place: the one before may be another user's, who only shares the folder with us.
  const making = `${file}.${randomBytes(4).toString("hex")}`;
  await writeFile(making, JSON.stringify({ pid: process.pid, started: await aliveProcess(process.pid) }), {
    mode: 0o600,
  });
  await rename(making, file);
  return true;
}

/** By the socket where there is one: the way through the network costs a quarter more with each statement. */
async function urlOf(home: string, { port, sockets }: Postmaster, database: string): Promise<string> {
  const password = await readFile(join(home, "password"), "utf8");
  const host = sockets === null ? "127.0.0.1" : encodeURIComponent(sockets);
  return `postgres://${USER}:${password}@${host}:${port}/${database}`;
}

/** False while it starts, recovers, goes down or has no connection left; any other refusal (a wrong password) will not pass by itself. */
async function answers(url: string): Promise<boolean> {
  try {
    const client = await openConnection(url, { connectionTimeoutMillis: ANSWERS_WITHIN_MS });
    await client.end();
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && !NOT_YET.test(error.code ?? "")) throw error;
    return false;
  }
}

/** Cannot connect now, goes down, has ended at once, is out of connections. */
const NOT_YET = /^(57P0[1-3]|53300)$/;

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = await openConnection(url, {
    connectionTimeoutMillis: READY_WITHIN_MS,
    query_timeout: READY_WITHIN_MS,
  });
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // Two starts at once: the other was faster (duplicate_database, or its catalogue row).
    if (!(error instanceof DatabaseError) || !["42P04", "23505"].includes(error.code ?? "")) throw error;
  } finally {
    await client.end();
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
