import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";

/** A process in which nobody hears this error; answers whether it went on. */
function goesOn(message: string): boolean {
  const code = `import { bearQueueFaults } from ${JSON.stringify(new URL("queue-faults.ts", import.meta.url).href)};
    bearQueueFaults(undefined);
    Promise.reject(new Error(${JSON.stringify(message)}));
    setTimeout(() => process.exit(42), 1);`;
  const args = ["--input-type=module-typescript", "-e", code];
  return spawnSync(process.execPath, args, { env: { ...process.env, NODE_TEST_CONTEXT: "" } }).status === 42;
}

describe("a fault of the queue that nobody hears", () => {
  it("does not end the process, and any other does", () => {
    assert.ok(goesOn("Error occurred whilst returning jobs from local queue to database queue: read ECONNRESET"));
    assert.ok(!goesOn("Something else"));
  });
});
