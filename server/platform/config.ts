import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { isAllowance } from "./network-guard.ts";

/** How this process runs. Read once, at its start. */
export interface Config {
  /** Absolute folder of everything made at run time: the embedded database, files, the secret. `PULT_DATA`. */
  readonly dataFolder: string;
  /** `PORT`; 0 takes any free port. */
  readonly port: number;
  /** `HOST`: the address listened on. */
  readonly host: string;
  /** `DATABASE_URL`, or null for the embedded server. */
  readonly databaseUrl: string | null;
  /** `PULT_SMTP_PORT`: letters come in here; 0 takes any free port. */
  readonly smtpPort: number;
  /** `PULT_SMTP_URL`: letters go out by this server; null keeps them in the outbox. */
  readonly smtpUrl: string | null;
  /** A scanner that looks into what people bring in, as clamd does. */
  readonly scanner: string | null;
  /** `PULT_PUBLIC_URL`: how people reach this server, without a slash at the end. */
  readonly publicUrl: string;
  /** `PULT_SECRET`, else the file `secret` of the data folder: signs sessions and reply tokens. */
  readonly secret: string;
  /**
   * `PULT_SECRET_KEY`, else the file `secret-key` of the data folder: what passwords for other servers are encrypted
   * with. Every process on one database needs the same one.
   */
  readonly secretKey: string;
  /** `PULT_ALLOW_PRIVATE`: hosts, addresses and ranges of private networks that may be connected to. */
  readonly allowPrivate: readonly string[];
  /** `PULT_LOG`. */
  readonly logLevel: LogLevel;
  /** `PULT_WORKERS`: how many jobs run at once in this process; 0 leaves them to other processes. */
  readonly workers: number;
  /** `PULT_RATE_LIMIT`: requests to the API in a minute from one address; 0 = no limit. */
  readonly rateLimit: number;
  /**
   * `PULT_TRUST_PROXY`: whose word is taken for the address that a request comes from: how many proxies stand before us,
   * or their addresses and ranges. Empty: nobody's.
   */
  readonly trustProxy: number | string[];
  /** `PULT_METRICS_TOKEN`: with it `/metrics` may be read; null: there is no such address. */
  readonly metricsToken: string | null;
  readonly backup: BackupConfig;
}

/** When backups are made by themselves, and where they are kept. */
export interface BackupConfig {
  /** `PULT_BACKUP_FOLDER`: absolute. */
  readonly folder: string;
  /** `PULT_BACKUP_AT`: hour and minute of every day, in UTC; null: none is made by itself. */
  readonly at: { readonly hour: number; readonly minute: number } | null;
  /** `PULT_BACKUP_KEEP`: so many are kept, older ones are deleted. */
  readonly keep: number;
  /** `PULT_BACKUP_BEFORE_UPGRADE`: one is made before an upgrade changes the tables, unless it says `no`. */
  readonly beforeUpgrade: boolean;
}

export type LogLevel = (typeof LOG_LEVELS)[number];

const LOG_LEVELS = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;
const SECRET_LENGTH = 32;

/**
 * Reads the settings from the environment and makes the secret if there is none. Throws one error that names every
 * wrong variable and how to mend it. An empty variable counts as not set.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const wrong: string[] = [];
  const text = (name: string) => env[name]?.trim() || null;
  const number = (name: string, otherwise: number, most: number) => {
    const value = text(name);
    if (value === null) return otherwise;
    if (/^\d{1,6}$/.test(value) && Number(value) <= most) return Number(value);
    wrong.push(`${name} is "${value}": give a whole number from 0 to ${most}, or unset it for ${otherwise}.`);
    return otherwise;
  };
  const url = (name: string, schemes: readonly string[], example: string) => {
    const value = text(name);
    if (value === null) return null;
    if (URL.canParse(value) && schemes.includes(new URL(value).protocol)) return value;
    // The value may hold a password, and errors end up in logs.
    wrong.push(`${name} is not an address: give one like ${example}.`);
    return null;
  };

  const dataFolder = resolve(text("PULT_DATA") ?? "data");
  const port = number("PORT", 4000, 65_535);
  const logLevel = text("PULT_LOG") ?? "info";
  if (!isLogLevel(logLevel)) wrong.push(`PULT_LOG is "${logLevel}": give one of ${LOG_LEVELS.join(", ")}.`);
  const secretOf = (name: string) => {
    const value = text(name);
    if (value === null || value.length >= SECRET_LENGTH) return value;
    wrong.push(`${name} is too short: give at least ${SECRET_LENGTH} random characters, or unset it.`);
    return null;
  };
  const secret = secretOf("PULT_SECRET");
  const secretKey = secretOf("PULT_SECRET_KEY");
  const allowPrivate = (text("PULT_ALLOW_PRIVATE") ?? "").split(",").flatMap((one) => one.trim() || []);
  for (const one of allowPrivate.filter((one) => !isAllowance(one))) {
    wrong.push(`PULT_ALLOW_PRIVATE has "${one}": give host names, addresses and ranges, such as 10.0.0.0/8.`);
  }
  const backupAt = text("PULT_BACKUP_AT");
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(backupAt ?? "") ?? [];
  if (backupAt !== null && hour === undefined) {
    wrong.push(`PULT_BACKUP_AT is "${backupAt}": give an hour and minute in UTC, such as 02:30, or unset it.`);
  }
  const keep = number("PULT_BACKUP_KEEP", 7, 10_000);
  if (keep === 0) wrong.push("PULT_BACKUP_KEEP is 0: keep one backup at least.");
  const beforeUpgrade = text("PULT_BACKUP_BEFORE_UPGRADE") ?? "yes";
  if (beforeUpgrade !== "yes" && beforeUpgrade !== "no") wrong.push("PULT_BACKUP_BEFORE_UPGRADE is yes or no.");
  const backup = {
    folder: resolve(text("PULT_BACKUP_FOLDER") ?? join(dataFolder, "backups")),
    at: hour === undefined ? null : { hour: Number(hour), minute: Number(minute) },
    keep,
    beforeUpgrade: beforeUpgrade === "yes",
  };
  const trustProxy = readProxies(text("PULT_TRUST_PROXY"));
  if (trustProxy === null) {
    wrong.push(
      "PULT_TRUST_PROXY is no number of proxies: give one, such as 1, or their addresses, such as 10.0.0.0/8.",
    );
  }
  const metricsToken = text("PULT_METRICS_TOKEN");
  if (metricsToken !== null && metricsToken.length < 16) {
    wrong.push("PULT_METRICS_TOKEN is too short: give at least 16 random characters, or unset it.");
  }
  const config = {
    backup,
    dataFolder,
    port,
    // Every interface: the people who use a desk sit at other machines.
    host: text("HOST") ?? "0.0.0.0",
    databaseUrl: url("DATABASE_URL", ["postgres:", "postgresql:"], "postgres://pult:password@localhost:5432/pult"),
    smtpPort: number("PULT_SMTP_PORT", 2525, 65_535),
    smtpUrl: url("PULT_SMTP_URL", ["smtp:", "smtps:"], "smtp://127.0.0.1:1025"),
    publicUrl: (
      url("PULT_PUBLIC_URL", ["http:", "https:"], "https://desk.example.org") ?? `http://localhost:${port}`
    ).replace(/\/+$/, ""),
    logLevel: isLogLevel(logLevel) ? logLevel : "info",
    workers: number("PULT_WORKERS", 4, 100),
    // An office of a hundred people behind one address asks some 50 times a second at its busiest.
    rateLimit: number("PULT_RATE_LIMIT", 6_000, 999_999),
    allowPrivate,
    trustProxy: trustProxy ?? [],
    metricsToken,
    scanner: url("PULT_SCANNER", ["tcp:", "unix:"], "tcp://127.0.0.1:3310"),
  } as const;
  if (wrong.length > 0) throw new Error(`The settings are wrong:\n${wrong.map((line) => `- ${line}`).join("\n")}`);
  return {
    ...config,
    secret: secret ?? secretIn(dataFolder, "secret"),
    secretKey: secretKey ?? secretIn(dataFolder, "secret-key"),
  };
}

/** A number of proxies, or where they stand; null for what is neither. */
function readProxies(value: string | null): number | string[] | null {
  if (value === null) return [];
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const all = value.split(",").flatMap((one) => one.trim() || []);
  const known = ["loopback", "linklocal", "uniquelocal"];
  return all.every((one) => known.includes(one) || isIP(one.replace(/\/\d{1,3}$/, "")) !== 0) ? all : null;
}

const isLogLevel = (value: string): value is LogLevel => LOG_LEVELS.some((level) => level === value);

/** A secret of the data folder, made at the first start and readable by its owner only. */
function secretIn(folder: string, name: string): string {
  const file = join(folder, name);
  const kept = readSecret(file);
  if (kept) return kept;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const making = `${file}.${process.pid}`;
  writeFileSync(making, randomBytes(48).toString("base64url"), { mode: 0o600 });
  try {
    // Linked, not renamed: of two first starts at once both take the one that was first.
    linkSync(making, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(making, { force: true });
  }
  return readSecret(file) ?? fail(`${file} is empty or too short: delete it, and a new one is made at the next start.`);
}

function readSecret(file: string): string | null {
  try {
    const secret = readFileSync(file, "utf8").trim();
    return secret.length >= SECRET_LENGTH
      ? secret
      : fail(`${file} is too short for a secret: delete it or write 32 random characters.`);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function fail(message: string): never {
  throw new Error(message);
}
