/** Commands for whoever has the server in hand: `npm run -s pult -- <command>`. Answers go to stdout, all else to stderr. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fillDemo } from "./fill-demo.ts";
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
  /** Begins where there is no data yet. */
  begins?: true;
  /** Answers what to print; `url` is the database as `owner` knows it. */
  run: (owner: Db, options: Readonly<Record<string, string | undefined>>, url: string) => Promise<string>;
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
async function withDatabase<T>(begins: boolean, work: (owner: Db, url: string) => Promise<T>): Promise<T> {
  const { databaseUrl, dataFolder } = readConfig(process.env);
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
    console.log(await withDatabase(command.begins === true, (owner, url) => command.run(owner, options, url)));
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

process.exitCode = await main(process.argv.slice(2));
