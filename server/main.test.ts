import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Starts the product as `npm start` does, with nothing in its environment but where the data go. */
function start(folder: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["server/main.ts"], {
    cwd: ROOT,
    env: {
      HOME: folder,
      PATH: "/usr/bin:/bin",
      PULT_DATA: join(folder, "data"),
      PORT: "0",
      PULT_SMTP_PORT: "0",
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { child, said: said(child) };
}

/** What it prints, until a line fits. */
async function said(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (/setup\/\S+\n/.test(text)) return text;
  }
  throw new Error(`It ended before it was ready: ${text}`);
}

describe("npm start", () => {
  it("[B-OPS-01] runs on an empty machine with one command: its own PostgreSQL, and a page to set it up once", async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "pult-start-"));
    const { child, said } = start(folder);
    t.after(() => child.kill("SIGKILL"));
    const setup = /http\S+\/setup\/\S+/.exec(await said)?.[0] ?? "";
    const { origin, pathname } = new URL(setup);
    const health = await (await fetch(`${origin}/api/v1/health`)).json();
    assert.deepEqual(health, { status: "ok", database: "embedded" });
    const presets = await (await fetch(`${origin}/api/v1${pathname}`)).json();
    assert.ok(presets.presets.length >= 2);
    const made = await fetch(`${origin}/api/v1${pathname}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        workspace: "ТСН «Ленина 5»",
        preset: presets.presets[0].key,
        name: "Анна Петрова",
        email: "anna@example.org",
        password: "a-long-password",
      }),
    });
    assert.equal(made.status, 201, await made.clone().text());
    assert.equal((await fetch(`${origin}/api/v1${pathname}`)).status, 410, "the address works once");
    child.kill("SIGTERM");
    const [code] = await once(child, "exit");
    assert.equal(code, 0);
    await rm(folder, { recursive: true, force: true });
  });
});
