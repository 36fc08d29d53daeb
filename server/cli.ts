/** Commands for whoever has the server in hand: `npm run -s pult -- <command>`. Answers go to stdout, all else to stderr. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fillDemo } from "./fill-demo.ts";
import { runDoctor } from "./operate/doctor/run-doctor.ts";
import { runBackup, runRestore } from "./operate/run-backup.ts";
import { runHash, runVerify } from "./operate/run-verify.ts";
import { issueToken } from "./people/issue-token.ts";
import { type Config, readConfig } from "./platform/config.ts";
import { type Db, ownerDatabase } from "./platform/database.ts";
import { findPostgres, startPostgres } from "./platform/embedded-postgres.ts";

/** What was given on the command line: options by name, a flag that stands as "yes". */
type Given = Readonly<Record<string, string | undefined>>;

type About = {
  /** One line for the list of commands. */
  about: string;
  usage: string;
  options: Record<string, { type: "string" | "boolean" }>;
  required: readonly string[];
  /** The option that is given without its name. */
  bare?: string;
};

type Command = About & {
  /** Begins where there is no data yet. */
  begins?: true;
  /** Answers what to print; `url` is the database as `owner` knows it. */
  run: (owner: Db, given: Given, url: string, config: Config) => Promise<string>;
};

/** One that finds its way to the database, or to what keeps it from there, by itself. */
type Look = About & { look: (given: Given) => Promise<{ text: string; isWell: boolean }> };

const COMMANDS: Record<string, Command | Look> = {
  verify: {
    about: "checks the log of events, all that is kept twice, and the files; or prints a hash over everything",
    usage: "verify [--hash]",
    options: { hash: { type: "boolean" } },
    required: [],
    run: (owner, { hash }, url, config) => (hash ? runHash(config, url) : runVerify(config, owner, url)),
  },
  backup: {
    about: "writes everything into one file while the desk is at work, and checks it",
    usage: "backup [--to <file or folder>] [--keep <number>] [--without-keys]",
    options: { to: { type: "string" }, keep: { type: "string" }, "without-keys": { type: "boolean" } },
    required: [],
    run: (_owner, { to, keep, "without-keys": without }, url, config) =>
      runBackup(config, url, { to, keep, withoutKeys: without !== undefined, now: new Date() }),
  },
  restore: {
    about: "makes an empty desk hold what a backup holds; --force gives up what is there",
    usage: "restore <file> [--force]",
    options: { file: { type: "string" }, force: { type: "boolean" } },
    required: ["file"],
    bare: "file",
    begins: true,
    run: (_owner, { file = "", force }, url, config) => runRestore(config, url, { file, force: force !== undefined }),
  },
  doctor: {
    about: "looks at everything that a desk needs, and says of what is not well why, and the mend",
    usage: "doctor [--json]",
    options: { json: { type: "boolean" } },
    required: [],
    look: ({ json }) => runDoctor(process.env, { json: json !== undefined }),
  },
  token: {
    about: "prints a token for Authorization: Bearer",
    usage: "token --email <address> [--workspace <slug>] [--name <what it is for>]",
    options: { email: { type: "string" }, workspace: { type: "string" }, name: { type: "string" } },
    required: ["email"],
    run: (owner, { email = "", workspace, name = "command line" }) =>
      issueToken(owner, { email, workspace, name, now: new Date() }),
  },
  demo: {
    about:
      "fills a demo workspace as big as a town with up to 10 million tickets; broken off, it goes on at the next run",
    usage: "demo --workspace <slug> --tickets <number> [--seed <number>]",
    options: { workspace: { type: "string" }, tickets: { type: "string" }, seed: { type: "string" } },
    required: ["workspace", "tickets"],
    begins: true,
    run: (_owner, { workspace = "", tickets = "", seed = "1" }, url) => fillDemo(url, { workspace, tickets, seed }),
  },
};

/** The database of the settings, running or not: ours is started for the command and stopped again. */
async function withDatabase<T>(
  { databaseUrl, dataFolder }: Config,
  begins: boolean,
  work: (owner: Db, url: string) => Promise<T>,
): Promise<T> {
  const running = databaseUrl ?? (await findPostgres(dataFolder));
  if (running === null && !begins && !existsSync(join(dataFolder, "postgres"))) {
    throw new Error(`There is no data in ${dataFolder} yet: start Pult there first, or set PULT_DATA.`);
  }
  const server = running === null ? await startPostgres({ folder: dataFolder }) : null;
  const url = running ?? server?.url ?? "";
  const owner = ownerDatabase(url, { connections: 1 });
  try {
    return await work(owner, url);
  } finally {
    await owner.destroy();
    await server?.stop();
  }
}

function usage(): string {
  const lines = Object.values(COMMANDS).map((command) => `  ${command.usage}\n      ${command.about}`);
  return `Usage: npm run -s pult -- <command>\n\n${lines.join("\n")}`;
}

function readGiven({ options, bare }: About, args: readonly string[]): Given {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: bare !== undefined });
  const entries = Object.entries(values).map(([name, value]) => [name, value === true ? "yes" : String(value)]);
  if (bare && positionals.length > 1) throw new Error(`One ${bare} is enough.`);
  return { ...(bare ? { [bare]: positionals[0] } : {}), ...Object.fromEntries(entries) };
}

async function main(args: readonly string[]): Promise<number> {
  const [name = "", ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    console.error(usage());
    return name === "help" || name === "--help" ? 0 : 2;
  }
  let given: Given;
  try {
    given = readGiven(command, rest);
    const missing = command.required.find((option) => !given[option]);
    if (missing) throw new Error(missing === command.bare ? `<${missing}> is missing.` : `--${missing} is missing.`);
  } catch (error) {
    console.error(`${messageOf(error)}\nUsage: npm run -s pult -- ${command.usage}`);
    return 2;
  }
  try {
    if ("look" in command) {
      const { text, isWell } = await command.look(given);
      console.log(text);
      return isWell ? 0 : 1;
    }
    const config = readConfig(process.env);
    const begins = command.begins === true;
    console.log(await withDatabase(config, begins, (owner, url) => command.run(owner, given, url, config)));
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

process.exitCode = await main(process.argv.slice(2));
