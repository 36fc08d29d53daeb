import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

const MODULE = new URL("stop-signals.ts", import.meta.url).href;

/** Starts a process that stops by this code; ready once it has said so. */
async function start(stop: string): Promise<{ child: ChildProcess; said: () => string; left: Promise<number | null> }> {
  const code = `
    const { onStopSignal } = await import(${JSON.stringify(MODULE)});
    onStopSignal(async () => { ${stop} });
    setInterval(() => {}, 1000);
    console.log("ready");`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  const left = once(child, "exit").then(([exitCode]) => exitCode);
  while (!said.includes("ready")) await Promise.race([once(child.stdout, "data"), left]);
  return { child, said: () => said, left };
}

describe("onStopSignal", () => {
  it("stops in order and leaves with 0, also when the signal comes twice at once", async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const { child, said, left } = await start(
        `await new Promise((done) => setTimeout(done, 100)); console.log("stopped");`,
      );
      child.kill(signal);
      child.kill(signal);
      assert.equal(await left, 0);
      assert.match(said(), /stopped/);
    }
  });

  it("leaves at once when it is told again", async () => {
    const { child, left } = await start("await new Promise(() => {});");
    child.kill("SIGINT");
    await sleep(700);
    child.kill("SIGINT");
    assert.equal(await left, 1);
  });

  it("leaves with 1 when stopping fails", async () => {
    const { child, left } = await start(`throw new Error("the pool does not close");`);
    child.kill("SIGTERM");
    assert.equal(await left, 1);
  });
});
