import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { chown } from "node:fs/promises";

/**
 * PostgreSQL refuses to run as root. Who runs it then, and by which way it gets to its folders:
 * `plain` = simply as that user; `capability` = as that user with leave to enter folders of others
 * (root's home is closed to everyone else, and both the package and the data may lie in it).
 */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly way: "plain" | "capability";
}

/** A program with its arguments and the spawn options that make it run as the account (null = as ourselves). */
export function commandAs(account: Account | null, program: string, args: readonly string[]) {
  if (!account) return { program, args: [...args], options: {} };
  if (account.way === "plain") return { program, args: [...args], options: { uid: account.uid, gid: account.gid } };
  const settings = [
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    // Without it access(2) ignores the capability, and postgres cannot "find its own executable".
    "--securebits=+no_setuid_fixup",
  ];
  return { program: "setpriv", args: [...settings, program, ...args], options: {} };
}

/** Runs a program as the account to its end; what it printed on both outputs, and its exit code. */
export function runAs(account: Account | null, program: string, args: readonly string[]) {
  const command = commandAs(account, program, args);
  return new Promise<{ code: number | null; output: string }>((done, failed) => {
    const child = spawn(command.program, command.args, { ...command.options, cwd: "/" });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", failed);
    child.once("close", (code) => done({ code, output }));
  });
}

/** Makes the account the owner of files and folders. */
export async function giveTo({ uid, gid }: Account, paths: readonly string[]): Promise<void> {
  for (const path of paths) await chown(path, uid, gid);
}

/** True when the account can enter every one of the folders. */
export function canEnter(account: Account, folders: readonly string[]): boolean {
  const script = 'for folder in "$@"; do cd "$folder" || exit 1; done';
  const { program, args, options } = commandAs(account, "/bin/sh", ["-c", script, "sh", ...folders]);
  return spawnSync(program, args, { ...options, stdio: "ignore", cwd: "/" }).status === 0;
}

/** The user who owns existing data, else `postgres`, else `nobody`. Only asked when we are root. */
export function unprivilegedUser(ownerOfData: number | null): Omit<Account, "way"> {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const found =
    (ownerOfData ? users.find((user) => user.uid === ownerOfData) : undefined) ??
    users.find((user) => user.name === "postgres") ??
    users.find((user) => user.name === "nobody");
  if (!found) {
    throw new Error(
      "PostgreSQL does not run as root, and this machine has no user `postgres` or `nobody`. " +
        "Start Pult as an ordinary user, add one of these users, or set DATABASE_URL.",
    );
  }
  return found;
}
