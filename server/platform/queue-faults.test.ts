import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";

/** A process in which nobody hears an error with this message, thrown there; answers whether it went on. */
function goesOn(message: string, thrownIn: string): boolean {
  const code = `import { bearQueueFaults } from ${JSON.stringify(new URL("queue-faults.ts", import.meta.url).href)};
    bearQueueFaults(undefined);
    const error = new Error(${JSON.stringify(message)});
    error.stack += "\\n    at ${thrownIn}";
    Promise.reject(error);
    setTimeout(() => process.exit(42), 1);`;
  const args = ["--input-type=module-typescript", "-e", code];
  return spawnSync(process.execPath, args, { env: { ...process.env, NODE_TEST_CONTEXT: "" } }).status === 42;
}

describe("a fault of the queue that nobody hears", () => {
  it("does not end the process, and any other does", () => {
    const twice = "Release called on client which has already been released to the pool.";
    const kept = "Error occurred whilst returning jobs from local queue to database queue: read ECONNRESET";
    const theirs = "release (node_modules/graphile-worker/dist/main.js:347:20)";
    assert.ok(goesOn(kept, theirs));
    assert.ok(goesOn(twice, theirs));
    assert.ok(!goesOn(twice, "ours (server/platform/database.ts:1:1)"));
    assert.ok(!goesOn("Something else", theirs));
  });
});
