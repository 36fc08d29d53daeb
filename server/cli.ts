/** Commands for whoever has the server in hand: `npm run -s pult -- <command>`. Answers go to stdout, all else to stderr. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { issueToken } from "./people/issue-token.ts";
import { readConfig } from "./platform/config.ts";
import { type Db, ownerDatabase } from "./platform/database.ts";
import { findPostgres, startPostgres } from "./platform/embedded-postgres.ts";
import { describeFault, verifyLog } from "./platform/verify-log.ts";

type Command = {
  /** One line for the list of commands. */
  about: string;
  usage: string;
  options: Record<string, { type: "string" }>;
  required: readonly string[];
  /** Answers what to print. */
  run: (owner: Db, options: Readonly<Record<string, string | undefined>>) => Promise<string>;
};

const COMMANDS: Record<string, Command> = {
  verify: {
    about: "walks the log of events and its seals, and names each place where it was altered",
    usage: "verify",
    options: {},
    required: [],
    async run(owner) {
      const report = await verifyLog(owner);
      if (report.faults.length > 0) throw new Error(report.faults.map(describeFault).join("\n"));
      const { tickets, events, seals } = report;
      return `Nothing was altered: ${events} events of ${tickets} tickets, ${seals} seals.`;
    },
  },
  token: {
    about: "prints a token for Authorization: Bearer",
    usage: "token --email <address> [--workspace <slug>] [--name <what it is for>]",
    options: { email: { type: "string" }, workspace: { type: "string" }, name: { type: "string" } },
    required: ["email"],
    run: (owner, { email = "", workspace, name = "command line" }) =>
      issueToken(owner, { email, workspace, name, now: new Date() }),
  },
};

/** The database of the settings, running or not: ours is started for the command and stopped again. */
async function withDatabase<T>(work: (owner: Db) => Promise<T>): Promise<T> {
  const { databaseUrl, dataFolder } = readConfig(process.env);
  const running = databaseUrl ?? (await findPostgres(dataFolder));
  if (running === null && !existsSync(join(dataFolder, "postgres"))) {
    throw new Error(`There is no data in ${dataFolder} yet: start Pult there first, or set PULT_DATA.`);
  }
  const server = running === null ? await startPostgres({ folder: dataFolder }) : null;
  const owner = ownerDatabase(running ?? server?.url ?? "", { connections: 1 });
  try {
    return await work(owner);
  } finally {
    await owner.destroy();
    await server?.stop();
  }
}

function usage(): string {
  const lines = Object.values(COMMANDS).map((command) => `  ${command.usage}\n      ${command.about}`);
  return `Usage: npm run -s pult -- <command>\n\n${lines.join("\n")}`;
}

async function main(args: readonly string[]): Promise<number> {
  const [name = "", ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    console.error(usage());
    return name === "help" || name === "--help" ? 0 : 2;
  }
  let options: Record<string, string | undefined>;
  try {
    options = { ...parseArgs({ args: rest, options: command.options, strict: true }).values };
    const missing = command.required.find((option) => !options[option]);
    if (missing) throw new Error(`--${missing} is missing.`);
  } catch (error) {
    console.error(`${messageOf(error)}\nUsage: npm run -s pult -- ${command.usage}`);
    return 2;
  }
  try {
    console.log(await withDatabase((owner) => command.run(owner, options)));
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

process.exitCode = await main(process.argv.slice(2));
