import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Client } from "pg";
import { type Config, readConfig } from "../../platform/config.ts";
import { findPostgres } from "../../platform/embedded-postgres.ts";
import { connectForCopy } from "../snapshot.ts";
import { lookAtCertificates } from "./certificates.ts";
import { lookAtClock, lookAtDatabase, lookAtSeal, lookAtTables } from "./database.ts";
import { bad, type Finding, ok, type Patient, reasonOf, soon } from "./finding.ts";
import { lookAtFailedJobs, lookAtQueue } from "./jobs.ts";
import { lookAtBackup, lookAtDisk, lookAtKeys, lookAtVersions } from "./machine.ts";
import { lookAtMailboxes, lookAtMailIn, lookAtMailOut } from "./mail.ts";
import { lookAtMessengers } from "./messengers.ts";

/** `pult doctor`: what to print, and whether nothing is bad. A warning is no reason to wake anybody. */
export async function runDoctor(
  env: Readonly<Record<string, string | undefined>>,
  { json }: { json: boolean },
): Promise<{ text: string; isWell: boolean }> {
  const findings = await examine(env);
  const isWell = !findings.some(({ state }) => state === "bad");
  return { text: json ? JSON.stringify({ isWell, findings }, null, 2) : describeFindings(findings), isWell };
}

/** Everything that can be seen of a desk from outside, and for what is not well, the mend ([B-OPS-02]). */
export async function examine(
  env: Readonly<Record<string, string | undefined>>,
  now: () => Date = () => new Date(),
): Promise<Finding[]> {
  const folder = resolve(env.PULT_DATA?.trim() || "data");
  if (!existsSync(folder) && !env.DATABASE_URL?.trim()) {
    return [bad("data", `There is no folder ${folder}.`, "Start Pult there first, or set PULT_DATA to where it is.")];
  }
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    return [bad("settings", reasonOf(error), "Mend the environment in which Pult is started.")];
  }
  const { dataFolder } = config;
  const findings = [
    await lookAtVersions(),
    ok("settings", `Data in ${dataFolder}, people come by ${config.publicUrl}.`),
    await lookAtKeys(dataFolder),
    await lookAtDisk(dataFolder),
    await lookAtBackup(dataFolder, now()),
    await lookAtServer(config),
  ];
  const connected = await connect(config);
  if ("what" in connected) return [...findings, connected];
  const patient: Patient = { config, client: connected, now };
  try {
    return [...findings, ...(await lookAtRest(patient))];
  } finally {
    await connected.end().catch(() => {});
  }
}

async function lookAtRest(patient: Patient): Promise<Finding[]> {
  const findings = [await lookAtDatabase(patient), await lookAtTables(patient), await lookAtClock(patient)];
  // Of tables that are not ours nothing more can be asked.
  if (findings.some(({ what, state }) => what === "tables" && state === "bad")) return findings;
  const mail = [lookAtMailIn, lookAtMailboxes, lookAtMailOut];
  for (const look of [lookAtSeal, lookAtQueue, lookAtFailedJobs, ...mail, lookAtMessengers]) {
    findings.push(await look(patient));
  }
  return [...findings, ...(await lookAtCertificates(patient))];
}

/** Whether Pult answers on this machine. */
async function lookAtServer({ host, port }: Config): Promise<Finding> {
  const at = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const address = `http://${at}:${port}`;
  try {
    const { status } = await soon(fetch(`${address}/api/v1/health`));
    if (status === 200) return ok("server", `Pult answers at ${address}.`);
    const mend = "Mend what else is named here, and see the log of Pult.";
    return bad("server", `What listens at ${address} is not well (${status}).`, mend);
  } catch (error) {
    const cause = error instanceof Error && error.cause ? error.cause : error;
    return bad(
      "server",
      `Nobody answers at ${address}: ${reasonOf(cause)}.`,
      "Start Pult; see its log for why it ended.",
    );
  }
}

async function connect({ databaseUrl, dataFolder }: Config): Promise<Client | Finding> {
  try {
    const url = databaseUrl ?? (await findPostgres(dataFolder));
    if (url === null) {
      const mend = `Start Pult, which starts it. If it does not come up, see ${dataFolder}/postgres/server.log.`;
      return bad("database", "Our own PostgreSQL does not run.", mend);
    }
    return await soon(connectForCopy(url));
  } catch (error) {
    return bad(
      "database",
      `It cannot be reached: ${reasonOf(error)}.`,
      "Start the database server, or mend DATABASE_URL.",
    );
  }
}

const SIGNS: Record<Finding["state"], string> = { ok: "ok     ", warning: "WARNING", bad: "BAD    " };

/** The findings for people: a line each, with the mend beneath. */
function describeFindings(findings: readonly Finding[]): string {
  return findings
    .flatMap(({ what, state, why, mend }) => [
      `${SIGNS[state]}  ${what.padEnd(13)} ${why}`,
      ...(mend === null ? [] : [`${" ".repeat(23)} Mend: ${mend}`]),
    ])
    .join("\n");
}
